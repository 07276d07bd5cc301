#pragma once

#include "workflow/assignment.h"
#include "workflow/fact_functions.h"
#include "workflow/task_rules.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::workflow {

/// What somebody has said to a task that needs more voices than one.
struct Voice {
  std::string event;
  std::string person;
  std::string principal;  // whom they acted for; empty in their own name

  friend bool operator==(const Voice&, const Voice&) = default;
};

/// A task of a state that is active. Persons are those of the facts.
struct OpenTask {
  std::size_t assignment = 0;  // number in Chart::assignments
  std::string opened;          // when; empty where the facts have no time
  std::string due;             // `YYYY-MM-DDTHH:MM:SS.mmmZ`; empty without a deadline
  std::string last_day;        // of the deadline, in the zone of its calendar
  bool is_overdue = false;     // and its escalation is in force
  std::string claimed_by;      // empty: by nobody
  std::vector<std::string> added{};
  std::vector<std::string> removed{};
  std::vector<Voice> voices{};

  friend bool operator==(const OpenTask&, const OpenTask&) = default;
};

/// Everyone who is asked: the candidates that the chart names (absent: nobody by name), those added, without those removed.
[[nodiscard]] std::vector<std::string> asked_persons(const OpenTask& task, const std::vector<std::string>& candidates);

/// Whether the actor of the facts may speak to the task now: role or candidate, exclusions, substitution, claim, turn, and not
/// twice, neither in one's own name nor for another.
[[nodiscard]] std::optional<Objection> judge_assignment(const Assignment& assignment, const OpenTask& task,
                                                        std::string_view event,
                                                        const std::optional<std::vector<std::string>>& candidates,
                                                        const Json& facts);

/// Whether the voices for the event, the last one counted, are enough.
[[nodiscard]] bool is_quorum(const Assignment& assignment, const OpenTask& task, std::string_view event,
                             const std::vector<std::string>& candidates);

/// `claim.ID`, `release.ID`, `hand_over.ID`, `add.ID`, `remove.ID`, `overdue.ID`, `remind.ID`: what is done to a task itself.
struct TaskEvent {
  enum class Kind { claim, release, hand_over, add, remove, overdue, remind };
  Kind kind;
  std::string id;
};
[[nodiscard]] std::optional<TaskEvent> parse_task_event(std::string_view event);
[[nodiscard]] std::string name_of(TaskEvent::Kind kind);

/// The task after the event; refused with `workflow.role`, `workflow.claim` or `workflow.person_missing`.
[[nodiscard]] Decision<OpenTask> after(const TaskEvent& event, const Assignment& assignment, OpenTask task,
                                       const std::optional<std::vector<std::string>>& candidates, const Json& facts);

}  // namespace chancery::workflow
