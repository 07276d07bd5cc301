#include "workflow/monitor.h"

#include <algorithm>

namespace chancery::workflow {
namespace {

template <class List, class Item>
bool holds(const List& list, const Item& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

Monitor::Monitor(const Chart& chart) : chart_(chart) {
  for (std::size_t i = 0; i < chart_.obligations.size(); ++i) {
    if (chart_.obligations[i].kind != Obligation::Kind::always_reaches) watched_.push_back(i);
  }
  if (watched_.empty()) return;
  for (StateIndex state = 1; state < chart_.states.size(); ++state) by_id_.emplace(chart_.states[state].id, state);
}

std::vector<Monitor::Happening> Monitor::happenings(const std::vector<TraceEntry>& trace) const {
  std::vector<Happening> all;
  for (const auto& entry : trace) {
    if (entry.kind == TraceEntry::Kind::event) all.push_back({true, entry.what, 0});
    if (entry.kind == TraceEntry::Kind::enter) all.push_back({false, {}, by_id_.at(entry.what)});
  }
  return all;
}

/// In the order in which things happened: what makes it fresh, what it waits for, what it guards.
bool Monitor::breaks_order(const Obligation& obligation, const std::vector<Happening>& happenings, bool& seen) const {
  bool broken = false;
  for (const auto& one : happenings) {
    if (!one.is_event && holds(obligation.since, one.state)) seen = false;
    const bool earlier = one.is_event ? holds(obligation.earlier_events, one.event) : holds(obligation.earlier_states, one.state);
    seen = seen || earlier;
    const bool guarded = one.is_event ? holds(obligation.events, one.event) : holds(obligation.states, one.state);
    broken = broken || (guarded && !seen);
  }
  return broken;
}

bool Monitor::is_asked(const Obligation& obligation, const std::vector<Happening>& happenings) const {
  if (obligation.states.empty() && obligation.events.empty()) return true;
  return std::any_of(happenings.begin(), happenings.end(), [&](const Happening& one) {
    return one.is_event ? holds(obligation.events, one.event) : holds(obligation.states, one.state);
  });
}

std::vector<std::size_t> Monitor::watch(const std::vector<TraceEntry>& trace, Situation& situation, Course& course) const {
  std::vector<std::size_t> broken;
  if (watched_.empty()) return broken;
  const auto all = happenings(trace);
  for (std::size_t bit = 0; bit < watched_.size(); ++bit) {
    const auto& obligation = chart_.obligations[watched_[bit]];
    if (obligation.kind == Obligation::Kind::before) {
      bool seen = ((situation.seen >> bit) & 1U) != 0;
      if (breaks_order(obligation, all, seen)) broken.push_back(watched_[bit]);
      const auto mask = std::uint64_t{1} << bit;
      situation.seen = seen ? situation.seen | mask : situation.seen & ~mask;
    } else if (obligation.condition && obligation.condition->compiled && is_asked(obligation, all)) {
      if (course.holds(*chart_.guards[*obligation.condition->compiled], situation)) broken.push_back(watched_[bit]);
    }
  }
  return broken;
}

}  // namespace chancery::workflow
