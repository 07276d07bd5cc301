#pragma once

#include "formats/xml_document.h"
#include "workflow/calendar.h"
#include "workflow/definition.h"
#include "workflow/problem_list.h"

#include <set>
#include <string>
#include <string_view>

namespace chancery::workflow {

/// By which calendar `w:workdays` counts: the one of `w:calendar` at `scxml`, otherwise the one that all deadlines name. A chart
/// that calls the function and leaves it open is a problem.
void read_calendar(const formats::XmlElement& root, Chart& chart, ProblemList& problems);

/// The names of all calendars that a step of the chart may read, so that its facts can say which they were.
[[nodiscard]] std::set<std::string> calendars_of(const Definition& definition);
/// The one by which `w:workdays` counts, or null.
[[nodiscard]] const Calendar* counting_calendar(const Chart& chart, const Calendars* calendars);

/// `w:workdays(FROM, UNTIL)`: working days from the first day to the day before the second; 0 when it is not later. A moment is
/// the day that it has where the calendar is.
/// Throws: Error{Fault::input} for what is no day, for a day that the calendar does not cover, and without a calendar.
[[nodiscard]] double count_workdays(std::string_view from, std::string_view until, const Calendar* calendar,
                                    std::string_view calendar_name);

}  // namespace chancery::workflow
