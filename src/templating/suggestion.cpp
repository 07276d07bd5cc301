#include "templating/suggestion.h"

#include <algorithm>
#include <cstddef>

namespace chancery::templating {
namespace {

constexpr std::size_t longest_compared = 200;

/// Optimal string alignment distance, by bytes: names are ASCII but for mistakes.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::vector<std::size_t>> cost(left.size() + 1, std::vector<std::size_t>(right.size() + 1));
  for (std::size_t i = 0; i <= left.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= right.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t changed = left[i - 1] == right[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + changed});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[left.size()][right.size()];
}

}  // namespace

std::string nearest_name(std::string_view written, const std::vector<std::string>& known) {
  std::string nearest;
  if (written.size() > longest_compared) return nearest;
  auto best = std::max<std::size_t>(1, written.size() / 3) + 1;
  for (const auto& name : known) {
    if (name.size() > longest_compared) continue;
    const auto found = distance(written, name);
    if (found < best) {
      best = found;
      nearest = name;
    }
  }
  return nearest;
}

}  // namespace chancery::templating
