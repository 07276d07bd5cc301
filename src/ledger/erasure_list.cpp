#include "ledger/erasure_list.h"

#include "base/error.h"
#include "ledger/lines.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace chancery::ledger {
namespace {

constexpr std::string_view person_word = "person ";

std::optional<ErasedOpening> parse_line(std::string_view line) {
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto seq = parse_decimal(line.substr(0, space));
  auto label = Label::parse(line.substr(space + 1));
  return seq && label ? std::optional(ErasedOpening{*seq, *std::move(label)}) : std::nullopt;
}

bool comes_before(const ErasedOpening& one, const ErasedOpening& other) {
  return std::tie(one.seq, one.label) < std::tie(other.seq, other.label);
}

}  // namespace

Bytes write_erasure_list(const ErasureList& erased) {
  const std::set<PersonId> persons(erased.persons.begin(), erased.persons.end());
  std::set<std::pair<TreeSize, Label>> sorted;
  for (const ErasedOpening& opening : erased.openings) sorted.emplace(opening.seq, opening.label);
  Bytes text;
  for (const PersonId& person : persons) text += std::string(person_word) + person.hex() + "\n";
  for (const auto& [seq, label] : sorted) text += std::to_string(seq) + " " + label.text() + "\n";
  return text;
}

ErasureList parse_erasure_list(BytesView text) {
  ErasureList erased;
  Lines lines(text);
  std::int64_t number = 0;
  const auto refuse = [&] { throw Error(Fault::input, {"ledger.erasure_line", {{"line", number}}}); };
  while (const auto line = lines.next()) {
    ++number;
    if (line->starts_with(person_word)) {
      const auto person = PersonId::parse(line->substr(person_word.size()));
      if (!person || !erased.openings.empty() || (!erased.persons.empty() && !(erased.persons.back() < *person))) refuse();
      erased.persons.push_back(*person);
    } else {
      auto opening = parse_line(*line);
      if (!opening || (!erased.openings.empty() && !comes_before(erased.openings.back(), *opening))) refuse();
      erased.openings.push_back(*std::move(opening));
    }
  }
  ++number;
  if (!lines.rest().empty()) refuse();
  return erased;
}

}  // namespace chancery::ledger
