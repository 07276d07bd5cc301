#include "ledger/erasure_list.h"

#include "base/error.h"
#include "ledger/lines.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace chancery::ledger {
namespace {

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

Bytes write_erasure_list(std::span<const ErasedOpening> erased) {
  std::set<std::pair<TreeSize, Label>> sorted;
  for (const ErasedOpening& opening : erased) sorted.emplace(opening.seq, opening.label);
  Bytes text;
  for (const auto& [seq, label] : sorted) text += std::to_string(seq) + " " + label.text() + "\n";
  return text;
}

std::vector<ErasedOpening> parse_erasure_list(BytesView text) {
  std::vector<ErasedOpening> erased;
  Lines lines(text);
  std::int64_t number = 0;
  const auto refuse = [&] { throw Error(Fault::input, {"ledger.erasure_line", {{"line", number}}}); };
  while (const auto line = lines.next()) {
    ++number;
    auto opening = parse_line(*line);
    if (!opening || (!erased.empty() && !comes_before(erased.back(), *opening))) refuse();
    erased.push_back(*std::move(opening));
  }
  ++number;
  if (!lines.rest().empty()) refuse();
  return erased;
}

}  // namespace chancery::ledger
