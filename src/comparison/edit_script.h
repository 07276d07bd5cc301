#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chancery::comparison {

/// A stretch of two sequences: equal on both sides, or only old (to delete) and only new (to insert).
struct Edit {
  enum class Kind { equal, remove, insert };

  Kind kind;
  std::size_t old_begin;
  std::size_t new_begin;
  std::size_t size;

  friend bool operator==(const Edit&, const Edit&) = default;
};

/// The shortest script that makes `now` of `old`, removals before insertions at the same place; stretches of one kind are joined.
/// When the two differ in more than about `cost_limit` places, a script that is longer than needed.
/// Standard: Myers, An O(ND) Difference Algorithm (1986), §4b, linear space.   Cost: O((old + now) · differences).
[[nodiscard]] std::vector<Edit> edit_script(std::span<const std::uint32_t> old, std::span<const std::uint32_t> now,
                                            std::size_t cost_limit = 20'000);

}  // namespace chancery::comparison
