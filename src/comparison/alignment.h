#pragma once

#include "comparison/block.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace chancery::comparison {

struct Plan;

/// What becomes of a block: it stays (both), is deleted (old only) or inserted (new only).
struct PlanStep {
  const Block* old = nullptr;
  const Block* now = nullptr;
  int move = 0;                  // the same number, from 1, at the place that a block left and at the one where it stands now
  std::unique_ptr<Plan> inside;  // of a table, row, cell or control that stays and differs
};

/// The steps of one container, in the order of both documents; deletions stand before insertions.
struct Plan {
  std::vector<PlanStep> steps;
};

/// Aligns by blocks that stand once in both (the longest run of them in order), then what lies between them by likeness;
/// tables row by row, rows cell by cell, and so on down; then finds what moved.
[[nodiscard]] Plan align(const Block& old, const Block& now);

/// The share of words that both have, 0 to 1.
[[nodiscard]] double likeness(const Block& left, const Block& right);

}  // namespace chancery::comparison
