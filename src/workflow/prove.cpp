#include "workflow/prove.h"

#include "workflow/check.h"
#include "workflow/monitor.h"
#include "workflow/problem_list.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace chancery::workflow {
namespace {

using Place = std::uint32_t;  // of a node

/// A situation that was reached, without what was only needed to go on from it.
struct Node {
  Place from;
  Move move;
  StateSet configuration;
  bool is_final;
};

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

class Prover {
 public:
  Prover(const Definition& definition, const ProofLimits& limits)
      : chart_(definition.chart()), limits_(limits), course_(definition), monitor_(chart_) {}

  Proof run(std::vector<Problem> known) {
    for (auto& problem : known) note({std::move(problem)});
    explore();
    proof_.configurations = nodes_.size();
    proof_.obligations = chart_.obligations.size();
    if (proof_.complete && !nodes_.empty()) {
      find_unreached();
      find_dead_ends();
      find_unkept();
    }
    std::stable_sort(proof_.findings.begin(), proof_.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.problem.line < b.problem.line; });
    return std::move(proof_);
  }

 private:
  // --- the walk, breadth first, so that the first way to a situation is a shortest one

  void explore() {
    expand(nullptr, 0, {Candidate::By::start, "", 0});
    while (!open_.empty() && !full_) {
      const auto [place, situation] = std::move(open_.front());
      open_.pop_front();
      if (situation.instance.is_final()) continue;
      for (const auto& candidate : course_.candidates(situation)) expand(&situation, place, candidate);
    }
    proof_.complete = !full_;
  }

  void expand(const Situation* from, Place place, const Candidate& candidate) {
    constexpr std::size_t queue_limit = 64;
    course_.each_outcome(from, candidate, [&](Outcome& outcome) {
      if (outcome.refusal && !outcome.situation) note_refusal(*outcome.refusal, from, place, candidate);
      if (outcome.situation) {
        auto next = std::move(*outcome.situation);
        const auto broken = outcome.refusal ? std::vector<std::size_t>() : monitor_.watch(outcome.trace, next, course_);
        for (const auto obligation : broken) note_broken(obligation, from, place, candidate, next);
        if (next.queue.size() > queue_limit) full_ = true;
        arrive(from, place, candidate, std::move(next));
      }
      full_ = full_ || course_.work() > limits_.work;
      return !full_;
    });
  }

  void arrive(const Situation* from, Place place, const Candidate& candidate, Situation next) {
    auto [known, is_new] = visited_.emplace(next.key(), static_cast<Place>(nodes_.size()));
    const auto target = known->second;
    if (from != nullptr && target != place) edges_.emplace_back(place, target);
    if (!is_new) return;
    if (nodes_.size() >= limits_.configurations) {
      visited_.erase(known);
      if (from != nullptr && target != place) edges_.pop_back();
      full_ = true;
      return;
    }
    nodes_.push_back({place, {candidate.event, course_.supposed()}, StateSet(next.instance.active()), next.instance.is_final()});
    open_.emplace_back(target, std::move(next));
  }

  // --- findings

  [[nodiscard]] std::vector<Move> way_to(Place place) const {
    std::vector<Move> way;
    for (;; place = nodes_[place].from) {
      way.push_back(nodes_[place].move);
      if (place == 0) break;
    }
    return {way.rbegin(), way.rend()};
  }
  [[nodiscard]] std::vector<Move> way_over(const Situation* from, Place place, const Candidate& candidate) const {
    auto way = from == nullptr ? std::vector<Move>() : way_to(place);
    way.push_back({candidate.event, course_.supposed()});
    return way;
  }
  [[nodiscard]] std::vector<std::string> ids(const std::vector<StateIndex>& states) const {
    std::vector<std::string> all;
    for (const auto state : states) all.push_back(chart_.states[state].id);
    return all;
  }
  /// The innermost states say where a configuration is.
  [[nodiscard]] std::string named(const StateSet& configuration) const {
    std::vector<StateIndex> leaves;
    for (const auto state : configuration) {
      if (chart_.states[state].children.empty()) leaves.push_back(state);
    }
    return joined(ids(leaves));
  }

  static Finding finding(long line, const char* key, ProblemList::Arguments arguments, const Chart& chart) {
    ProblemList one(chart.place);
    one.add(line, key, std::move(arguments));
    return {one.take().front()};
  }
  void note(Finding found) {
    lines_.insert({found.problem.line, found.problem.message.key});
    proof_.findings.push_back(std::move(found));
  }

  /// One of a kind and rule for each event is enough.
  void note_refusal(const Refusal& refusal, const Situation* from, Place place, const Candidate& candidate) {
    const bool endless = refusal.rule == "workflow.endless" || refusal.rule == "workflow.data_too_large";
    if (!endless && refusal.rule != "workflow.unhandled_event" && refusal.rule != "workflow.unhandled_error") return;
    if (!refusals_.insert(refusal.rule + " " + candidate.event).second) return;
    const auto where = from == nullptr ? std::string() : named(nodes_[place].configuration);
    const auto line =
        from == nullptr ? chart_.states[Chart::root].line : chart_.states[nodes_[place].configuration.states().back()].line;
    auto found = endless ? finding(line, "workflow.check_endless", {{"event", candidate.event}, {"where", where}}, chart_)
                         : finding(line, "workflow.check_unhandled",
                                   {{"event", candidate.event}, {"where", where}, {"reason", reason_of(refusal)}}, chart_);
    found.way = way_over(from, place, candidate);
    if (from != nullptr) found.configuration = ids(nodes_[place].configuration.states());
    note(std::move(found));
  }

  /// The name of the event, or what the error says of itself.
  static std::string reason_of(const Refusal& refusal) {
    if (refusal.message.key != "workflow.refused_unhandled") return to_log(refusal.message);
    const auto* event = std::get_if<std::string>(&refusal.message.arguments.front().second);
    return event == nullptr ? std::string() : *event;
  }

  void note_broken(std::size_t number, const Situation* from, Place place, const Candidate& candidate, const Situation& next) {
    if (!broken_.insert(number).second) return;
    const auto& obligation = chart_.obligations[number];
    auto found = finding(obligation.line, "workflow.check_broken",
                         {{"obligation", obligation.text}, {"where", named(StateSet(next.instance.active()))}}, chart_);
    found.way = way_over(from, place, candidate);
    found.configuration = ids(next.instance.active());
    note(std::move(found));
  }

  void find_unreached() {
    std::vector<bool> reached(chart_.states.size(), false);
    for (const auto& node : nodes_) {
      for (const auto state : node.configuration) reached[state] = true;
    }
    // A state that is entered and left within one step is reached too.
    for (TransitionIndex index = 0; index < chart_.transitions.size(); ++index) {
      if (!course_.was_taken(index)) continue;
      reached[chart_.transitions[index].source] = true;
      for (const auto target : chart_.transitions[index].targets) reached[target] = true;
    }
    for (StateIndex state = 1; state < chart_.states.size(); ++state) {
      const auto& one = chart_.states[state];
      if (reached[state] || chart_.is_history(state) || lines_.contains({one.line, "workflow.check_unreachable"})) continue;
      note(finding(one.line, "workflow.check_unreachable", {{"id", one.id}}, chart_));
    }
    for (StateIndex state = 1; state < chart_.states.size(); ++state) {
      if (reached[state]) find_untaken(chart_.states[state]);
    }
  }

  /// Errors come from outside the chart, and `*` is there for what nobody thought of.
  void find_untaken(const State& state) {
    for (const auto index : state.transitions) {
      const auto& transition = chart_.transitions[index];
      const bool for_the_unforeseen = std::any_of(transition.events.begin(), transition.events.end(), [](const auto& event) {
        return event == "*" || event == "error" || event.starts_with("error.");
      });
      // Whatever else is wrong there is the reason.
      const auto other = lines_.lower_bound({transition.line, ""});
      const bool known = other != lines_.end() && other->first == transition.line;
      if (course_.was_taken(index) || for_the_unforeseen || known) continue;
      note(finding(transition.line, "workflow.check_never_taken", {{"id", state.id}, {"event", joined(transition.events)}},
                   chart_));
    }
  }

  /// Places from which some place that `is_goal` can be reached.
  template <class Goal>
  std::vector<bool> reaching(const Goal& is_goal) {
    if (into_.empty() && !nodes_.empty()) {
      into_.resize(nodes_.size());
      for (const auto& [from, to] : edges_) into_[to].push_back(from);
    }
    std::vector<bool> reaches(nodes_.size(), false);
    std::vector<Place> open;
    for (Place place = 0; place < nodes_.size(); ++place) {
      if (!is_goal(nodes_[place])) continue;
      reaches[place] = true;
      open.push_back(place);
    }
    while (!open.empty()) {
      const auto place = open.back();
      open.pop_back();
      for (const auto before : into_[place]) {
        if (reaches[before]) continue;
        reaches[before] = true;
        open.push_back(before);
      }
    }
    return reaches;
  }

  void find_dead_ends() {
    const auto reaches = reaching([](const Node& node) { return node.is_final; });
    if (std::none_of(nodes_.begin(), nodes_.end(), [](const Node& node) { return node.is_final; })) {
      if (!lines_.contains({chart_.states[Chart::root].line, "workflow.check_no_final"}))
        note(finding(chart_.states[Chart::root].line, "workflow.check_no_final", {}, chart_));
      return find_stuck(reaches);
    }
    find_stuck(reaches);
    const auto stops = stopping(reaches);
    const auto caught = std::find(stops.begin(), stops.end(), false);
    if (caught != stops.end()) note_dead_end(static_cast<Place>(caught - stops.begin()), "workflow.check_livelock");
  }

  /// Places from which some course ends, well or badly; from the others all go round for ever.
  std::vector<bool> stopping(const std::vector<bool>& reaches) {
    const auto goes_on = places_with_way_out();
    return reaching([&](const Node& node) {
      const auto place = static_cast<std::size_t>(&node - nodes_.data());
      return reaches[place] || !goes_on[place];
    });
  }

  [[nodiscard]] std::vector<bool> places_with_way_out() const {
    std::vector<bool> goes_on(nodes_.size(), false);
    for (const auto& edge : edges_) goes_on[edge.first] = true;
    return goes_on;
  }

  /// The nearest few: each has its own way to it.
  void find_stuck(const std::vector<bool>& reaches) {
    constexpr std::size_t enough = 3;
    const auto goes_on = places_with_way_out();
    for (Place place = 0; place < nodes_.size() && stuck_found_ < enough; ++place) {
      if (reaches[place] || goes_on[place]) continue;
      ++stuck_found_;
      if (give_way_to_stuck_state(place)) continue;
      note_dead_end(place, "workflow.check_stuck_configuration");
    }
  }

  /// The graph has told of the state already; how one comes there is told now.
  bool give_way_to_stuck_state(Place place) {
    for (auto& finding : proof_.findings) {
      if (finding.problem.message.key != "workflow.check_stuck" || finding.problem.line != line_of(place)) continue;
      finding.way = way_to(place);
      finding.configuration = ids(nodes_[place].configuration.states());
      return true;
    }
    return false;
  }

  [[nodiscard]] long line_of(Place place) const { return chart_.states[nodes_[place].configuration.states().back()].line; }

  void note_dead_end(Place place, const char* key) {
    auto found = finding(line_of(place), key, {{"where", named(nodes_[place].configuration)}}, chart_);
    found.way = way_to(place);
    found.configuration = ids(nodes_[place].configuration.states());
    note(std::move(found));
  }

  /// `always-reaches`: whoever may go on for ever as they like can still come there.
  void find_unkept() {
    for (const auto& obligation : chart_.obligations) {
      if (obligation.kind != Obligation::Kind::always_reaches) continue;
      const auto is_in = [](const Node& node, const std::vector<StateIndex>& states) {
        return std::any_of(states.begin(), states.end(), [&](StateIndex state) { return node.configuration.contains(state); });
      };
      const auto reaches = reaching([&](const Node& node) { return is_in(node, obligation.states); });
      for (Place place = 0; place < nodes_.size(); ++place) {
        if (reaches[place] || (!obligation.from.empty() && !is_in(nodes_[place], obligation.from))) continue;
        auto found = finding(obligation.line, "workflow.check_broken",
                             {{"obligation", obligation.text}, {"where", named(nodes_[place].configuration)}}, chart_);
        found.way = way_to(place);
        found.configuration = ids(nodes_[place].configuration.states());
        note(std::move(found));
        break;
      }
    }
  }

  const Chart& chart_;
  const ProofLimits limits_;
  Course course_;
  Monitor monitor_;
  Proof proof_;

  std::vector<Node> nodes_;
  std::unordered_map<std::string, Place> visited_;
  std::deque<std::pair<Place, Situation>> open_;
  std::vector<std::pair<Place, Place>> edges_;
  std::vector<std::vector<Place>> into_;
  bool full_ = false;

  std::set<std::pair<long, std::string>> lines_;
  std::set<std::string> refusals_;
  std::set<std::size_t> broken_;
  std::size_t stuck_found_ = 0;
};

}  // namespace

Proof prove(const Definition& definition, const ProofLimits& limits) {
  return Prover(definition, limits).run(check(definition));
}

}  // namespace chancery::workflow
