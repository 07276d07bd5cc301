#include "workflow/task_desk.h"

#include <algorithm>

namespace chancery::workflow {
namespace {

std::string word_list(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

std::string text_at(const Json& facts, std::string_view name) {
  const auto& value = fact_at(facts, {name});
  return value.is_string() ? value.get<std::string>() : std::string();
}

}  // namespace

OpenTask* TaskDesk::find(std::size_t assignment) {
  const auto found =
      std::find_if(tasks_.begin(), tasks_.end(), [=](const OpenTask& task) { return task.assignment == assignment; });
  return found == tasks_.end() ? nullptr : &*found;
}

void TaskDesk::open(StateIndex state) {
  for (const auto number : chart_.states[state].assignments) {
    const auto& assignment = chart_.assignments[number];
    OpenTask task{number, text_at(facts_, "time"), {}, {}, false, {}};
    if (assignment.deadline) set_deadline(assignment, task);
    const auto at = std::find_if(tasks_.begin(), tasks_.end(), [=](const OpenTask& other) { return other.assignment > number; });
    tasks_.insert(at, std::move(task));
  }
}

void TaskDesk::set_deadline(const Assignment& assignment, OpenTask& task) {
  const auto overdue = "overdue." + assignment.id;
  if (options_.assumptions != nullptr) return content_.add(Send{overdue, overdue, {}, std::chrono::hours(24), {}});
  const auto begin = Timestamp::parse(task.opened);
  const auto& rule = *assignment.deadline;
  const auto* calendar = options_.calendars == nullptr ? nullptr : [&]() -> const Calendar* {
    const auto found = options_.calendars->find(rule.calendar);
    return found == options_.calendars->end() ? nullptr : &found->second;
  }();
  if (!begin || calendar == nullptr) {
    return content_.raise_error({"workflow.no_calendar", {{"name", rule.calendar}, {"task", assignment.id}}});
  }
  try {
    const auto deadline = deadline_of(rule, *calendar, *begin);
    task.due = deadline.due.text();
    task.last_day = deadline.last_day;
    const auto delay = [&](Timestamp time) { return std::chrono::milliseconds(time.milliseconds() - begin->milliseconds()); };
    content_.add(Send{overdue, overdue, {}, delay(deadline.due), {}});
    const auto remind = "remind." + assignment.id;
    for (const auto& time : deadline.reminders) content_.add(Send{remind, remind, {}, delay(time), {}});
  } catch (const Error& error) {
    content_.raise_error(error.message());
  }
}

void TaskDesk::close(StateIndex state) {
  for (const auto number : chart_.states[state].assignments) {
    const auto& assignment = chart_.assignments[number];
    std::erase_if(tasks_, [=](const OpenTask& task) { return task.assignment == number; });
    if (!assignment.deadline) continue;
    content_.add(Cancel{"overdue." + assignment.id});
    if (!assignment.deadline->reminders.empty()) content_.add(Cancel{"remind." + assignment.id});
  }
}

std::optional<std::vector<std::string>> TaskDesk::candidates(const Assignment& assignment) {
  if (!assignment.candidates) return std::nullopt;
  try {
    return data_.texts(*assignment.candidates);
  } catch (const Error&) {
    return std::vector<std::string>();  // whom nobody can name, nobody may be
  }
}

std::optional<Objection> TaskDesk::judge(const Task& task, std::string_view event) {
  const auto& assignment = chart_.assignments[*task.assignment];
  const auto* open = find(*task.assignment);
  if (open == nullptr) return no_such_event(event);
  return judge_assignment(assignment, *open, event, candidates(assignment), facts_);
}

bool TaskDesk::speak(const Task& task, std::string_view event) {
  if (!task.takes_quorum) return true;
  if (options_.assumptions != nullptr) return options_.assumptions->quorum(event);
  auto* open = find(*task.assignment);
  if (open == nullptr) return true;
  const auto actors = actors_of(facts_);
  const auto text = [](const Json& value) { return value.is_string() ? value.get<std::string>() : std::string(); };
  open->voices.push_back({std::string(event), text(actors.person), text(actors.principal)});
  const auto& assignment = chart_.assignments[*task.assignment];
  return is_quorum(assignment, *open, event, candidates(assignment).value_or(std::vector<std::string>()));
}

std::optional<Decision<Allowed>> TaskDesk::handle(std::string_view event) {
  using Kind = TaskEvent::Kind;
  const auto task_event = parse_task_event(event);
  const auto number = task_event ? chart_.find_assignment(task_event->id) : std::nullopt;
  if (!number) return std::nullopt;
  const auto& assignment = chart_.assignments[*number];
  auto* open = find(*number);
  const bool by_timer = task_event->kind == Kind::overdue || task_event->kind == Kind::remind;
  if (options_.assumptions != nullptr) return Decision<Allowed>(Allowed{});
  const bool too_early = open != nullptr && task_event->kind == Kind::overdue && text_at(facts_, "time") < open->due;
  if (by_timer && (open == nullptr || open->is_overdue || too_early)) return Decision<Allowed>(Allowed{});
  if (open == nullptr) return Decision<Allowed>(no_such_event(event).refusal);
  auto changed = after(*task_event, assignment, *open, candidates(assignment), facts_);
  if (changed.refused()) return Decision<Allowed>(changed.refusal());
  *open = std::move(changed).value();
  act_on(*task_event, assignment, *open);
  return Decision<Allowed>(Allowed{});
}

void TaskDesk::act_on(const TaskEvent& event, const Assignment& assignment, const OpenTask& task) {
  using Kind = TaskEvent::Kind;
  if (event.kind == Kind::remind) content_.add(Action{"remind", {{"task", assignment.id}, {"last_day", task.last_day}}});
  if (event.kind == Kind::overdue) {
    content_.add(Action{"escalate", {{"task", assignment.id}, {"roles", word_list(assignment.deadline->escalates_to)}}});
  }
}

}  // namespace chancery::workflow
