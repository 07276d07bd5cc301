#include "workflow/reachability.h"

namespace chancery::workflow {
namespace {

/// Each state is entered once, so the walk is linear in states and transitions.
class Walk {
 public:
  explicit Walk(const Chart& chart) : chart_(chart), entered_(chart.states.size(), false) {}

  std::vector<bool> run() {
    enter(Chart::root);
    while (!open_.empty()) {
      const auto state = open_.back();
      open_.pop_back();
      follow(state);
    }
    return std::move(entered_);
  }

 private:
  void enter(StateIndex state) {
    if (entered_[state]) return;
    entered_[state] = true;
    open_.push_back(state);
  }

  void follow(StateIndex index) {
    const auto& state = chart_.states[index];
    enter(state.parent);
    if (state.kind == StateKind::parallel) {
      for (const auto child : state.children) enter(child);
    }
    if (state.initial) take(*state.initial);
    for (const auto transition : state.transitions) take(transition);
  }

  void take(TransitionIndex transition) {
    for (const auto target : chart_.transitions[transition].targets) enter(target);
  }

  const Chart& chart_;
  std::vector<bool> entered_;
  std::vector<StateIndex> open_;
};

}  // namespace

std::vector<bool> reachable_states(const Chart& chart) {
  return Walk(chart).run();
}

}  // namespace chancery::workflow
