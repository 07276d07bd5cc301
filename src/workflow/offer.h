#pragma once

#include "base/decision.h"
#include "workflow/calendar.h"
#include "workflow/chart.h"
#include "workflow/instance.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::workflow {

/// An act that a person could do in the present configuration, open or with the reason why not.
struct Offer {
  std::string event;
  Label label;
  std::vector<std::string> roles;    // one of them is needed
  std::vector<std::string> targets;  // state ids; empty when the document stays where it is
  Label target_label;                // of the first target
  Task::Carries carries;
  std::string approves;
  bool comment_required;
  Task::Recorded recorded;
  std::optional<Refusal> refusal;  // absent: open to the actor of the facts
};

/// Every event that a person may raise now, in document order of the transitions; one offer an event, the one that comes nearest.
/// Payload (a comment, a recorded act) is not asked for here: it comes with the act.
[[nodiscard]] std::vector<Offer> offers(const Definition& definition, const Instance& instance, const Json& facts,
                                        const Calendars* calendars = nullptr);

}  // namespace chancery::workflow
