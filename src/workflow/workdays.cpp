#include "workflow/workdays.h"

#include "base/error.h"
#include "workflow/chart.h"
#include "workflow/chart_vocabulary.h"
#include "workflow/fact_paths.h"

#include <algorithm>

namespace chancery::workflow {
namespace {

/// More than two and a half centuries nobody counts day by day.
constexpr std::chrono::days longest_count(100'000);

[[noreturn]] void refuse_day(std::string_view text) {
  throw Error(Fault::input, {"workflow.bad_day", {{"day", std::string(text.substr(0, 100))}}});
}

/// A whole day as it is written, a moment as the day that it has where the calendar is.
Day day_there(std::string_view text, const Calendar& calendar) {
  if (const auto moment = Timestamp::parse(text)) return calendar.day_of(*moment);
  const auto day = text.size() == 10 ? parse_day(text) : std::nullopt;
  if (!day) refuse_day(text);
  return *day;
}

bool counts_workdays(std::string_view expression) {
  const auto names = called_functions(expression);
  return std::any_of(names.begin(), names.end(), [](const std::string& name) { return name.ends_with(":workdays"); });
}

/// The first expression that counts working days.
std::optional<std::size_t> counting_expression(const Chart& chart) {
  for (std::size_t expression = 0; expression < chart.expressions.size(); ++expression) {
    if (counts_workdays(chart.expressions.text(expression))) return expression;
  }
  return std::nullopt;
}

std::set<std::string> deadline_calendars(const Chart& chart) {
  std::set<std::string> names;
  for (const auto& assignment : chart.assignments) {
    if (assignment.deadline) names.insert(assignment.deadline->calendar);
  }
  return names;
}

}  // namespace

void read_calendar(const formats::XmlElement& root, Chart& chart, ProblemList& problems) {
  const auto counting = counting_expression(chart);
  const auto names = deadline_calendars(chart);
  chart.calendar = root.attribute("calendar", extension_namespace).value_or("");
  if (!counting) return;
  if (chart.calendar.empty() && names.size() == 1) chart.calendar = *names.begin();
  if (chart.calendar.empty() && !chart.lenient) {
    problems.add(chart.expression_lines[*counting], "workflow.calendar_unclear");
  }
}

std::set<std::string> calendars_of(const Definition& definition) {
  const auto& chart = definition.chart();
  auto names = deadline_calendars(chart);
  if (!chart.calendar.empty()) names.insert(chart.calendar);
  return names;
}

const Calendar* counting_calendar(const Chart& chart, const Calendars* calendars) {
  if (calendars == nullptr) return nullptr;
  const auto found = calendars->find(chart.calendar);
  return found == calendars->end() ? nullptr : &found->second;
}

double count_workdays(std::string_view from, std::string_view until, const Calendar* calendar, std::string_view calendar_name) {
  if (calendar == nullptr) {
    throw Error(Fault::input, {"workflow.no_calendar_of_chart", {{"name", std::string(calendar_name)}}});
  }
  const auto first = day_there(from, *calendar);
  const auto end = day_there(until, *calendar);
  if (end - first > longest_count) refuse_day(until);
  return calendar->working_days(first, end);
}

}  // namespace chancery::workflow
