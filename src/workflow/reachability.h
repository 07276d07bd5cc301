#pragma once

#include "workflow/chart.h"

#include <vector>

namespace chancery::workflow {

/// For each state whether some path of the graph leads to it, as if every event came and every guard held.
[[nodiscard]] std::vector<bool> reachable_states(const Chart& chart);

}  // namespace chancery::workflow
