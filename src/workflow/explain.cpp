#include "workflow/explain.h"

#include "workflow/atom_words.h"
#include "workflow/data_model.h"
#include "workflow/open_task.h"
#include "workflow/step.h"
#include "workflow/task_rules.h"

#include <algorithm>
#include <map>

namespace chancery::workflow {
namespace {

using Holds = std::function<bool(const Guard&)>;
using Blame = std::function<void(const Guard& atom, bool holds)>;

/// Calls `blame` for every atom that keeps the guard from being `wanted`.
void find_blame(const Guard& guard, bool wanted, const Holds& holds, const Blame& blame) {
  if (evaluate(guard, holds) == wanted) return;
  switch (guard.kind) {
    case Guard::Kind::all:
    case Guard::Kind::any:
      for (const auto& part : guard.parts) find_blame(part, wanted, holds, blame);
      return;
    case Guard::Kind::negation:
      return find_blame(guard.parts.front(), !wanted, holds, blame);
    case Guard::Kind::constant:
    case Guard::Kind::atom:
      return blame(guard, !wanted);
  }
}

class Explainer {
 public:
  Explainer(const Definition& definition, const Instance& instance, const Json& facts, std::string_view language,
            const Calendars* calendars)
      : definition_(definition),
        chart_(definition.chart()),
        instance_(instance),
        facts_(facts),
        language_(language),
        calendars_(calendars),
        data_(chart_, instance.data(), facts,
              {"", [this](std::string_view id) { return instance_.is_in(id); }, nullptr, calendars}) {}

  std::vector<Explanation> run() {
    std::vector<Explanation> all;
    for (const auto state : instance_.active()) {
      for (const auto index : chart_.states[state].transitions) {
        const auto& transition = chart_.transitions[index];
        if (transition.task) all.push_back(explanation(transition));
      }
    }
    return all;
  }

 private:
  Explanation explanation(const Transition& transition) {
    const auto& task = *transition.task;
    Explanation one{transition.events.front(), transition.label, chart_.states[transition.source].id, {}, {}, {}};
    judge_person(task, one);
    judge_guard(transition, one);
    if (task.comment_required) one.needs.push_back({"workflow.needs_comment", {}});
    if (task.recorded == Task::Recorded::required) one.needs.push_back({"workflow.needs_record", {}});
    if (one.against.empty()) one.will = consequences(transition);
    return one;
  }

  void judge_person(const Task& task, Explanation& one) {
    auto objection = judge_task(task, one.event, facts_, false);
    if (task.assignment) objection = judge_assignment_of(task, one.event);
    if (objection) one.against.push_back({objection->refusal.rule, objection->refusal.message});
  }

  std::optional<Objection> judge_assignment_of(const Task& task, const std::string& event) {
    const auto& tasks = instance_.tasks();
    const auto open =
        std::find_if(tasks.begin(), tasks.end(), [&](const OpenTask& one) { return one.assignment == *task.assignment; });
    if (open == tasks.end()) return no_such_event(event);
    const auto& assignment = chart_.assignments[*task.assignment];
    std::optional<std::vector<std::string>> candidates;
    if (assignment.candidates) candidates = data_.texts(*assignment.candidates);
    return judge_assignment(assignment, *open, event, candidates, facts_);
  }

  void judge_guard(const Transition& transition, Explanation& one) {
    if (!transition.condition || !transition.condition->compiled) return;
    const auto& guard = chart_.guards[*transition.condition->compiled];
    const auto holds = [this](const Guard& atom) {
      try {
        return data_.test_exactly(atom.expression);
      } catch (const Error&) {
        return false;  // what cannot be evaluated keeps the way shut
      }
    };
    find_blame(*guard, true, holds, [&](const Guard& atom, bool is_so) {
      if (atom.text.find("$facts/payload") != std::string::npos) return;  // it comes with the act
      one.against.push_back({"workflow.guard", words_of(atom, is_so, definition_, facts_, language_)});
    });
  }

  /// The act is tried with all that it needs, and thrown away.
  std::vector<Message> consequences(const Transition& transition) {
    auto facts = facts_;
    facts["comment"] = "yes";
    facts["recorded"] = transition.task->recorded == Task::Recorded::required ? "yes" : "no";
    StepOptions options;
    options.calendars = calendars_;
    auto tried = step(definition_, instance_, {.name = transition.events.front()}, facts, options);
    if (tried.refused()) return {tried.refusal().message};
    return told(std::move(tried).value(), *transition.task);
  }

  std::vector<Message> told(const Step& step, const Task& task) {
    std::vector<Message> will;
    const auto& next = step.instance;
    for (const auto state : next.active()) {
      const bool entered = !instance_.is_in(chart_.states[state].id);
      if (!entered || !chart_.states[state].children.empty()) continue;
      Message enters{"workflow.will_enter", {{"state", label(state)}}};
      // Parts that run side by side may begin with states of one name.
      if (std::find(will.begin(), will.end(), enters) == will.end()) will.push_back(std::move(enters));
    }
    if (task.takes_quorum && !next.tasks().empty()) tell_voices(next, task, will);
    for (const auto& effect : step.effects) tell(effect, will);
    for (const auto& open : next.tasks()) {
      const auto& known = instance_.tasks();
      if (std::find_if(known.begin(), known.end(), [&](const OpenTask& one) { return one.assignment == open.assignment; }) !=
          known.end())
        continue;
      const auto& name = chart_.assignments[open.assignment].label.in(language_);
      will.push_back(open.last_day.empty() ? Message{"workflow.will_ask", {{"task", name}}}
                                           : Message{"workflow.will_ask_until", {{"task", name}, {"day", open.last_day}}});
    }
    if (next.is_final()) will.push_back({"workflow.will_end", {}});
    if (will.empty()) will.push_back({"workflow.will_stay", {}});
    return will;
  }

  void tell_voices(const Instance& next, const Task& task, std::vector<Message>& will) const {
    for (const auto& open : next.tasks()) {
      if (open.assignment != *task.assignment) continue;
      will.push_back({"workflow.will_count", {{"count", static_cast<std::int64_t>(open.voices.size())}}});
    }
  }

  static void tell(const Effect& effect, std::vector<Message>& will) {
    static const std::map<std::string, const char*, std::less<>> words{{"register", "workflow.will_register"},
                                                                       {"fill", "workflow.will_fill"},
                                                                       {"freeze", "workflow.will_freeze"},
                                                                       {"archive", "workflow.will_archive"},
                                                                       {"dispatch", "workflow.will_dispatch"}};
    const auto* action = std::get_if<Action>(&effect);
    if (action == nullptr) return;
    if (const auto found = words.find(action->name); found != words.end()) will.push_back({found->second, {}});
    if (action->name == "approve") will.push_back({"workflow.will_approve", {{"sections", action->attributes.at("sections")}}});
  }

  [[nodiscard]] std::string label(StateIndex state) const { return definition_.label_of(chart_.states[state].id).in(language_); }

  const Definition& definition_;
  const Chart& chart_;
  const Instance& instance_;
  const Json& facts_;
  std::string_view language_;
  const Calendars* calendars_;
  DataModel data_;
};

}  // namespace

std::vector<Explanation> explain(const Definition& definition, const Instance& instance, const Json& facts,
                                 std::string_view language, const Calendars* calendars) {
  if (instance.is_final()) return {};
  return Explainer(definition, instance, facts, language, calendars).run();
}

}  // namespace chancery::workflow
