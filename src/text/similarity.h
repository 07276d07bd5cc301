#pragma once

#include <string_view>

namespace chancery::text {

/// How much two texts have in common: 1 for equal ones, 0 for nothing; the share of the words that both have, each counted as
/// often as it stands in both (Dice); their order is not looked at.   Cost: O(n log n).
[[nodiscard]] double similarity(std::string_view left, std::string_view right);

}  // namespace chancery::text
