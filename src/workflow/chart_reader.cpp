#include "workflow/chart_reader.h"

#include "workflow/assignment_reader.h"
#include "workflow/chart_vocabulary.h"
#include "workflow/obligation_reader.h"
#include "workflow/task_reader.h"
#include "workflow/workdays.h"

#include <algorithm>
#include <cstdint>

namespace chancery::workflow {

using formats::XmlElement;

namespace {

/// One target a region: more regions than that nobody draws, and every pair is compared.
constexpr std::size_t target_limit = 256;

StateKind kind_of(const XmlElement& element) {
  if (element.name() == "parallel") return StateKind::parallel;
  if (element.name() == "final") return StateKind::final;
  if (element.name() != "history") return StateKind::atomic;  // compound once it has a child
  return element.attribute("type") == "deep" ? StateKind::deep_history : StateKind::shallow_history;
}

/// §3.12.1: `error.*` and `error.` mean `error`.
std::string descriptor_of(std::string word) {
  if (word.ends_with(".*")) word.resize(word.size() - 2);
  if (word.ends_with(".")) word.resize(word.size() - 1);
  return word;
}

bool is_state_element(std::string_view name) {
  return name == "state" || name == "parallel" || name == "final";
}

}  // namespace

void ChartReader::read(const XmlElement& root) {
  if (!root.is("scxml", scxml_namespace)) {
    return problems_.add(root.line(), "workflow.not_scxml", {{"element", std::string(root.name())}});
  }
  if (!chart_.lenient) check_vocabulary(root, problems_);
  read_root_attributes(root);
  State scxml;
  scxml.kind = StateKind::compound;
  scxml.line = root.line();
  scxml.label = read_label(root, problems_);
  chart_.states.push_back(std::move(scxml));
  if (const auto targets = root.attribute("initial")) {
    chart_.states[Chart::root].initial = new_transition(Chart::root, root.line(), *targets);
  }
  children(root, Chart::root);
  chart_.states[Chart::root].end = static_cast<StateIndex>(chart_.states.size());
  if (chart_.states[Chart::root].children.empty()) problems_.add(root.line(), "workflow.no_states");
  resolve_targets();
  join_assignments(chart_, problems_);
  read_obligations(root, chart_, content_, problems_);
  read_calendar(root, chart_, problems_);
  for (StateIndex index = 0; index < chart_.states.size(); ++index) {
    resolve_initial(index);
    check_history(index);
    mark_eventless(index);
  }
}

/// In document order, so that the state around it is marked already.
void ChartReader::mark_eventless(StateIndex index) {
  auto& state = chart_.states[index];
  state.may_go_on = chart_.states[state.parent].may_go_on ||
                    std::any_of(state.transitions.begin(), state.transitions.end(),
                                [this](TransitionIndex transition) { return chart_.transitions[transition].events.empty(); });
}

void ChartReader::read_root_attributes(const XmlElement& root) {
  chart_.name = root.attribute("name").value_or("");
  const auto data_model = root.attribute("datamodel").value_or("null");
  chart_.data_model = data_model == "xpath" ? DataModelKind::xpath : DataModelKind::null;
  if (data_model != "xpath" && data_model != "null") {
    problems_.add(root.line(), "workflow.bad_value",
                  {{"attribute", "datamodel"}, {"value", data_model}, {"expected", "null xpath"}});
  }
  chart_.late_binding = root.attribute("binding") == "late";
  if (!chart_.lenient && root.attribute("version") != "1.0") {
    problems_.add(root.line(), "workflow.bad_value",
                  {{"attribute", "version"}, {"value", root.attribute("version").value_or("")}, {"expected", "1.0"}});
  }
}

void ChartReader::name_state(const XmlElement& element, State& state, StateIndex index) {
  const auto id = element.attribute("id");
  state.has_own_id = id.has_value() && !id->empty();
  state.id = state.has_own_id ? *id : "state." + std::to_string(index);
  if (!by_id_.emplace(state.id, index).second) {
    problems_.add(element.line(), "workflow.doubled_id", {{"id", state.id}});
  }
}

StateIndex ChartReader::state(const XmlElement& element, StateIndex parent) {
  const auto index = static_cast<StateIndex>(chart_.states.size());
  State state;
  state.kind = kind_of(element);
  state.parent = parent;
  state.line = element.line();
  state.label = read_label(element, problems_);
  name_state(element, state, index);
  chart_.states.push_back(std::move(state));
  if (const auto targets = element.attribute("initial")) {
    chart_.states[index].initial = new_transition(index, element.line(), *targets);
  }
  children(element, index);
  chart_.states[index].end = static_cast<StateIndex>(chart_.states.size());
  return index;
}

void ChartReader::children(const XmlElement& element, StateIndex index) {
  for (const auto& one : element.children()) {
    if (one.namespace_uri() == scxml_namespace) child(one, index);
    if (one.is("task", extension_namespace)) assignment(one, index);
  }
}

/// `chart_.states` grows while children are read: no reference into it is kept over a call.
void ChartReader::child(const XmlElement& element, StateIndex index) {
  const auto name = element.name();
  if (is_state_element(name)) return child_state(element, index);
  if (name == "history") return history(element, index);
  if (name == "initial") return initial(element, index);
  if (name == "datamodel") return data(element, index);
  if (name == "invoke") return invoke(element, index);
  if (name == "onentry") chart_.states[index].on_entry.push_back(content_.block(element));
  if (name == "onexit") chart_.states[index].on_exit.push_back(content_.block(element));
  if (name == "donedata") chart_.states[index].done_data = content_.payload(element);
  if (name != "transition" || index == Chart::root) return;
  const auto read = transition(element, index);
  chart_.states[index].transitions.push_back(read);
}

void ChartReader::assignment(const XmlElement& element, StateIndex index) {
  chart_.states[index].assignments.push_back(chart_.assignments.size());
  chart_.assignments.push_back(read_assignment(element, index, content_, problems_));
}

void ChartReader::child_state(const XmlElement& element, StateIndex index) {
  const auto read = state(element, index);
  chart_.states[index].children.push_back(read);
  if (chart_.states[index].kind == StateKind::atomic) chart_.states[index].kind = StateKind::compound;
}

void ChartReader::history(const XmlElement& element, StateIndex index) {
  const auto read = state(element, index);
  auto& history = chart_.states[read];
  chart_.states[index].histories.push_back(read);
  if (history.transitions.empty()) {
    return problems_.add(element.line(), "workflow.history_without_default", {{"id", history.id}});
  }
  history.initial = history.transitions.front();
  history.transitions.clear();
}

void ChartReader::initial(const XmlElement& element, StateIndex index) {
  const auto inner = element.child("transition", scxml_namespace);
  if (!inner || chart_.states[index].initial) {
    return problems_.add(element.line(), "workflow.bad_initial", {{"id", chart_.states[index].id}});
  }
  const auto read = transition(*inner, index);
  chart_.states[index].initial = read;
}

void ChartReader::data(const XmlElement& element, StateIndex index) {
  if (chart_.data_model == DataModelKind::null && !chart_.lenient) problems_.add(element.line(), "workflow.data_without_model");
  for (const auto& one : element.children("data", scxml_namespace)) {
    chart_.states[index].data.push_back({content_.required(one, "id"), content_.expression_attribute(one, "expr"),
                                         data_content(one), one.attribute("src").value_or(""), one.line()});
  }
}

void ChartReader::invoke(const XmlElement& element, StateIndex index) {
  InvokeContent invoke{content_.value(element, "type", "typeexpr"),
                       content_.value(element, "src", "srcexpr"),
                       element.attribute("id").value_or(""),
                       content_.expression_attribute(element, "idlocation"),
                       element.attribute("autoforward") == "true",
                       content_.payload(element),
                       {},
                       false,
                       element.line()};
  if (const auto finalize = element.child("finalize", scxml_namespace)) {
    invoke.finalize = content_.block(*finalize);
    invoke.has_finalize = true;
  }
  chart_.states[index].invokes.push_back(std::move(invoke));
}

TransitionIndex ChartReader::new_transition(StateIndex source, long line, std::string_view targets) {
  const auto index = static_cast<TransitionIndex>(chart_.transitions.size());
  Transition transition;
  transition.source = source;
  transition.line = line;
  chart_.transitions.push_back(std::move(transition));
  pending_.push_back({index, split_words(targets)});
  return index;
}

TransitionIndex ChartReader::transition(const XmlElement& element, StateIndex source) {
  const auto index = new_transition(source, element.line(), element.attribute("target").value_or(""));
  auto& read = chart_.transitions[index];
  for (auto& word : split_words(element.attribute("event").value_or(""))) {
    read.events.push_back(descriptor_of(std::move(word)));
  }
  read.condition = content_.condition_attribute(element, "cond");
  transition_type(element, read);
  read.block = content_.block(element);
  read.task = read_task(element, problems_);
  read.label = read_label(element, problems_);
  if (read.task && (read.events.size() != 1 || read.events.front() == "*")) {
    problems_.add(element.line(), "workflow.task_event");
  }
  return index;
}

void ChartReader::transition_type(const XmlElement& element, Transition& transition) {
  const auto type = element.attribute("type").value_or("external");
  transition.internal = type == "internal";
  if (type == "internal" || type == "external") return;
  problems_.add(element.line(), "workflow.bad_value",
                {{"attribute", "type"}, {"value", type}, {"expected", "external internal"}});
}

void ChartReader::resolve_targets() {
  for (const auto& pending : pending_) {
    auto& transition = chart_.transitions[pending.transition];
    for (const auto& id : pending.targets) {
      const auto found = by_id_.find(id);
      if (found == by_id_.end()) {
        problems_.add(transition.line, "workflow.unknown_target", {{"target", id}});
      } else {
        transition.targets.push_back(found->second);
      }
    }
    check_targets(transition);
  }
}

/// Two states can be active together only if they lie in different regions of one parallel state, or one inside the other.
bool ChartReader::compatible(StateIndex a, StateIndex b) const {
  if (chart_.is_descendant(a, b) || chart_.is_descendant(b, a)) return true;
  auto above = chart_.states[a].parent;
  while (!chart_.is_descendant(b, above)) above = chart_.states[above].parent;
  return chart_.states[above].kind == StateKind::parallel;
}

void ChartReader::check_targets(const Transition& transition) {
  const auto& targets = transition.targets;
  if (targets.size() > target_limit) {
    return problems_.add(
        transition.line, "workflow.too_many_targets",
        {{"limit", static_cast<std::int64_t>(target_limit)}, {"found", static_cast<std::int64_t>(targets.size())}});
  }
  for (std::size_t i = 0; i < targets.size(); ++i) {
    for (std::size_t k = i + 1; k < targets.size(); ++k) {
      if (targets[i] != targets[k] && compatible(targets[i], targets[k])) continue;
      problems_.add(transition.line, "workflow.targets_exclude",
                    {{"first", chart_.states[targets[i]].id}, {"second", chart_.states[targets[k]].id}});
    }
  }
}

/// §3.3: without `initial` it is the first child in document order.
void ChartReader::resolve_initial(StateIndex index) {
  auto& state = chart_.states[index];
  if (state.kind == StateKind::atomic || state.kind == StateKind::final || chart_.is_history(index)) return;
  if (state.initial) {
    auto& targets = chart_.transitions[*state.initial].targets;
    const bool inside =
        std::all_of(targets.begin(), targets.end(), [&](StateIndex target) { return chart_.is_descendant(target, index); });
    if (!inside || state.kind == StateKind::parallel) problems_.add(state.line, "workflow.bad_initial", {{"id", state.id}});
    return;
  }
  if (state.kind == StateKind::parallel || state.children.empty()) return;
  Transition first;
  first.source = index;
  first.targets = {state.children.front()};
  first.line = state.line;
  state.initial = static_cast<TransitionIndex>(chart_.transitions.size());
  chart_.transitions.push_back(std::move(first));
}

/// §3.11: a shallow history remembers children, a deep one atomic descendants; its default must be of that kind.
void ChartReader::check_history(StateIndex index) {
  const auto& state = chart_.states[index];
  if (!chart_.is_history(index) || !state.initial) return;
  const auto& targets = chart_.transitions[*state.initial].targets;
  const bool fits = !targets.empty() && std::all_of(targets.begin(), targets.end(), [&](StateIndex target) {
    return state.kind == StateKind::deep_history ? chart_.is_descendant(target, state.parent)
                                                 : chart_.states[target].parent == state.parent;
  });
  if (!fits) problems_.add(state.line, "workflow.bad_history_default", {{"id", state.id}});
}

}  // namespace chancery::workflow
