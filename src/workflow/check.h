#pragma once

#include "workflow/definition.h"

#include <vector>

namespace chancery::workflow {

/// What a chart that reads well still has wrong, judged on its graph: labels that are missing in a language, states that nothing
/// leads to or nothing leads out of, no final state in reach, events that nobody produces or nobody handles, transitions that an
/// earlier one always takes the place of, unknown variables, exclusions of events that nobody performs. In the order of the file.
[[nodiscard]] std::vector<Problem> check(const Definition& definition);

}  // namespace chancery::workflow
