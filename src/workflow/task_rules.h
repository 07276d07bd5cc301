#pragma once

#include "base/decision.h"
#include "workflow/chart.h"
#include "workflow/event.h"

#include <optional>
#include <string_view>

namespace chancery::workflow {

/// A rule that says no to an act. Of several candidates the one that came furthest is the one worth telling.
struct Objection {
  /// In the order in which they are judged.
  enum class Reason { no_such_event, role, exclusion, turn, recorded, comment, guard };
  Reason reason;
  Refusal refusal;
};

/// Whether the actor of the facts may do the task of a transition: role, exclusion, and, where `with_payload`, what the act
/// brings. Role and exclusion of an outcome of a `w:task` are judged with it (workflow/open_task.h).
[[nodiscard]] std::optional<Objection> judge_task(const Task& task, std::string_view event, const Json& facts, bool with_payload);

[[nodiscard]] Objection no_such_event(std::string_view event);
[[nodiscard]] Objection guard_objection(std::string_view event, const std::string& guard);

}  // namespace chancery::workflow
