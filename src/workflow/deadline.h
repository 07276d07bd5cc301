#pragma once

#include "workflow/calendar.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::workflow {

/// When something is due: a `w:deadline` element.
struct DeadlineRule {
  Period period;
  std::string calendar;
  /// The day of the beginning counts (`same-day`), or the day after is the first (`next-day`, as art. 253 of the Civil Code of
  /// Ukraine has it).
  bool counts_first_day = false;
  /// A last day that is no working day moves to the next one (art. 254).
  bool moves_to_working_day = true;
  std::vector<Period> reminders;          // before the last day
  std::vector<std::string> escalates_to;  // roles that may act as well once it is overdue
};

/// When a deadline that began at some moment ends.
struct Deadline {
  Timestamp due;                     // when the last day is over
  std::string last_day;              // `YYYY-MM-DD` in the calendar's zone
  std::vector<Timestamp> reminders;  // those still to come, in order
};

/// Throws: Error{Fault::input} for a day that the calendar does not cover.
[[nodiscard]] Deadline deadline_of(const DeadlineRule& rule, const Calendar& calendar, Timestamp begin);

}  // namespace chancery::workflow
