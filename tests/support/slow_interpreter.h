#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace chancery::tests {

/// A second interpreter, as slow and obvious as Appendix D of SCXML 1.0 reads: names, sets and lists, nothing remembered. It
/// knows states, parallels, finals, histories, events, In() and raise.
struct SlowTransition {
  std::string source{};
  std::string event{};  // empty: eventless
  std::string in{};     // cond="In('…')"; with a `!` in front its negation
  std::vector<std::string> targets{};
  bool internal = false;
  std::string raises{};
};

struct SlowState {
  std::string id;
  std::string kind;  // state parallel final shallow deep
  std::string parent;
  std::vector<std::string> children{};
  std::vector<std::string> histories{};
  std::vector<std::string> initial{};  // of a history: its default
  std::vector<SlowTransition> transitions{};
  std::string raises{};  // on entry
};

using SlowSet = std::vector<std::string>;  // in document order or in order of insertion, as Appendix D says

class SlowInterpreter {
 public:
  /// `states` in document order; the first is the root.
  explicit SlowInterpreter(std::vector<SlowState> states) : states_(std::move(states)) {}

  void start() {
    log_.clear();
    SlowTransition initial;
    initial.targets = root().initial;
    initial.source = root().id;
    enter_states({initial});
    main_event_loop();
  }
  void deliver(const std::string& event) {
    log_.clear();
    microsteps_ = 0;
    if (!running_) return;
    const auto enabled = select(event);
    if (!enabled.empty()) microstep(enabled);
    main_event_loop();
  }

  [[nodiscard]] bool is_running() const { return running_; }
  [[nodiscard]] bool is_endless() const { return microsteps_ > 1'000; }
  [[nodiscard]] std::vector<std::string> configuration() const { return in_document_order(configuration_); }
  /// `+id` for every state entered, `-id` for every state left, in their order, in the last step.
  [[nodiscard]] const std::vector<std::string>& log() const { return log_; }

 private:
  [[nodiscard]] const SlowState& root() const { return states_.front(); }
  [[nodiscard]] const SlowState& state(const std::string& id) const {
    return *std::find_if(states_.begin(), states_.end(), [&](const SlowState& one) { return one.id == id; });
  }
  [[nodiscard]] std::size_t order(const std::string& id) const { return static_cast<std::size_t>(&state(id) - states_.data()); }
  template <class Ids>
  [[nodiscard]] SlowSet in_document_order(const Ids& ids) const {
    SlowSet sorted(ids.begin(), ids.end());
    std::sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) { return order(a) < order(b); });
    return sorted;
  }
  [[nodiscard]] bool is_history(const std::string& id) const { return state(id).kind == "shallow" || state(id).kind == "deep"; }
  [[nodiscard]] bool is_compound(const std::string& id) const { return state(id).kind == "state" && !state(id).children.empty(); }
  [[nodiscard]] bool is_parallel(const std::string& id) const { return state(id).kind == "parallel"; }
  [[nodiscard]] bool is_atomic(const std::string& id) const { return !is_compound(id) && !is_parallel(id); }
  [[nodiscard]] std::vector<std::string> proper_ancestors(const std::string& id, const std::string& up_to = "") const {
    std::vector<std::string> all;
    for (auto above = state(id).parent; !above.empty() && above != up_to; above = state(above).parent) all.push_back(above);
    return all;
  }
  [[nodiscard]] bool is_descendant(const std::string& id, const std::string& of) const {
    const auto above = proper_ancestors(id);
    return std::find(above.begin(), above.end(), of) != above.end();
  }
  static bool contains(const SlowSet& set, const std::string& id) { return std::find(set.begin(), set.end(), id) != set.end(); }
  static void add(SlowSet& set, const std::string& id) {
    if (!contains(set, id)) set.push_back(id);
  }

  void main_event_loop() {
    while (running_ && !is_endless()) {
      auto enabled = select("");
      if (enabled.empty()) {
        if (internal_queue_.empty()) break;
        const auto event = internal_queue_.front();
        internal_queue_.pop_front();
        enabled = select(event);
      }
      if (!enabled.empty()) microstep(enabled);
    }
    if (running_) return;
    const auto all = configuration();
    for (auto id = all.rbegin(); id != all.rend(); ++id) log_.push_back("-" + *id);
  }

  static bool name_match(const std::string& descriptor, const std::string& event) {
    return descriptor == "*" || event == descriptor || event.rfind(descriptor + ".", 0) == 0;
  }
  [[nodiscard]] bool condition_match(const SlowTransition& transition) const {
    if (transition.in.empty()) return true;
    const bool negated = transition.in[0] == '!';
    return contains(configuration_, negated ? transition.in.substr(1) : transition.in) != negated;
  }

  std::vector<SlowTransition> select(const std::string& event) {
    std::vector<SlowTransition> enabled;
    for (const auto& atomic : in_document_order(configuration_)) {
      if (!is_atomic(atomic)) continue;
      auto line = proper_ancestors(atomic);
      line.insert(line.begin(), atomic);
      bool found = false;
      for (const auto& id : line) {
        for (const auto& transition : state(id).transitions) {
          if (found || transition.event.empty() != event.empty()) continue;
          if (!event.empty() && !name_match(transition.event, event)) continue;
          if (!condition_match(transition)) continue;
          found = true;
          const bool there = std::any_of(enabled.begin(), enabled.end(), [&](const auto& one) { return same(one, transition); });
          if (!there) enabled.push_back(transition);
        }
      }
    }
    return remove_conflicting(enabled);
  }
  static bool same(const SlowTransition& a, const SlowTransition& b) {
    return a.source == b.source && a.event == b.event && a.in == b.in && a.targets == b.targets && a.internal == b.internal &&
           a.raises == b.raises;
  }

  std::vector<SlowTransition> remove_conflicting(const std::vector<SlowTransition>& enabled) {
    std::vector<SlowTransition> filtered;
    for (const auto& t1 : enabled) {
      bool preempted = false;
      std::vector<SlowTransition> to_remove;
      for (const auto& t2 : filtered) {
        const auto first = exit_set({t1});
        const auto second = exit_set({t2});
        const bool meet = std::any_of(first.begin(), first.end(), [&](const auto& id) { return contains(second, id); });
        if (!meet) continue;
        if (is_descendant(t1.source, t2.source)) {
          to_remove.push_back(t2);
        } else {
          preempted = true;
          break;
        }
      }
      if (preempted) continue;
      for (const auto& t3 : to_remove) {
        filtered.erase(std::remove_if(filtered.begin(), filtered.end(), [&](const auto& one) { return same(one, t3); }),
                       filtered.end());
      }
      filtered.push_back(t1);
    }
    return filtered;
  }

  SlowSet exit_set(const std::vector<SlowTransition>& transitions) {
    SlowSet exits;
    for (const auto& transition : transitions) {
      if (transition.targets.empty()) continue;
      const auto domain = transition_domain(transition);
      for (const auto& id : configuration_) {
        if (is_descendant(id, domain)) add(exits, id);
      }
    }
    return exits;
  }

  SlowSet effective_targets(const SlowTransition& transition) {
    SlowSet targets;
    for (const auto& id : transition.targets) {
      if (!is_history(id)) {
        add(targets, id);
      } else if (history_.count(id) != 0) {
        for (const auto& remembered : history_[id]) add(targets, remembered);
      } else {
        SlowTransition fallback;
        fallback.targets = state(id).initial;
        for (const auto& target : effective_targets(fallback)) add(targets, target);
      }
    }
    return targets;
  }

  std::string transition_domain(const SlowTransition& transition) {
    const auto targets = effective_targets(transition);
    const auto inside = [&](const std::string& of) {
      return std::all_of(targets.begin(), targets.end(), [&](const auto& id) { return is_descendant(id, of); });
    };
    if (transition.internal && is_compound(transition.source) && inside(transition.source)) return transition.source;
    for (const auto& ancestor : proper_ancestors(transition.source)) {
      if ((is_compound(ancestor) || ancestor == root().id) && inside(ancestor)) return ancestor;
    }
    return root().id;
  }

  void microstep(const std::vector<SlowTransition>& enabled) {
    if (++microsteps_ > 1'000) return;
    exit_states(enabled);
    for (const auto& transition : enabled) raise(transition.raises);
    enter_states(enabled);
  }
  void raise(const std::string& event) {
    if (!event.empty()) internal_queue_.push_back(event);
  }

  void exit_states(const std::vector<SlowTransition>& enabled) {
    auto exits = in_document_order(exit_set(enabled));
    std::reverse(exits.begin(), exits.end());
    for (const auto& id : exits) {
      for (const auto& history : state(id).histories) {
        SlowSet remembered;
        for (const auto& active : in_document_order(configuration_)) {
          const bool deep = state(history).kind == "deep";
          if (deep ? is_atomic(active) && is_descendant(active, id) : state(active).parent == id) remembered.push_back(active);
        }
        history_[history] = remembered;
      }
    }
    for (const auto& id : exits) {
      log_.push_back("-" + id);
      configuration_.erase(std::find(configuration_.begin(), configuration_.end(), id));
    }
  }

  void enter_states(const std::vector<SlowTransition>& enabled) {
    SlowSet entered;
    for (const auto& transition : enabled) {
      for (const auto& target : transition.targets) add_descendants(target, entered);
      const auto ancestor = transition.source == root().id ? root().id : transition_domain(transition);
      for (const auto& target : effective_targets(transition)) add_ancestors(target, ancestor, entered);
    }
    for (const auto& id : in_document_order(entered)) enter(id);
  }

  void enter(const std::string& id) {
    log_.push_back("+" + id);
    add(configuration_, id);
    raise(state(id).raises);
    if (state(id).kind != "final") return;
    const auto& parent = state(id).parent;
    if (parent == root().id) {
      running_ = false;
      return;
    }
    raise("done.state." + parent);
    const auto& above = state(parent).parent;
    if (!is_parallel(above)) return;
    const auto& regions = state(above).children;
    if (std::all_of(regions.begin(), regions.end(), [&](const auto& region) { return is_in_final(region); })) {
      raise("done.state." + above);
    }
  }

  [[nodiscard]] bool is_in_final(const std::string& id) const {
    const auto& children = state(id).children;
    if (is_compound(id)) {
      return std::any_of(children.begin(), children.end(),
                         [&](const auto& child) { return state(child).kind == "final" && contains(configuration_, child); });
    }
    return is_parallel(id) &&
           std::all_of(children.begin(), children.end(), [&](const auto& child) { return is_in_final(child); });
  }

  void add_descendants(const std::string& id, SlowSet& entered) {
    if (is_history(id)) {
      const auto targets = history_.count(id) != 0 ? history_[id] : state(id).initial;
      for (const auto& target : targets) add_descendants(target, entered);
      for (const auto& target : targets) add_ancestors(target, state(id).parent, entered);
      return;
    }
    add(entered, id);
    if (is_compound(id)) {
      for (const auto& target : state(id).initial) add_descendants(target, entered);
      for (const auto& target : state(id).initial) add_ancestors(target, id, entered);
    } else if (is_parallel(id)) {
      add_regions(id, entered);
    }
  }

  void add_ancestors(const std::string& id, const std::string& ancestor, SlowSet& entered) {
    for (const auto& above : proper_ancestors(id, ancestor)) {
      if (above == root().id) return;
      add(entered, above);
      if (is_parallel(above)) add_regions(above, entered);
    }
  }

  void add_regions(const std::string& id, SlowSet& entered) {
    for (const auto& child : state(id).children) {
      const bool some =
          std::any_of(entered.begin(), entered.end(), [&](const auto& one) { return one == child || is_descendant(one, child); });
      if (!some) add_descendants(child, entered);
    }
  }

  std::vector<SlowState> states_;
  SlowSet configuration_;
  std::map<std::string, SlowSet> history_;
  std::deque<std::string> internal_queue_;
  std::vector<std::string> log_;
  bool running_ = true;
  std::size_t microsteps_ = 0;
};

/// The same chart as SCXML.
[[nodiscard]] inline std::string to_scxml(const std::vector<SlowState>& states) {
  const auto joined = [](const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
  };
  const auto raise = [](const std::string& event) { return event.empty() ? "" : "<raise event='" + event + "'/>"; };
  const auto find = [&](const std::string& id) {
    return *std::find_if(states.begin(), states.end(), [&](const SlowState& one) { return one.id == id; });
  };
  const auto transition = [&](const SlowTransition& one) {
    const bool negated = !one.in.empty() && one.in[0] == '!';
    const auto in = "In('" + (negated ? one.in.substr(1) : one.in) + "')";
    return "<transition" + (one.event.empty() ? "" : " event='" + one.event + "'") +
           (one.in.empty() ? "" : " cond=\"" + (negated ? "not(" + in + ")" : in) + "\"") +
           (one.targets.empty() ? "" : " target='" + joined(one.targets) + "'") + (one.internal ? " type='internal'" : "") + ">" +
           raise(one.raises) + "</transition>";
  };
  // The order of the document is that of `states`: children and histories in the order in which they stand there.
  const auto element = [&](const auto& self, const SlowState& one) -> std::string {
    if (one.kind == "shallow" || one.kind == "deep") {
      return "<history id='" + one.id + "' type='" + one.kind + "'><transition target='" + joined(one.initial) + "'/></history>";
    }
    std::string all = "<" + one.kind + " id='" + one.id + "'";
    if (one.kind == "state" && !one.children.empty()) all += " initial='" + joined(one.initial) + "'";
    all += ">";
    if (!one.raises.empty()) all += "<onentry>" + raise(one.raises) + "</onentry>";
    for (const auto& each : one.transitions) all += transition(each);
    for (const auto& other : states) {
      if (other.parent == one.id) all += self(self, find(other.id));
    }
    return all + "</" + one.kind + ">";
  };
  std::string all = "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='xpath' initial='" +
                    joined(states.front().initial) + "'>";
  for (const auto& one : states) {
    if (one.parent == states.front().id) all += element(element, one);
  }
  return all + "</scxml>";
}

}  // namespace chancery::tests
