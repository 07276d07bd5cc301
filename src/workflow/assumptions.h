#pragma once

#include "workflow/chart.h"

#include <functional>
#include <string>
#include <string_view>

namespace chancery::workflow {

/// How a step is judged where there are no facts: the checker tries every answer, `simulate` follows one list of answers.
/// What depends on declared data alone is judged exactly.
struct Assumptions {
  /// Evaluates an expression of the chart as it is.
  using Exactly = std::function<bool(std::size_t expression)>;

  std::function<bool(const Guard& guard, const Exactly& exactly)> guard;
  /// Whether the task lets the act through.
  std::function<bool(const Task& task, std::string_view event)> task;
  /// Whether this voice makes the quorum full.
  std::function<bool(std::string_view event)> quorum;
  /// Whether the value of the expression is one that only facts give.
  std::function<bool(std::size_t expression)> is_unknown;
  /// Whether a variable holds such a value.
  std::function<bool(std::string_view variable)> is_unknown_variable;
  std::function<void(TransitionIndex)> taken;
};

}  // namespace chancery::workflow
