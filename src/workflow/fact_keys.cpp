#include "workflow/fact_keys.h"

#include "workflow/guard.h"

#include <cctype>

namespace chancery::workflow {
namespace {

constexpr std::string_view facts = "$facts";

bool is_name_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0 || c == '_' || c == '-' || c == '.';
}

/// A slash behind anything but the end of a step begins an absolute path.
bool has_absolute_path(std::string_view expression) {
  char before = '(';
  for (const char c : expression) {
    if (c == '/' && !is_name_character(before) && before != ')' && before != ']' && before != '*' && before != '/') return true;
    if (std::isspace(static_cast<unsigned char>(c)) == 0) before = c;
  }
  return false;
}

}  // namespace

std::optional<std::vector<std::string>> fact_keys(std::string_view expression) {
  const auto text = without_literals(expression);
  std::vector<std::string> keys;
  if (text.find(facts) == std::string::npos) return keys;
  if (text.find("..") != std::string::npos || text.find("::") != std::string::npos || has_absolute_path(text))
    return std::nullopt;
  for (auto at = text.find(facts); at != std::string::npos; at = text.find(facts, at + 1)) {
    auto begin = at + facts.size();
    if (begin < text.size() && is_name_character(text[begin])) continue;  // another variable, whose name begins alike
    if (begin >= text.size() || text[begin] != '/') return std::nullopt;
    auto end = ++begin;
    while (end < text.size() && is_name_character(text[end])) ++end;
    if (end == begin || (end < text.size() && (text[end] == '(' || text[end] == ':'))) return std::nullopt;
    keys.push_back(text.substr(begin, end - begin));
  }
  return keys;
}

}  // namespace chancery::workflow
