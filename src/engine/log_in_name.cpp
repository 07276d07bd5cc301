#include "engine/log_in_name.h"

#include "text/characters.h"

#include <algorithm>

namespace chancery::engine {
namespace {

char small(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool is_letter(char letter) {
  return letter >= 'a' && letter <= 'z';
}

bool may_stand(char letter) {
  return is_letter(letter) || (letter >= '0' && letter <= '9') || letter == '.' || letter == '_' || letter == '-';
}

}  // namespace

std::optional<std::string> parse_log_in_name(std::string_view typed) {
  std::string name(text::trim(typed));
  std::transform(name.begin(), name.end(), name.begin(), small);
  if (name.size() < 2 || name.size() > 64 || !is_letter(name.front())) return std::nullopt;
  return std::all_of(name.begin(), name.end(), may_stand) ? std::optional(name) : std::nullopt;
}

}  // namespace chancery::engine
