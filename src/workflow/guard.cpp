#include "workflow/guard.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

namespace chancery::workflow {
namespace {

constexpr int depth_limit = 64;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_qualified_name_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0 || c == '_' || c == '-' || c == '.' || c == ':';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Calls `visit(position)` for every byte outside literals and brackets; ends early when it says so.
template <class Visit>
void at_top_level(std::string_view text, const Visit& visit) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\'' || c == '"') {
      const auto end = text.find(c, at + 1);
      if (end == std::string_view::npos) return;
      at = end;
      continue;
    }
    if (c == ')' || c == ']') --depth;
    if (depth == 0 && !visit(at)) return;
    if (c == '(' || c == '[') ++depth;
  }
}

/// An operand ends before `at`, so that a name that stands there is an operator.   Standard: XPath 1.0 §3.7.
bool follows_operand(std::string_view text, std::size_t at) {
  const auto before = trimmed(text.substr(0, at));
  if (before.empty()) return false;
  const char c = before.back();
  return is_qualified_name_byte(c) || c == ')' || c == ']' || c == '\'' || c == '"' || c == '*';
}

std::vector<std::string_view> split(std::string_view text, std::string_view word) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  at_top_level(text, [&](std::size_t at) {
    if (at < begin || text.substr(at, word.size()) != word) return true;
    const auto end = at + word.size();
    const bool alone = at > 0 && !is_qualified_name_byte(text[at - 1]) && text[at - 1] != '$' && text[at - 1] != '@' &&
                       text[at - 1] != '/' && (end >= text.size() || !is_qualified_name_byte(text[end]));
    if (!alone || !follows_operand(text, at)) return true;
    parts.push_back(text.substr(begin, at - begin));
    begin = end;
    return true;
  });
  parts.push_back(text.substr(begin));
  return parts;
}

/// What stands in the bracket when the whole text is `NAME( … )`.
std::optional<std::string_view> inside_call(std::string_view text, std::string_view name) {
  if (!text.starts_with(name)) return std::nullopt;
  const auto rest = trimmed(text.substr(name.size()));
  if (rest.empty() || rest.front() != '(') return std::nullopt;
  std::size_t closed = 0;
  at_top_level(rest, [&](std::size_t at) {
    if (rest[at] != ')') return true;
    closed = at;
    return false;
  });
  if (closed + 1 != rest.size()) return std::nullopt;
  return rest.substr(1, rest.size() - 2);
}

Guard atom_of(std::string_view text) {
  Guard guard;
  guard.text = std::string(text);
  return guard;
}

Guard parse(std::string_view given, int depth);

std::optional<Guard> parse_split(std::string_view text, std::string_view word, Guard::Kind kind, int depth) {
  const auto parts = split(text, word);
  if (parts.size() < 2) return std::nullopt;
  Guard guard;
  guard.kind = kind;
  guard.text = std::string(text);
  for (const auto part : parts) guard.parts.push_back(parse(part, depth + 1));
  return guard;
}

Guard parse(std::string_view given, int depth) {
  const auto text = trimmed(given);
  if (depth > depth_limit) return atom_of(text);
  if (auto any = parse_split(text, "or", Guard::Kind::any, depth)) return std::move(*any);
  if (auto all = parse_split(text, "and", Guard::Kind::all, depth)) return std::move(*all);
  if (const auto inner = inside_call(text, "")) return parse(*inner, depth + 1);
  if (const auto inner = inside_call(text, "boolean")) return parse(*inner, depth + 1);
  Guard guard = atom_of(text);
  for (const bool value : {true, false}) {
    const auto inner = inside_call(text, value ? "true" : "false");
    if (!inner || !trimmed(*inner).empty()) continue;
    guard.kind = Guard::Kind::constant;
    guard.value = value;
  }
  if (const auto inner = inside_call(text, "not")) {
    guard.kind = Guard::Kind::negation;
    guard.parts.push_back(parse(*inner, depth + 1));
  }
  return guard;
}

}  // namespace

Guard parse_guard(std::string_view condition) {
  return parse(condition, 0);
}

bool evaluate(const Guard& guard, const std::function<bool(const Guard&)>& holds) {
  const auto part_holds = [&](const Guard& part) { return evaluate(part, holds); };
  switch (guard.kind) {
    case Guard::Kind::all:
      return std::all_of(guard.parts.begin(), guard.parts.end(), part_holds);
    case Guard::Kind::any:
      return std::any_of(guard.parts.begin(), guard.parts.end(), part_holds);
    case Guard::Kind::negation:
      return !part_holds(guard.parts.front());
    case Guard::Kind::constant:
      return guard.value;
    case Guard::Kind::atom:
      return holds(guard);
  }
  return false;
}

void for_each_atom(const Guard& guard, const std::function<void(const Guard&)>& visit) {
  if (guard.kind == Guard::Kind::atom) visit(guard);
  for (const auto& part : guard.parts) for_each_atom(part, visit);
}

void for_each_atom(Guard& guard, const std::function<void(Guard&)>& visit) {
  if (guard.kind == Guard::Kind::atom) visit(guard);
  for (auto& part : guard.parts) for_each_atom(part, visit);
}

std::string normal_expression(std::string_view text) {
  std::string normal;
  bool space = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (is_space(c)) {
      space = true;
      continue;
    }
    const bool names_meet = !normal.empty() && is_qualified_name_byte(normal.back()) && is_qualified_name_byte(c);
    if (space && names_meet) normal += ' ';
    space = false;
    if (c != '\'' && c != '"') {
      normal += c;
      continue;
    }
    const auto end = std::min(text.find(c, at + 1), text.size() - 1);
    const auto literal = text.substr(at + 1, end > at ? end - at - 1 : 0);
    const char quote = literal.find('\'') == std::string_view::npos ? '\'' : '"';
    normal += quote + std::string(literal) + quote;
    at = end;
  }
  return normal;
}

std::string without_literals(std::string_view text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\'' || c == '"') at = std::min(text.find(c, at + 1), text.size());
    kept += c == '\'' || c == '"' ? '_' : c;
  }
  return kept;
}

}  // namespace chancery::workflow
