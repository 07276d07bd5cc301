#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chancery::templating {

/// The name that was most likely meant: the fewest letters added, lost, changed or swapped, and not more than a third of them.
/// Empty when nothing is near.
[[nodiscard]] std::string nearest_name(std::string_view written, const std::vector<std::string>& known);

}  // namespace chancery::templating
