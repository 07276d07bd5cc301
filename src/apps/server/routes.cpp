#include "apps/server/routes.h"

#include <algorithm>

namespace chancery::server {
namespace {

bool is_name(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

}  // namespace

std::optional<PathParameters> match_path(std::string_view pattern, const std::vector<std::string>& path) {
  PathParameters parameters;
  auto rest = pattern.substr(1);
  for (const auto& segment : path) {
    if (rest.empty()) return std::nullopt;
    const auto length = std::min(rest.find('/'), rest.size());
    const auto expected = rest.substr(0, length);
    rest.remove_prefix(std::min(length + 1, rest.size()));
    if (is_name(expected)) {
      parameters.emplace(expected.substr(1, expected.size() - 2), segment);
    } else if (expected != segment) {
      return std::nullopt;
    }
  }
  if (!rest.empty()) return std::nullopt;
  return parameters;
}

}  // namespace chancery::server
