#include "workflow/deadline.h"

#include <algorithm>

namespace chancery::workflow {
namespace {

using std::chrono::days;

Day last_working_day(const Calendar& calendar, Day first, int amount) {
  auto day = calendar.working_from(first);
  for (int left = amount - 1; left > 0; --left) day = calendar.working_from(day + days(1));
  return day;
}

Day last_day(const DeadlineRule& rule, const Calendar& calendar, Day begin) {
  const auto first = rule.counts_first_day ? begin : begin + days(1);
  if (rule.period.unit == Period::Unit::working_days) return last_working_day(calendar, first, rule.period.amount);
  const auto day = first + days(rule.period.amount - 1);
  return rule.moves_to_working_day ? calendar.working_from(day) : day;
}

/// At the beginning of a working day.
Timestamp reminder(const Period& before, const Calendar& calendar, Day last, Timestamp due) {
  if (before.unit == Period::Unit::minutes) return due.plus(-std::chrono::minutes(before.amount));
  if (before.unit == Period::Unit::days) return calendar.begin_of(calendar.working_until(last - days(before.amount)));
  auto day = calendar.working_until(last);
  for (int left = before.amount; left > 0; --left) day = calendar.working_until(day - days(1));
  return calendar.begin_of(day);
}

}  // namespace

Deadline deadline_of(const DeadlineRule& rule, const Calendar& calendar, Timestamp begin) {
  const bool by_the_clock = rule.period.unit == Period::Unit::minutes;
  const auto moment = begin.plus(std::chrono::minutes(by_the_clock ? rule.period.amount : 0));
  const auto last = by_the_clock ? calendar.day_of(moment) : last_day(rule, calendar, calendar.day_of(begin));
  Deadline deadline{by_the_clock ? moment : calendar.begin_of(last + days(1)), text_of(last), {}};
  for (const auto& before : rule.reminders) {
    const auto time = reminder(before, calendar, last, deadline.due);
    if (time > begin) deadline.reminders.push_back(time);
  }
  std::sort(deadline.reminders.begin(), deadline.reminders.end());
  return deadline;
}

}  // namespace chancery::workflow
