#include "workflow/open_task.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::workflow {
namespace {

using EventKind = TaskEvent::Kind;

constexpr std::array<std::pair<std::string_view, EventKind>, 7> event_kinds{{{"claim", EventKind::claim},
                                                                             {"release", EventKind::release},
                                                                             {"hand_over", EventKind::hand_over},
                                                                             {"add", EventKind::add},
                                                                             {"remove", EventKind::remove},
                                                                             {"overdue", EventKind::overdue},
                                                                             {"remind", EventKind::remind}}};

bool lists(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool holds_any(const Json& roles, const std::vector<std::string>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& role) { return has_word(roles, role); });
}

std::string listed(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

/// Whose place the actor takes: one's own, or that of whom one acts for.
std::string seat_of(const Actors& actors) {
  return actors.principal.is_string() ? text_of(actors.principal) : text_of(actors.person);
}

std::vector<std::string> roles_now(const Assignment& assignment, const OpenTask& task) {
  auto roles = assignment.roles;
  if (task.is_overdue && assignment.deadline) {
    roles.insert(roles.end(), assignment.deadline->escalates_to.begin(), assignment.deadline->escalates_to.end());
  }
  return roles;
}

Objection objection(Objection::Reason reason, const char* rule, const char* key, std::string_view event,
                    std::vector<std::pair<std::string, Message::Argument>> more = {}) {
  Message message{key, {{"event", std::string(event)}}};
  for (auto& argument : more) message.arguments.push_back(std::move(argument));
  return {reason, {rule, std::move(message)}};
}

std::optional<Objection> judge_person(const Assignment& assignment, const OpenTask& task, std::string_view event,
                                      const std::optional<std::vector<std::string>>& candidates, const Json& facts) {
  const auto seat = seat_of(actors_of(facts));
  if (lists(task.removed, seat))
    return objection(Objection::Reason::role, "workflow.candidate", "workflow.refused_removed", event);
  if (lists(task.added, seat) && !seat.empty()) return std::nullopt;
  const auto roles = roles_now(assignment, task);
  if (!holds_any(fact_at(facts, {"actor", "roles"}), roles)) {
    return objection(Objection::Reason::role, "workflow.role", "workflow.refused_role", event, {{"roles", listed(roles)}});
  }
  if (!candidates || task.is_overdue || lists(*candidates, seat)) return std::nullopt;
  return objection(Objection::Reason::role, "workflow.candidate", "workflow.refused_candidate", event);
}

std::optional<Objection> judge_exclusion(const Assignment& assignment, std::string_view event, const Json& facts) {
  const auto actors = actors_of(facts);
  if (!actors.is_known()) return objection(Objection::Reason::exclusion, "workflow.exclusion", "workflow.refused_unknown", event);
  if (assignment.exclude_author && are_author(facts, actors)) {
    return objection(Objection::Reason::exclusion, "workflow.exclusion", "workflow.refused_author", event);
  }
  for (const auto& earlier : assignment.exclude_performers) {
    if (!has_performed(facts, earlier, actors)) continue;
    return objection(Objection::Reason::exclusion, "workflow.exclusion", "workflow.refused_performer", event,
                     {{"earlier", earlier}});
  }
  if (assignment.in_person && actors.principal.is_string()) {
    return objection(Objection::Reason::exclusion, "workflow.in_person", "workflow.refused_substitute", event);
  }
  return std::nullopt;
}

/// Four eyes among the voices: neither the same human being twice, nor twice in the name of one.
bool has_spoken(const OpenTask& task, const Actors& actors) {
  return std::any_of(task.voices.begin(), task.voices.end(),
                     [&](const Voice& voice) { return actors.includes(voice.person) || actors.includes(voice.principal); });
}

std::optional<Objection> judge_turn(const Assignment& assignment, const OpenTask& task, std::string_view event,
                                    const std::vector<std::string>& asked, const Json& facts) {
  const auto actors = actors_of(facts);
  if (has_spoken(task, actors)) return objection(Objection::Reason::turn, "workflow.spoken", "workflow.refused_spoken", event);
  if (assignment.quorum.of != 0 && task.voices.size() >= assignment.quorum.of) {
    return objection(Objection::Reason::turn, "workflow.spoken", "workflow.refused_all_spoken", event,
                     {{"count", static_cast<std::int64_t>(assignment.quorum.of)}});
  }
  if (assignment.claim != Assignment::Claim::no && !task.claimed_by.empty() && !actors.includes(task.claimed_by)) {
    return objection(Objection::Reason::turn, "workflow.claim", "workflow.refused_claimed", event);
  }
  if (assignment.claim == Assignment::Claim::required && task.claimed_by.empty()) {
    return objection(Objection::Reason::turn, "workflow.claim", "workflow.refused_unclaimed", event);
  }
  if (!assignment.in_sequence) return std::nullopt;
  const auto next = std::find_if(asked.begin(), asked.end(), [&](const std::string& person) {
    return std::none_of(task.voices.begin(), task.voices.end(),
                        [&](const Voice& voice) { return (voice.principal.empty() ? voice.person : voice.principal) == person; });
  });
  if (next != asked.end() && *next == seat_of(actors)) return std::nullopt;
  return objection(Objection::Reason::turn, "workflow.turn", "workflow.refused_turn", event);
}

Refusal refusal(const char* rule, const char* key, const std::string& event) {
  return {rule, {key, {{"event", event}}}};
}

Decision<OpenTask> claimed(const std::string& event, const Assignment& assignment, OpenTask task,
                           const std::optional<std::vector<std::string>>& candidates, const Json& facts) {
  if (assignment.claim == Assignment::Claim::no) return refusal("workflow.no_such_event", "workflow.refused_event", event);
  if (auto no = judge_exclusion(assignment, event, facts)) return no->refusal;
  if (auto no = judge_person(assignment, task, event, candidates, facts)) return no->refusal;
  if (!task.claimed_by.empty()) return refusal("workflow.claim", "workflow.refused_claimed", event);
  task.claimed_by = text_of(actors_of(facts).person);
  return task;
}

/// Whoever claimed it gives it back or hands it over; whoever manages the task may do so for them.
bool may_take_back(const Assignment& assignment, const OpenTask& task, const Json& facts) {
  return actors_of(facts).includes(task.claimed_by) || holds_any(fact_at(facts, {"actor", "roles"}), assignment.managed_by);
}

}  // namespace

std::vector<std::string> asked_persons(const OpenTask& task, const std::vector<std::string>& candidates) {
  std::vector<std::string> all;
  for (const auto* list : {&candidates, &task.added}) {
    for (const auto& person : *list) {
      if (!lists(all, person) && !holds(task.removed, person)) all.push_back(person);
    }
  }
  return all;
}

std::optional<Objection> judge_assignment(const Assignment& assignment, const OpenTask& task, std::string_view event,
                                          const std::optional<std::vector<std::string>>& candidates, const Json& facts) {
  if (auto no = judge_person(assignment, task, event, candidates, facts)) return no;
  if (auto no = judge_exclusion(assignment, event, facts)) return no;
  return judge_turn(assignment, task, event, asked_persons(task, candidates.value_or(std::vector<std::string>())), facts);
}

bool is_quorum(const Assignment& assignment, const OpenTask& task, std::string_view event,
               const std::vector<std::string>& candidates) {
  const auto is_for = [&](const Voice& voice) { return voice.event == event; };
  const auto count = static_cast<std::size_t>(std::count_if(task.voices.begin(), task.voices.end(), is_for));
  switch (assignment.quorum.kind) {
    case Quorum::Kind::any:
      return count >= 1;
    case Quorum::Kind::count:
      return count >= assignment.quorum.needed;
    case Quorum::Kind::all:
      break;
  }
  const auto asked = asked_persons(task, candidates);
  const auto has_said = [&](const std::string& person) {
    return std::any_of(task.voices.begin(), task.voices.end(), [&](const Voice& voice) {
      return is_for(voice) && (voice.principal.empty() ? voice.person : voice.principal) == person;
    });
  };
  return !asked.empty() && std::all_of(asked.begin(), asked.end(), has_said);
}

std::optional<TaskEvent> parse_task_event(std::string_view event) {
  const auto dot = event.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto* found =
      std::find_if(event_kinds.begin(), event_kinds.end(), [&](const auto& one) { return one.first == event.substr(0, dot); });
  if (found == event_kinds.end()) return std::nullopt;
  return TaskEvent{found->second, std::string(event.substr(dot + 1))};
}

std::string name_of(EventKind kind) {
  const auto* found = std::find_if(event_kinds.begin(), event_kinds.end(), [&](const auto& one) { return one.second == kind; });
  return std::string(found->first);
}

Decision<OpenTask> after(const TaskEvent& event, const Assignment& assignment, OpenTask task,
                         const std::optional<std::vector<std::string>>& candidates, const Json& facts) {
  const auto name = name_of(event.kind) + "." + event.id;
  const auto person = text_of(fact_at(facts, {"payload", "person"}));
  switch (event.kind) {
    case EventKind::claim:
      return claimed(name, assignment, std::move(task), candidates, facts);
    case EventKind::release:
    case EventKind::hand_over:
      if (task.claimed_by.empty() || !may_take_back(assignment, task, facts))
        return refusal("workflow.claim", "workflow.refused_not_yours", name);
      if (event.kind == EventKind::hand_over && person.empty())
        return refusal("workflow.person_missing", "workflow.refused_no_person", name);
      task.claimed_by = event.kind == EventKind::hand_over ? person : std::string();
      return task;
    case EventKind::add:
    case EventKind::remove:
      if (!holds_any(fact_at(facts, {"actor", "roles"}), assignment.managed_by)) {
        return Refusal{"workflow.role", {"workflow.refused_role", {{"event", name}, {"roles", listed(assignment.managed_by)}}}};
      }
      if (person.empty()) return refusal("workflow.person_missing", "workflow.refused_no_person", name);
      std::erase(task.added, person);
      std::erase(task.removed, person);
      (event.kind == EventKind::add ? task.added : task.removed).push_back(person);
      return task;
    case EventKind::overdue:
      task.is_overdue = true;
      return task;
    case EventKind::remind:
      return task;
  }
  return task;
}

}  // namespace chancery::workflow
