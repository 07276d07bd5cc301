#include "workflow/interpreter.h"

#include "support/effort.h"
#include "support/slow_interpreter.h"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace chancery;
using namespace chancery::workflow;
using tests::SlowState;
using tests::SlowTransition;

namespace {

/// Charts of some twenty states with everything that the slow interpreter knows.
class RandomChart {
 public:
  explicit RandomChart(std::mt19937& random) : random_(random) {
    states_.push_back({"root", "state", ""});
    for (int i = 0; i < 2 + number(2); ++i) state(0, 1);
    if (one_in(2)) add(0, "final");
    for (std::size_t i = 0; i < states_.size(); ++i) finish(i);
  }
  [[nodiscard]] const std::vector<SlowState>& states() const { return states_; }

 private:
  int number(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }
  bool one_in(int n) { return number(n) == 0; }

  std::size_t add(std::size_t parent, const std::string& kind) {
    const auto index = states_.size();
    const auto id = "s" + std::to_string(index);
    states_.push_back({id, kind, states_[parent].id});
    const bool history = kind == "shallow" || kind == "deep";
    (history ? states_[parent].histories : states_[parent].children).push_back(id);
    return index;
  }
  void state(std::size_t parent, int depth) {
    const bool parallel = depth < 3 && one_in(3);
    const auto index = add(parent, parallel ? "parallel" : "state");
    if (depth >= 4 || (!parallel && one_in(2))) return;
    for (int i = 0; i < 2 + number(2); ++i) state(index, depth + 1);
    if (!parallel && one_in(3)) add(index, "final");
    if (one_in(3)) add(index, one_in(2) ? "shallow" : "deep");
  }

  const std::string& any(const std::vector<std::string>& list) {
    return list[static_cast<std::size_t>(number(static_cast<int>(list.size())))];
  }
  std::string any_state() { return states_[1 + static_cast<std::size_t>(number(static_cast<int>(states_.size()) - 1))].id; }

  void finish(std::size_t index) {
    auto& one = states_[index];
    if (one.kind == "shallow" || one.kind == "deep") {
      const auto& parent =
          *std::find_if(states_.begin(), states_.end(), [&](const auto& other) { return other.id == one.parent; });
      one.initial = parent.kind == "parallel" ? parent.children : std::vector<std::string>{any(parent.children)};
      return;
    }
    if (one.kind == "state" && !one.children.empty()) one.initial = {any(one.children)};
    if (index == 0 || one.kind == "final") return;
    if (one_in(5)) one.raises = any({"a", "b", "c"});
    for (int i = 0; i < number(4); ++i) one.transitions.push_back(transition(one));
  }

  SlowTransition transition(const SlowState& source) {
    SlowTransition made;
    made.source = source.id;
    const bool eventless = one_in(8);
    if (!eventless) made.event = one_in(6) ? "done.state." + any_state() : one_in(10) ? "*" : any({"a", "b", "c", "a.x"});
    if (eventless || one_in(3)) made.in = (one_in(2) ? "!" : "") + any_state();
    if (!made.in.empty() && made.in.find("root") != std::string::npos) made.in.clear();
    if (!one_in(6)) made.targets = {any_state()};
    made.internal = one_in(4);
    if (one_in(4)) made.raises = any({"a", "b", "c", "a.x"});
    return made;
  }

  std::mt19937& random_;
  std::vector<SlowState> states_;
};

std::vector<std::string> log_of(const Step& step) {
  std::vector<std::string> log;
  for (const auto& entry : step.trace) {
    if (entry.kind == TraceEntry::Kind::enter) log.push_back("+" + entry.what);
    if (entry.kind == TraceEntry::Kind::exit) log.push_back("-" + entry.what);
  }
  return log;
}

}  // namespace

TEST_CASE("over random charts and events, every step enters and leaves what the slow and obvious interpreter does") {
  std::mt19937 random(20261126);
  StepOptions options;
  options.mode = Mode::lenient;
  std::size_t steps = 0;
  std::size_t endless = 0;
  for (int chart = 0; chart < 400 * tests::effort(); ++chart) {
    const RandomChart made(random);
    const auto scxml = tests::to_scxml(made.states());
    INFO(scxml);
    const auto definition = read_definition(scxml, "random.scxml", Reading::lenient);
    tests::SlowInterpreter slow(made.states());
    slow.start();
    auto fast = start(definition, Json::object(), options);
    REQUIRE(fast.refused() == slow.is_endless());
    endless += fast.refused() ? 1U : 0U;
    if (fast.refused()) continue;
    REQUIRE(log_of(fast.value()) == slow.log());
    auto instance = fast.value().instance;
    for (int i = 0; i < 25 && slow.is_running(); ++i) {
      const std::vector<std::string> names{"a", "b", "c", "a.x", "other"};
      const auto& event = names[std::uniform_int_distribution<std::size_t>(0, names.size() - 1)(random)];
      slow.deliver(event);
      auto next = step(definition, instance, {.name = event}, Json::object(), options);
      INFO("event " << event);
      REQUIRE(next.refused() == slow.is_endless());
      endless += next.refused() ? 1U : 0U;
      if (next.refused()) break;
      REQUIRE(log_of(next.value()) == slow.log());
      REQUIRE(next.value().instance.configuration() == slow.configuration());
      REQUIRE(next.value().instance.is_final() != slow.is_running());
      instance = next.value().instance;
      ++steps;
    }
  }
  CHECK(steps > 1'000);
  CHECK(endless < steps);
}
