#include "workflow/interpreter.h"

#include "workflow/chart_vocabulary.h"

#include <algorithm>
#include <cstdint>

namespace chancery::workflow {
namespace {

/// DESIGN §4: more than that is a loop that never ends.
constexpr std::size_t microstep_limit = 1'000;

/// §3.12.1: a descriptor matches its own name and every name that goes on behind a full stop. A person's act has one name:
/// otherwise `approve.x` would do what `approve` does and be remembered as something else.
bool name_match(const Transition& transition, std::string_view name) {
  if (transition.task) return transition.events.front() == name;
  return std::any_of(transition.events.begin(), transition.events.end(), [&](const std::string& descriptor) {
    if (descriptor == "*") return true;
    return name.starts_with(descriptor) && (name.size() == descriptor.size() || name[descriptor.size()] == '.');
  });
}

/// As data_content() reads it inline: XML as it is, text with single spaces.
std::string resource_content(const std::string& text) {
  if (text.find('<') != std::string::npos) return text.starts_with("<?xml") ? text.substr(text.find("?>") + 2) : text;
  std::string words;
  for (const auto& word : split_words(text)) words += (words.empty() ? "" : " ") + word;
  return words;
}

bool is_about_progress(std::string_view name) {
  return name.starts_with("done.");
}

}  // namespace

Interpreter::Interpreter(const Instance& instance, const Json& facts, const StepOptions& options)
    : instance_(instance),
      chart_(instance_.definition_.chart()),
      facts_(facts),
      options_(options),
      configuration_(instance_.configuration_),
      data_(chart_, std::move(instance_.data_), facts,
            {instance_.session_, [this](std::string_view id) { return instance_.is_in(id); }, options.assumptions,
             options.calendars}),
      content_(data_, instance_.session_, instance_.next_id_, options_.reachable),
      desk_(chart_, instance_.tasks_, data_, content_, facts_, options_),
      selection_(chart_, configuration_, instance_.history_) {}

Interpreter::Interpreter(const Definition& definition, const Json& facts, const StepOptions& options)
    : Interpreter(Instance(definition, options.session), facts, options) {}

/// Procedure interpret.
Decision<Step> Interpreter::start() {
  declare_data();
  trace(TraceEntry::Kind::event, "");
  enter_states({*chart_.states[Chart::root].initial});
  main_event_loop();
  return outcome();
}

Decision<Step> Interpreter::deliver(const Event& event) {
  if (instance_.final_) {
    return Refusal{"workflow.finished", {"workflow.refused_finished", {{"event", event.name}}}};
  }
  data_.set_event(event);
  trace(TraceEntry::Kind::event, event.name);
  apply_invocations(event);
  const auto of_task = desk_.handle(event.name);
  if (of_task && of_task->refused()) return of_task->refusal();
  const auto enabled = select_transitions(event);
  if (const auto taken = hear(enabled, event); !taken.empty()) {
    microstep(taken);
  } else if (enabled.empty() && !of_task && options_.mode == Mode::strict) {
    return objection_.value_or(no_such_event(event.name)).refusal;
  }
  main_event_loop();
  return outcome();
}

/// Procedure mainEventLoop, for what follows from one external event.
void Interpreter::main_event_loop() {
  do {
    macrostep();
    if (!running_ || refusal_) break;
    invoke_states();
  } while (!content_.internal_queue().empty());
  if (!running_ && !refusal_) exit_interpreter();
}

/// Eventless transitions first, then internal events, until the configuration is stable.
void Interpreter::macrostep() {
  while (running_ && !refusal_) {
    const auto enabled = select_eventless_transitions();
    if (!enabled.empty()) {
      microstep(enabled);
    } else if (!content_.internal_queue().empty()) {
      handle_internal();
    } else {
      return;
    }
  }
}

void Interpreter::handle_internal() {
  // A guard that fails raises an error, and the error lets the guard be asked again: that goes on for ever as well.
  if (++internal_events_ > microstep_limit) return refuse_endless();
  const auto event = std::move(content_.internal_queue().front());
  content_.internal_queue().pop_front();
  data_.set_event(event);
  trace(TraceEntry::Kind::event, event.name);
  const auto enabled = select_transitions(event);
  if (!enabled.empty()) return microstep(enabled);
  if (refuses_unhandled(event)) refuse_unhandled(event);
}

bool Interpreter::refuses_unhandled(const Event& event) const {
  return options_.mode == Mode::strict && !is_about_progress(event.name);
}

void Interpreter::refuse_unhandled(const Event& event) {
  if (event.type == Event::Type::platform && content_.last_error()) {
    return refuse({"workflow.unhandled_error", *content_.last_error()});
  }
  refuse({"workflow.unhandled_event", {"workflow.refused_unhandled", {{"event", event.name}}}});
}

void Interpreter::refuse(Refusal refusal) {
  if (!refusal_) refusal_ = std::move(refusal);
}

void Interpreter::refuse_endless() {
  refuse({"workflow.endless", {"workflow.refused_endless", {{"limit", static_cast<std::int64_t>(microstep_limit)}}}});
}

/// The configuration stays as it is, so that the document still says where it ended; its exit handlers run.
void Interpreter::exit_interpreter() {
  std::string content;
  const auto states = configuration_.states();
  for (auto state = states.rbegin(); state != states.rend(); ++state) {
    leave(*state);
    const auto& left = chart_.states[*state];
    const bool top_final = left.kind == StateKind::final && left.parent == Chart::root;
    if (top_final && left.done_data) content = content_.done_data(*left.done_data);
  }
  instance_.final_ = true;
  content_.add(Done{std::move(content)});
}

Decision<Step> Interpreter::outcome() {
  if (refusal_) return *refusal_;
  instance_.data_ = data_.take_stored();
  return Step{std::move(instance_), std::move(content_.effects()), std::move(trace_)};
}

template <class Match>
std::vector<TransitionIndex> Interpreter::select(const Match& match) {
  std::vector<TransitionIndex> enabled;
  const auto first_of = [&](StateIndex state) -> std::optional<TransitionIndex> {
    for (auto s = state; s != Chart::root; s = chart_.states[s].parent) {
      for (const auto transition : chart_.states[s].transitions) {
        if (match(chart_.transitions[transition])) return transition;
      }
    }
    return std::nullopt;
  };
  for (const auto state : configuration_) {
    const auto kind = chart_.states[state].kind;
    if (kind == StateKind::compound || kind == StateKind::parallel) continue;
    const auto found = first_of(state);
    if (found && std::find(enabled.begin(), enabled.end(), *found) == enabled.end()) enabled.push_back(*found);
  }
  return selection_.remove_conflicting_transitions(std::move(enabled));
}

std::vector<TransitionIndex> Interpreter::select_eventless_transitions() {
  const auto may_go_on = [this](StateIndex state) { return chart_.states[state].may_go_on; };
  if (std::none_of(configuration_.begin(), configuration_.end(), may_go_on)) return {};
  return select([this](const Transition& transition) { return transition.events.empty() && condition_match(transition); });
}

std::vector<TransitionIndex> Interpreter::select_transitions(const Event& event) {
  return select(
      [&](const Transition& transition) { return name_match(transition, event.name) && is_allowed(transition, event); });
}

std::vector<TransitionIndex> Interpreter::hear(const std::vector<TransitionIndex>& enabled, const Event& event) {
  std::vector<TransitionIndex> taken;
  for (const auto index : enabled) {
    const auto& task = chart_.transitions[index].task;
    if (!task || desk_.speak(*task, event.name)) taken.push_back(index);
  }
  return taken;
}

bool Interpreter::is_allowed(const Transition& transition, const Event& event) {
  if (transition.task && options_.assumptions != nullptr) {
    if (!options_.assumptions->task(*transition.task, event.name)) return false;
  } else if (transition.task) {
    auto objection = transition.task->assignment ? desk_.judge(*transition.task, event.name) : std::nullopt;
    if (!objection) objection = judge_task(*transition.task, event.name, facts_, true);
    if (objection) {
      note(std::move(*objection));
      return false;
    }
  }
  if (condition_match(transition)) return true;
  note(guard_objection(event.name, transition.condition->text));
  return false;
}

void Interpreter::note(Objection objection) {
  if (!objection_ || objection_->reason < objection.reason) objection_ = std::move(objection);
}

/// §5.9.1: a guard that cannot be evaluated is false, and an error.
bool Interpreter::condition_match(const Transition& transition) {
  if (!transition.condition) return true;
  try {
    return data_.test(*transition.condition);
  } catch (const Error& error) {
    content_.raise_error(error.message());
    return false;
  }
}

void Interpreter::microstep(const std::vector<TransitionIndex>& enabled) {
  if (++microsteps_ > microstep_limit) return refuse_endless();
  if (data_.is_exhausted()) return refuse({"workflow.data_too_large", DataModel::too_large()});
  for (const auto transition : enabled) {
    if (options_.assumptions != nullptr) options_.assumptions->taken(transition);
    trace(TraceEntry::Kind::transition, chart_.states[chart_.transitions[transition].source].id);
  }
  exit_states(enabled);
  execute_transition_content(enabled);
  enter_states(enabled);
}

void Interpreter::exit_states(const std::vector<TransitionIndex>& enabled) {
  const auto exits = selection_.compute_exit_set(enabled);
  for (const auto state : exits) states_to_invoke_.remove(state);
  const auto& states = exits.states();
  for (auto state = states.rbegin(); state != states.rend(); ++state) record_history(*state);
  for (auto state = states.rbegin(); state != states.rend(); ++state) {
    leave(*state);
    configuration_.remove(*state);
  }
}

void Interpreter::record_history(StateIndex leaving) {
  for (const auto history : chart_.states[leaving].histories) {
    const bool deep = chart_.states[history].kind == StateKind::deep_history;
    std::vector<StateIndex> states;
    for (const auto state : configuration_) {
      const auto& active = chart_.states[state];
      const bool atomic = active.kind == StateKind::atomic || active.kind == StateKind::final;
      if (deep ? atomic && chart_.is_descendant(state, leaving) : active.parent == leaving) states.push_back(state);
    }
    instance_.history_[history] = std::move(states);
  }
}

void Interpreter::leave(StateIndex state) {
  trace(TraceEntry::Kind::exit, chart_.states[state].id);
  for (const auto& block : chart_.states[state].on_exit) content_.execute(block);
  desk_.close(state);
  std::erase_if(instance_.invoked_, [&](const auto& invoked) {
    if (invoked.second.state != state) return false;
    content_.add(CancelInvoke{invoked.first});
    return true;
  });
}

void Interpreter::execute_transition_content(const std::vector<TransitionIndex>& enabled) {
  for (const auto index : enabled) {
    const auto& transition = chart_.transitions[index];
    if (transition.task && !transition.task->approves.empty()) {
      content_.add(Action{"approve", {{"sections", transition.task->approves}}});
    }
    content_.execute(transition.block);
  }
}

void Interpreter::enter_states(const std::vector<TransitionIndex>& enabled) {
  const auto entry = selection_.compute_entry_set(enabled);
  for (const auto state : entry.to_enter) enter_state(state, entry);
}

void Interpreter::enter_state(StateIndex index, const EntrySet& entry) {
  const auto& state = chart_.states[index];
  trace(TraceEntry::Kind::enter, state.id);
  configuration_.add(index);
  if (!state.invokes.empty()) states_to_invoke_.add(index);
  if (chart_.late_binding && !instance_.bound_.contains(index)) {
    instance_.bound_.add(index);
    bind_data(index);
  }
  desk_.open(index);
  for (const auto& block : state.on_entry) content_.execute(block);
  if (entry.for_default_entry.contains(index)) content_.execute(chart_.transitions[*state.initial].block);
  if (const auto found = entry.default_history.find(index); found != entry.default_history.end()) {
    content_.execute(chart_.transitions[found->second].block);
  }
  if (state.kind == StateKind::final) enter_final_state(index);
}

void Interpreter::enter_final_state(StateIndex index) {
  const auto& state = chart_.states[index];
  if (state.parent == Chart::root) {
    running_ = false;
    return;
  }
  raise_done(state.parent, state.done_data ? content_.done_data(*state.done_data) : std::string());
  const auto above = chart_.states[state.parent].parent;
  if (chart_.states[above].kind == StateKind::parallel && selection_.is_in_final_state(above)) raise_done(above, {});
}

void Interpreter::raise_done(StateIndex state, std::string content) {
  Event event{"done.state." + chart_.states[state].id};
  event.type = Event::Type::internal;
  event.content = std::move(content);
  content_.raise(std::move(event));
}

/// Early binding gives all data its values before the first state is entered; late binding when its state is (§5.3.3).
void Interpreter::declare_data() {
  for (StateIndex state = 0; state < chart_.states.size(); ++state) {
    if (!chart_.late_binding || state == Chart::root) {
      bind_data(state);
    } else {
      for (const auto& declaration : chart_.states[state].data) data_.declare(declaration.id);
    }
  }
}

void Interpreter::bind_data(StateIndex state) {
  for (const auto& declaration : chart_.states[state].data) bind(declaration, state == Chart::root);
}

/// A value that cannot be had leaves the variable there and empty, and is an error (§5.2.2, §5.3.2).
void Interpreter::bind(const DataDeclaration& declaration, bool at_top) {
  const auto given = options_.data.find(declaration.id);
  data_.declare(declaration.id);
  try {
    data_.set(declaration.id, at_top && given != options_.data.end() ? given->second : initial_content(declaration));
  } catch (const Error& error) {
    content_.raise_error(error.message());
  }
}

std::string Interpreter::initial_content(const DataDeclaration& declaration) {
  if (declaration.expression) return data_.content(*declaration.expression);
  if (declaration.src.empty()) return declaration.inner;
  if (options_.assumptions != nullptr) return {};
  const auto found = options_.resource ? options_.resource(declaration.src) : std::nullopt;
  if (!found) throw Error(Fault::input, {"workflow.no_resource", {{"name", declaration.src}}});
  return resource_content(*found);
}

void Interpreter::invoke_states() {
  for (const auto index : std::exchange(states_to_invoke_, {})) {
    const auto& invokes = chart_.states[index].invokes;
    for (std::size_t number = 0; number < invokes.size(); ++number) {
      auto invoke = content_.invoke(invokes[number], chart_.states[index].id);
      if (!invoke) continue;
      instance_.invoked_.insert_or_assign(invoke->id, Instance::Invocation{index, number});
      content_.add(std::move(*invoke));
    }
  }
}

/// `finalize` before the event is handled, and a copy to the children that asked for all (§6.4, §6.5).
void Interpreter::apply_invocations(const Event& event) {
  for (const auto& [id, invocation] : instance_.invoked_) {
    const auto& invoke = chart_.states[invocation.state].invokes[invocation.number];
    if (id == event.invokeid) content_.execute(invoke.finalize);
    if (invoke.autoforward) content_.add(Forward{id});
  }
  if (event.name.starts_with("done.invoke")) instance_.invoked_.erase(event.invokeid);
}

}  // namespace chancery::workflow
