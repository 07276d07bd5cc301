#include "workflow/task_rules.h"

#include "workflow/fact_functions.h"

#include <algorithm>
#include <string>

namespace chancery::workflow {
namespace {

std::string comma_list(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

Objection objection(Objection::Reason reason, const char* rule, const char* key, std::string_view event,
                    std::vector<std::pair<std::string, Message::Argument>> more = {}) {
  Message message{key, {{"event", std::string(event)}}};
  for (auto& argument : more) message.arguments.push_back(std::move(argument));
  return {reason, {rule, std::move(message)}};
}

std::optional<Objection> judge_role(const Task& task, std::string_view event, const Json& facts) {
  const auto& roles = fact_at(facts, {"actor", "roles"});
  const bool allowed = std::any_of(task.roles.begin(), task.roles.end(), [&](const auto& role) { return has_word(roles, role); });
  if (allowed) return std::nullopt;
  return objection(Objection::Reason::role, "workflow.role", "workflow.refused_role", event, {{"roles", comma_list(task.roles)}});
}

/// Four eyes: judged on the human being and on whom they act for, so that no delegation or second account goes round it.
/// Whoever is nobody is excluded too.
std::optional<Objection> judge_exclusion(const Task& task, std::string_view event, const Json& facts) {
  if (!task.exclude_author && task.exclude_performers.empty()) return std::nullopt;
  const auto actors = actors_of(facts);
  if (!actors.is_known() || (task.exclude_author && are_author(facts, actors))) {
    return objection(Objection::Reason::exclusion, "workflow.exclusion", "workflow.refused_author", event);
  }
  for (const auto& earlier : task.exclude_performers) {
    if (!has_performed(facts, earlier, actors)) continue;
    return objection(Objection::Reason::exclusion, "workflow.exclusion", "workflow.refused_performer", event,
                     {{"earlier", earlier}});
  }
  return std::nullopt;
}

std::optional<Objection> judge_payload(const Task& task, std::string_view event, const Json& facts) {
  const bool recorded = fact_at(facts, {"recorded"}) == "yes";
  if (task.recorded == Task::Recorded::required && !recorded) {
    return objection(Objection::Reason::recorded, "workflow.recorded", "workflow.refused_not_recorded", event);
  }
  if (task.recorded == Task::Recorded::no && recorded) {
    return objection(Objection::Reason::recorded, "workflow.recorded", "workflow.refused_recorded", event);
  }
  if (task.comment_required && fact_at(facts, {"comment"}) != "yes") {
    return objection(Objection::Reason::comment, "workflow.comment_required", "workflow.refused_comment", event);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Objection> judge_task(const Task& task, std::string_view event, const Json& facts, bool with_payload) {
  if (!task.assignment) {
    if (auto no = judge_role(task, event, facts)) return no;
    if (auto no = judge_exclusion(task, event, facts)) return no;
  }
  return with_payload ? judge_payload(task, event, facts) : std::nullopt;
}

Objection no_such_event(std::string_view event) {
  return objection(Objection::Reason::no_such_event, "workflow.no_such_event", "workflow.refused_event", event);
}

Objection guard_objection(std::string_view event, const std::string& guard) {
  return objection(Objection::Reason::guard, "workflow.guard", "workflow.refused_guard", event, {{"guard", guard}});
}

}  // namespace chancery::workflow
