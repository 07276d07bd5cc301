#include "workflow/configuration.h"

#include <algorithm>

namespace chancery::workflow {

bool StateSet::contains(StateIndex state) const {
  return std::binary_search(states_.begin(), states_.end(), state);
}

void StateSet::add(StateIndex state) {
  const auto at = std::lower_bound(states_.begin(), states_.end(), state);
  if (at == states_.end() || *at != state) states_.insert(at, state);
}

void StateSet::remove(StateIndex state) {
  const auto at = std::lower_bound(states_.begin(), states_.end(), state);
  if (at != states_.end() && *at == state) states_.erase(at);
}

bool StateSet::has_descendant_of(StateIndex state, const Chart& chart) const {
  const auto at = std::upper_bound(states_.begin(), states_.end(), state);
  return at != states_.end() && chart.is_descendant(*at, state);
}

void Selection::get_effective_target_states(const Transition& transition, StateSet& found) const {
  for (const auto target : transition.targets) {
    if (!chart_.is_history(target)) {
      found.add(target);
    } else if (const auto recorded = history_.find(target); recorded != history_.end()) {
      for (const auto state : recorded->second) found.add(state);
    } else {
      get_effective_target_states(chart_.transitions[*chart_.states[target].initial], found);
    }
  }
}

/// The least common compound ancestor of the source and all targets.
StateIndex Selection::find_lcca(StateIndex source, const StateSet& targets) const {
  auto ancestor = chart_.states[source].parent;
  const auto holds_all = [&](StateIndex state) {
    return std::all_of(targets.begin(), targets.end(), [&](StateIndex target) { return chart_.is_descendant(target, state); });
  };
  while (ancestor != Chart::root && !(chart_.states[ancestor].kind == StateKind::compound && holds_all(ancestor))) {
    ancestor = chart_.states[ancestor].parent;
  }
  return ancestor;
}

std::optional<StateIndex> Selection::get_transition_domain(TransitionIndex index) const {
  const auto& transition = chart_.transitions[index];
  StateSet targets;
  get_effective_target_states(transition, targets);
  if (targets.empty()) return std::nullopt;
  const auto source = transition.source;
  const bool stays_inside =
      transition.internal && chart_.states[source].kind == StateKind::compound &&
      std::all_of(targets.begin(), targets.end(), [&](StateIndex target) { return chart_.is_descendant(target, source); });
  return stays_inside ? source : find_lcca(source, targets);
}

StateSet Selection::compute_exit_set(const std::vector<TransitionIndex>& transitions) const {
  StateSet exits;
  for (const auto transition : transitions) {
    const auto domain = get_transition_domain(transition);
    if (!domain) continue;
    for (const auto state : configuration_) {
      if (chart_.is_descendant(state, *domain)) exits.add(state);
    }
  }
  return exits;
}

/// Of two transitions that would leave a common state the one in the inner state wins, otherwise the one chosen first.
std::vector<TransitionIndex> Selection::remove_conflicting_transitions(std::vector<TransitionIndex> enabled) const {
  if (enabled.size() < 2) return enabled;
  std::vector<std::pair<TransitionIndex, StateSet>> filtered;
  for (const auto first : enabled) {
    auto exits = compute_exit_set({first});
    const auto conflicts = [&](const auto& other) {
      return std::any_of(exits.begin(), exits.end(), [&](StateIndex state) { return other.second.contains(state); });
    };
    const auto inside = [&](const auto& other) {
      return chart_.is_descendant(chart_.transitions[first].source, chart_.transitions[other.first].source);
    };
    const bool preempted =
        std::any_of(filtered.begin(), filtered.end(), [&](const auto& other) { return conflicts(other) && !inside(other); });
    if (preempted) continue;
    std::erase_if(filtered, conflicts);
    filtered.emplace_back(first, std::move(exits));
  }
  std::vector<TransitionIndex> kept;
  for (const auto& [transition, exits] : filtered) kept.push_back(transition);
  return kept;
}

EntrySet Selection::compute_entry_set(const std::vector<TransitionIndex>& transitions) const {
  EntrySet entry;
  for (const auto index : transitions) {
    const auto& transition = chart_.transitions[index];
    for (const auto target : transition.targets) add_descendant_states_to_enter(target, entry);
    // The initial transition of the chart has no domain above it.
    const auto domain = transition.source == Chart::root ? std::optional(Chart::root) : get_transition_domain(index);
    StateSet effective;
    get_effective_target_states(transition, effective);
    for (const auto state : effective) add_ancestor_states_to_enter(state, *domain, entry);
  }
  return entry;
}

void Selection::add_history_states_to_enter(StateIndex history, EntrySet& entry) const {
  const auto parent = chart_.states[history].parent;
  const auto recorded = history_.find(history);
  const bool remembered = recorded != history_.end();
  const auto default_transition = *chart_.states[history].initial;
  if (!remembered) entry.default_history[parent] = default_transition;
  const auto& states = remembered ? recorded->second : chart_.transitions[default_transition].targets;
  for (const auto state : states) add_descendant_states_to_enter(state, entry);
  for (const auto state : states) add_ancestor_states_to_enter(state, parent, entry);
}

void Selection::add_descendant_states_to_enter(StateIndex index, EntrySet& entry) const {
  if (chart_.is_history(index)) return add_history_states_to_enter(index, entry);
  entry.to_enter.add(index);
  const auto& state = chart_.states[index];
  if (state.kind == StateKind::parallel) return add_missing_regions(index, entry);
  if (state.kind != StateKind::compound) return;
  entry.for_default_entry.add(index);
  const auto& targets = chart_.transitions[*state.initial].targets;
  for (const auto target : targets) add_descendant_states_to_enter(target, entry);
  for (const auto target : targets) add_ancestor_states_to_enter(target, index, entry);
}

void Selection::add_ancestor_states_to_enter(StateIndex index, StateIndex ancestor, EntrySet& entry) const {
  for (auto above = chart_.states[index].parent; index != Chart::root && above != ancestor && above != Chart::root;
       above = chart_.states[above].parent) {
    entry.to_enter.add(above);
    if (chart_.states[above].kind == StateKind::parallel) add_missing_regions(above, entry);
  }
}

void Selection::add_missing_regions(StateIndex parallel, EntrySet& entry) const {
  for (const auto region : chart_.states[parallel].children) {
    const bool has_some = entry.to_enter.contains(region) || entry.to_enter.has_descendant_of(region, chart_);
    if (!has_some) add_descendant_states_to_enter(region, entry);
  }
}

bool Selection::is_in_final_state(StateIndex index) const {
  const auto& state = chart_.states[index];
  if (state.kind == StateKind::compound) {
    return std::any_of(state.children.begin(), state.children.end(), [&](StateIndex child) {
      return chart_.states[child].kind == StateKind::final && configuration_.contains(child);
    });
  }
  return state.kind == StateKind::parallel &&
         std::all_of(state.children.begin(), state.children.end(), [&](StateIndex child) { return is_in_final_state(child); });
}

}  // namespace chancery::workflow
