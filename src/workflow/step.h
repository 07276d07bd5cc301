#pragma once

#include "base/decision.h"
#include "workflow/assumptions.h"
#include "workflow/calendar.h"
#include "workflow/definition.h"
#include "workflow/effect.h"
#include "workflow/event.h"
#include "workflow/instance.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::workflow {

/// One thing that happened on the way, in order.
struct TraceEntry {
  enum class Kind { event, transition, exit, enter };
  Kind kind;
  std::size_t microstep;  // from 1
  std::string what;       // the event, the source of the transition, the state
};

struct Step {
  Instance instance;
  std::vector<Effect> effects;
  std::vector<TraceEntry> trace;
};

/// Strict is how documents run: whatever is not handled refuses the step. Lenient is the Recommendation: it is dropped.
enum class Mode { strict, lenient };

struct StepOptions {
  Mode mode = Mode::strict;
  std::string session;                      // `_sessionid`; start() only
  std::map<std::string, std::string> data;  // values for top-level `data` from whoever invoked the session; start() only
  std::function<bool(std::string_view target)> reachable;                // whom `send` can reach now; without it whoever is named
  std::function<std::optional<std::string>(std::string_view)> resource;  // what `data src` names; without it there is none
  const Assumptions* assumptions = nullptr;                              // in place of facts: the checker's
  const Calendars* calendars = nullptr;                                  // by which deadlines and `w:workdays` are counted
};

/// The facts are what the engine holds true *with the act itself counted*: an approval or signature that the event brings is in
/// `approvals` and `signatures` already, so that what follows from it happens in the same step; `performers` is as it was before.
/// The whole list is in workflows/README.md. Pure: the same arguments give the same step.
/// Refuses with `workflow.role`, `workflow.exclusion`, `workflow.recorded`, `workflow.comment_required`, `workflow.guard`,
/// `workflow.no_such_event`, `workflow.finished`, `workflow.unhandled_error`, `workflow.unhandled_event`,
/// `workflow.endless`, `workflow.data_too_large`.
[[nodiscard]] Decision<Step> start(const Definition& definition, const Json& facts, const StepOptions& options = {});
/// `definition` is the one that the instance was made with.
[[nodiscard]] Decision<Step> step(const Definition& definition, const Instance& instance, const Event& event, const Json& facts,
                                  const StepOptions& options = {});

}  // namespace chancery::workflow
