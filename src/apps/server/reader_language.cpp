#include "apps/server/reader_language.h"

#include <algorithm>
#include <charconv>

namespace chancery::server {
namespace {

/// The weight of `en;q=0.8` in thousandths; 1000 where none is given, 0 where it cannot be read.
int weight_of(std::string_view item) {
  const auto found = item.find("q=");
  if (found == item.npos) return 1000;
  const auto number = item.substr(found + 2);
  if (number.substr(0, 1) == "1") return 1000;
  if (number.substr(0, 2) != "0.") return 0;
  const auto digits = number.substr(2, 3);
  int value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem != std::errc{}) return 0;
  for (auto read = end - digits.data(); read < 3; ++read) value *= 10;
  return value;
}

}  // namespace

std::optional<text::Language> parse_language(std::string_view tag) {
  const auto primary = tag.substr(0, 2);
  if (tag.size() > 2 && tag[2] != '-' && tag[2] != ';' && tag[2] != ' ') return std::nullopt;
  if (primary == "uk") return text::Language::uk;
  if (primary == "en") return text::Language::en;
  return std::nullopt;
}

text::Language language_of_header(std::string_view accept_language) {
  auto best = text::Language::uk;
  int best_weight = 0;
  while (!accept_language.empty()) {
    const auto end = std::min(accept_language.find(','), accept_language.size());
    auto item = accept_language.substr(0, end);
    accept_language.remove_prefix(std::min(end + 1, accept_language.size()));
    item.remove_prefix(std::min(item.find_first_not_of(' '), item.size()));
    const auto language = parse_language(item);
    if (!language || weight_of(item) <= best_weight) continue;
    best = *language;
    best_weight = weight_of(item);
  }
  return best;
}

}  // namespace chancery::server
