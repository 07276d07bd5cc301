#include "formats/bound_path.h"

#include <charconv>
#include <map>

namespace chancery::formats {
namespace {

using Prefixes = std::map<std::string, std::string, std::less<>>;

/// `xmlns:a='urn:one' xmlns:b="urn:two"`
Prefixes parse_prefixes(std::string_view text) {
  constexpr std::string_view start = "xmlns:";
  Prefixes prefixes;
  while (true) {
    const auto at = text.find(start);
    const auto equals = at == std::string_view::npos ? at : text.find('=', at);
    if (equals == std::string_view::npos || equals + 1 >= text.size()) return prefixes;
    const auto end = text.find(text[equals + 1], equals + 2);
    if (end == std::string_view::npos) return prefixes;
    const auto name = text.substr(at + start.size(), equals - at - start.size());
    prefixes[std::string(name)] = text.substr(equals + 2, end - equals - 2);
    text.remove_prefix(end + 1);
  }
}

std::optional<BoundStep> parse_step(std::string_view text, const Prefixes& prefixes) {
  BoundStep step{text.starts_with('@'), {}, {}, 1};
  auto name = text.substr(step.attribute ? 1 : 0);
  if (name.ends_with(']')) {
    const auto bracket = name.find('[');
    if (bracket == std::string_view::npos) return std::nullopt;
    const auto number = name.substr(bracket + 1, name.size() - bracket - 2);
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), step.position);
    if (error != std::errc{} || end != number.data() + number.size() || step.position == 0) return std::nullopt;
    name = name.substr(0, bracket);
  }
  if (const auto colon = name.find(':'); colon != std::string_view::npos) {
    const auto prefix = prefixes.find(name.substr(0, colon));
    if (prefix == prefixes.end()) return std::nullopt;
    step.namespace_uri = prefix->second;
    name.remove_prefix(colon + 1);
  }
  step.name = name;
  const bool plain = name.find_first_of("()*.[]@ ") == std::string_view::npos;
  return name.empty() || !plain ? std::nullopt : std::optional(step);
}

}  // namespace

std::optional<std::vector<BoundStep>> parse_bound_path(std::string_view path, std::string_view prefix_mappings) {
  const auto prefixes = parse_prefixes(prefix_mappings);
  std::vector<BoundStep> steps;
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    auto step = parse_step(path.substr(0, path.find('/')), prefixes);
    if (!step) return std::nullopt;
    steps.push_back(*std::move(step));
    path.remove_prefix(std::min(path.find('/'), path.size()));
  }
  return path.empty() && !steps.empty() ? std::optional(std::move(steps)) : std::nullopt;
}

}  // namespace chancery::formats
