#pragma once

#include "workflow/chart.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace chancery::workflow {

/// States in document order. Small and sorted: a configuration has a handful of states, whatever the chart's size.
class StateSet {
 public:
  StateSet() = default;
  explicit StateSet(std::vector<StateIndex> sorted) : states_(std::move(sorted)) {}

  [[nodiscard]] bool contains(StateIndex state) const;
  void add(StateIndex state);
  void remove(StateIndex state);
  [[nodiscard]] bool empty() const { return states_.empty(); }
  [[nodiscard]] const std::vector<StateIndex>& states() const { return states_; }
  [[nodiscard]] auto begin() const { return states_.begin(); }
  [[nodiscard]] auto end() const { return states_.end(); }
  /// True when some state of the set is a proper descendant of `state`.
  [[nodiscard]] bool has_descendant_of(StateIndex state, const Chart& chart) const;

 private:
  std::vector<StateIndex> states_;
};

using History = std::map<StateIndex, std::vector<StateIndex>>;

/// What a microstep enters.
struct EntrySet {
  StateSet to_enter;
  StateSet for_default_entry;                             // compound states whose initial transition runs
  std::map<StateIndex, TransitionIndex> default_history;  // by the parent of the history
};

/// The set algebra of Appendix D over one configuration; it changes nothing.
class Selection {
 public:
  Selection(const Chart& chart, const StateSet& configuration, const History& history)
      : chart_(chart), configuration_(configuration), history_(history) {}

  [[nodiscard]] std::vector<TransitionIndex> remove_conflicting_transitions(std::vector<TransitionIndex> enabled) const;
  [[nodiscard]] StateSet compute_exit_set(const std::vector<TransitionIndex>& transitions) const;
  [[nodiscard]] EntrySet compute_entry_set(const std::vector<TransitionIndex>& transitions) const;
  [[nodiscard]] bool is_in_final_state(StateIndex state) const;
  /// Absent for a transition without target.
  [[nodiscard]] std::optional<StateIndex> get_transition_domain(TransitionIndex transition) const;

 private:
  void get_effective_target_states(const Transition& transition, StateSet& found) const;
  [[nodiscard]] StateIndex find_lcca(StateIndex source, const StateSet& targets) const;
  void add_descendant_states_to_enter(StateIndex state, EntrySet& entry) const;
  void add_history_states_to_enter(StateIndex history, EntrySet& entry) const;
  void add_ancestor_states_to_enter(StateIndex state, StateIndex ancestor, EntrySet& entry) const;
  void add_missing_regions(StateIndex parallel, EntrySet& entry) const;

  const Chart& chart_;
  const StateSet& configuration_;
  const History& history_;
};

}  // namespace chancery::workflow
