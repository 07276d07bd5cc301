#include "workflow/check.h"

#include "workflow/content_walk.h"
#include "workflow/course.h"
#include "workflow/fact_paths.h"
#include "workflow/problem_list.h"
#include "workflow/reachability.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace chancery::workflow {
namespace {

class Checker {
 public:
  explicit Checker(const Chart& chart) : chart_(chart), problems_(chart.place) {}

  std::vector<Problem> run() {
    collect_names();
    if (has_acts(chart_)) check_labels();
    check_reachability();
    check_events();
    check_shadows();
    check_exclusions();
    check_variables();
    check_facts();
    return problems_.take();
  }

 private:
  void collect_names() {
    for (const auto& state : chart_.states) {
      for (const auto& data : state.data) variables_.insert(data.id);
    }
    for_each_content(chart_, [this](const Content& content) {
      if (const auto* raise = std::get_if<Raise>(&content.what)) produced_.emplace(raise->event, content.line);
      if (const auto* send = std::get_if<SendContent>(&content.what)) note_send(*send, content.line);
      if (const auto* loop = std::get_if<Foreach>(&content.what)) variables_.insert({loop->item, loop->index});
    });
    for (const auto& transition : chart_.transitions) {
      if (transition.task && !transition.events.empty()) performed_.insert(transition.events.front());
    }
  }

  void note_send(const SendContent& send, long line) {
    const auto* event = std::get_if<std::string>(&send.event);
    const auto* target = std::get_if<std::string>(&send.target);
    any_event_ = any_event_ || event == nullptr;
    const bool to_itself = target != nullptr && (target->empty() || *target == "#_internal");
    if (event != nullptr && to_itself) produced_.emplace(*event, line);
  }

  void check_labels() {
    for (StateIndex index = 0; index < chart_.states.size(); ++index) {
      const auto& state = chart_.states[index];
      if (!chart_.is_history(index)) require_label(state.label, state.line, index == Chart::root ? chart_.name : state.id);
    }
    for (const auto& assignment : chart_.assignments) require_label(assignment.label, assignment.line, assignment.id);
    for (const auto& transition : chart_.transitions) {
      if (transition.task) require_label(transition.label, transition.line, transition.events.front());
    }
  }

  void require_label(const Label& label, long line, const std::string& what) {
    if (label.uk.empty()) problems_.add(line, "workflow.check_label", {{"what", what}, {"language", "uk"}});
    if (label.en.empty()) problems_.add(line, "workflow.check_label", {{"what", what}, {"language", "en"}});
  }

  void check_reachability() {
    const auto reached = reachable_states(chart_);
    bool final_reached = false;
    for (StateIndex index = 1; index < chart_.states.size(); ++index) {
      const auto& state = chart_.states[index];
      const bool top_final = state.kind == StateKind::final && state.parent == Chart::root;
      final_reached = final_reached || (top_final && reached[index]);
      if (!reached[index] && !chart_.is_history(index)) {
        problems_.add(state.line, "workflow.check_unreachable", {{"id", state.id}});
      } else if (state.kind == StateKind::atomic && !has_way_out(index)) {
        problems_.add(state.line, "workflow.check_stuck", {{"id", state.id}});
      }
    }
    if (!final_reached) problems_.add(chart_.states[Chart::root].line, "workflow.check_no_final");
  }

  /// A state beside others may rest while they go on; whether all rest at once is asked of configurations, not of the graph.
  [[nodiscard]] bool has_way_out(StateIndex index) const {
    for (; index != Chart::root; index = chart_.states[index].parent) {
      const auto& state = chart_.states[index];
      if (chart_.states[state.parent].kind == StateKind::parallel && state.parent != Chart::root) return true;
      for (const auto transition : state.transitions) {
        if (!chart_.transitions[transition].targets.empty()) return true;
      }
    }
    return false;
  }

  [[nodiscard]] static bool matches(const std::string& descriptor, const std::string& name) {
    return descriptor == "*" || name == descriptor || name.starts_with(descriptor + ".");
  }

  void check_events() {
    // A chart without acts is driven from outside; what a child sends is written in the child.
    const bool judges_events = has_acts(chart_) && !invokes();
    std::set<std::string> handled;
    for (const auto& transition : chart_.transitions) {
      for (const auto& descriptor : transition.events) {
        handled.insert(descriptor);
        if (judges_events && !transition.task && !is_produced(descriptor)) {
          problems_.add(transition.line, "workflow.check_not_produced", {{"event", descriptor}});
        }
      }
    }
    for (const auto& produced : produced_) {
      const auto& name = produced.first;
      const bool some =
          std::any_of(handled.begin(), handled.end(), [&](const auto& descriptor) { return matches(descriptor, name); });
      if (!some) problems_.add(produced.second, "workflow.check_not_handled", {{"event", name}});
    }
  }

  [[nodiscard]] bool invokes() const {
    return std::any_of(chart_.states.begin(), chart_.states.end(), [](const State& state) { return !state.invokes.empty(); });
  }

  [[nodiscard]] bool is_produced(const std::string& descriptor) const {
    const bool by_platform = descriptor == "*" || descriptor.starts_with("error") || descriptor.starts_with("done") ||
                             descriptor.starts_with("linked.");
    const bool by_deadline = std::any_of(chart_.assignments.begin(), chart_.assignments.end(), [&](const Assignment& one) {
      return one.deadline && descriptor == "overdue." + one.id;
    });
    return by_platform || by_deadline || any_event_ || performed_.contains(descriptor) ||
           std::any_of(produced_.begin(), produced_.end(), [&](const auto& event) { return matches(descriptor, event.first); });
  }

  void check_shadows() {
    for (const auto& state : chart_.states) {
      std::set<std::string> taken;  // by an earlier transition of this state, always
      for (const auto index : state.transitions) {
        const auto& transition = chart_.transitions[index];
        const auto keys = transition.events.empty() ? std::vector<std::string>{""} : transition.events;
        const bool shadowed = std::all_of(keys.begin(), keys.end(), [&](const auto& key) {
          return std::any_of(taken.begin(), taken.end(),
                             [&](const auto& earlier) { return key.empty() ? earlier.empty() : matches(earlier, key); });
        });
        if (shadowed) problems_.add(transition.line, "workflow.check_shadowed", {{"id", state.id}});
        if (!transition.condition && !transition.task) taken.insert(keys.begin(), keys.end());
      }
    }
  }

  void check_exclusions() {
    const auto check_one = [&](const std::vector<std::string>& events, long line) {
      for (const auto& event : events) {
        if (!performed_.contains(event)) problems_.add(line, "workflow.check_exclusion", {{"event", event}});
      }
    };
    for (const auto& assignment : chart_.assignments) {
      check_one(assignment.exclude_performers, assignment.line);
      check_outcomes(assignment);
    }
    for (const auto& transition : chart_.transitions) {
      if (transition.task && !transition.task->assignment) check_one(transition.task->exclude_performers, transition.line);
    }
  }

  /// A task that no transition answers asks people for something that they cannot give.
  void check_outcomes(const Assignment& assignment) {
    const bool answered = std::any_of(chart_.transitions.begin(), chart_.transitions.end(), [&](const Transition& transition) {
      return transition.task && transition.task->assignment_id == assignment.id;
    });
    if (!answered) problems_.add(assignment.line, "workflow.check_no_outcome", {{"id", assignment.id}});
  }

  void check_variables() {
    static const std::set<std::string> always{"facts", "_event", "_sessionid", "_name", "_ioprocessors"};
    for (std::size_t expression = 0; expression < chart_.expressions.size(); ++expression) {
      if (chart_.is_atom[expression]) continue;
      for (const auto& name : chart_.expressions.variables(expression)) {
        if (always.contains(name) || variables_.contains(name)) continue;
        problems_.add(chart_.expression_lines[expression], "workflow.check_variable",
                      {{"name", name}, {"expression", chart_.expressions.text(expression)}});
      }
    }
  }

  /// What no fact is called: a path that is always empty makes a guard that never, or always, holds.
  void check_facts() {
    for (std::size_t expression = 0; expression < chart_.expressions.size(); ++expression) {
      if (chart_.is_atom[expression]) continue;
      const auto& text = chart_.expressions.text(expression);
      const auto line = chart_.expression_lines[expression];
      std::set<std::string> told;
      for (const auto& path : fact_paths(text)) {
        const char* key = is_erasable(path) ? "workflow.check_erasable" : is_fact(path) ? nullptr : "workflow.check_path";
        const auto above = path.substr(0, path.rfind('/'));
        if (key == nullptr || told.contains(above) || !told.insert(path).second) continue;
        problems_.add(line, key, {{"path", "$facts/" + path}, {"expression", text}});
      }
      for (const auto& name : called_functions(text)) {
        if (!is_function(name)) problems_.add(line, "workflow.check_function", {{"name", name}, {"expression", text}});
      }
    }
  }

  const Chart& chart_;
  ProblemList problems_;
  std::set<std::string> variables_;
  std::set<std::string> performed_;       // by people
  std::map<std::string, long> produced_;  // by the chart itself
  bool any_event_ = false;                // an event whose name is computed
};

}  // namespace

std::vector<Problem> check(const Definition& definition) {
  return Checker(definition.chart()).run();
}

}  // namespace chancery::workflow
