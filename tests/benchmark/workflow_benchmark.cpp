// DESIGN §13: a microstep with an XPath guard beside the bare compiled guard, and load, step, serialise.
#include "formats/json.h"
#include "formats/xml_path.h"
#include "support/slow_interpreter.h"
#include "workflow/prove.h"
#include "workflow/step.h"

#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <string>

namespace {

using namespace chancery;
using namespace chancery::workflow;

Definition ping_pong() {
  const std::string chart =
      "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='xpath' initial='a'>"
      "<datamodel><data id='count' expr='1'/></datamodel>"
      "<state id='a'><transition event='go' cond=\"$count &lt; 1000000 and In('a')\" target='b'/></state>"
      "<state id='b'><transition event='go' cond=\"$count &lt; 1000000 and In('b')\" target='a'/></state></scxml>";
  return read_definition(chart, "ping-pong.scxml");
}

/// The floor: what libxml2 takes for the same guard over the same tree.
void bare_compiled_guard(benchmark::State& state) {
  formats::XPathSet set;
  const auto expression = set.add("$count < 1000000 and In('a')", {});
  formats::XmlTree tree("datamodel");
  const auto count = tree.append_element(tree.root(), "data");
  tree.append_text(count, "1");
  formats::XPathScope scope;
  scope.variable = [&](std::string_view) { return std::optional<formats::XPathValue>(formats::XPathNodes{count}); };
  scope.call = [](std::string_view, std::string_view, std::span<const formats::XPathValue>) {
    return std::optional<formats::XPathValue>(true);
  };
  auto evaluator = set.evaluator();
  for (auto _ : state) benchmark::DoNotOptimize(evaluator.test(expression, scope));
}
BENCHMARK(bare_compiled_guard);

void microstep_with_guard(benchmark::State& state) {
  const auto definition = ping_pong();
  const auto facts = Json::object();
  const Event event{.name = "go"};
  Instance instance = start(definition, facts).value().instance;
  for (auto _ : state) instance = std::move(step(definition, instance, event, facts)).value().instance;
}
BENCHMARK(microstep_with_guard);

Json facts_in_draft() {
  return {{"actor", {{"person", "0123456789abcdef0123456789abcdef"}, {"roles", {"clerk"}}}},
          {"author", "0123456789abcdef0123456789abcdef"},
          {"performers", {{{"event", "new"}, {"person", "0123456789abcdef0123456789abcdef"}}}},
          {"approvals",
           {{{"section", "source"}, {"count", 0}, {"stands", "no"}},
            {{"section", "translation:en"}, {"count", 0}, {"stands", "no"}}}},
          {"sections", {{{"name", "source"}, {"required", "yes"}}, {{"name", "translation:en"}, {"required", "yes"}}}},
          {"translations", {{"all_present", "yes"}, {"all_fresh", "yes"}, {"all_certified", "no"}}},
          {"signatures",
           {{"required", 2},
            {"done", 0},
            {"all", "no"},
            {"parties", {{{"number", 1}, {"done", "no"}}, {{"number", 2}, {"done", "no"}}}}}},
          {"closed", "no"},
          {"recorded", "no"},
          {"comment", "no"},
          {"payload", Json::object()},
          {"time", "2026-11-21T10:00:00.000Z"}};
}

/// From the row of the database to the row of the database: parse, step, canonical bytes.
void load_step_serialise(benchmark::State& state, const char* event_name, const char* role) {
  std::ifstream file(CHANCERY_SOURCE "/workflows/memorandum.scxml", std::ios::binary);
  const auto definition = read_definition(std::string(std::istreambuf_iterator<char>(file), {}), "memorandum.scxml");
  auto facts = facts_in_draft();
  auto instance = start(definition, facts).value().instance;
  if (std::string_view(event_name) == "approve")
    instance = step(definition, instance, {.name = "submit"}, facts).value().instance;
  facts["actor"] = {{"person", "fedcba9876543210fedcba9876543210"}, {"roles", {role}}};
  const auto stored = instance.to_bytes();
  const Event event{.name = event_name};
  for (auto _ : state) {
    const auto loaded = Instance::from_bytes(definition, stored);
    const auto next = step(definition, loaded, event, facts);
    benchmark::DoNotOptimize(next.value().instance.to_bytes());
  }
  state.counters["steps"] = benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(load_step_serialise, without_guard, "submit", "clerk");
BENCHMARK_CAPTURE(load_step_serialise, with_guard_over_facts, "approve", "legal_reviewer");

/// Regions of three states each: 3^n configurations.
std::vector<tests::SlowState> regions(int count) {
  std::vector<tests::SlowState> states{{"root", "state", "", {"p"}, {}, {"p"}}, {"p", "parallel", "root"}};
  for (int i = 0; i < count; ++i) {
    const auto n = std::to_string(i);
    states[1].children.push_back("r" + n);
    states.push_back({"r" + n, "state", "p", {"a" + n, "b" + n, "c" + n}, {}, {"a" + n}});
    const std::string order = "abca";
    for (std::size_t k = 0; k < 3; ++k) {
      tests::SlowState state{order[k] + n, "state", "r" + n};
      tests::SlowTransition on;
      on.source = state.id;
      on.event = "e" + n;
      on.targets = {order[k + 1] + n};
      state.transitions.push_back(on);
      states.push_back(state);
    }
  }
  return states;
}

/// The floor of the check: the slow and obvious interpreter walks through the same 729 configurations.
void slow_walk_of_729(benchmark::State& state) {
  const tests::SlowInterpreter fresh(regions(6));
  for (auto _ : state) {
    std::vector<tests::SlowInterpreter> open{fresh};
    open.back().start();
    std::set<std::vector<std::string>> visited{open.back().configuration()};
    while (!open.empty()) {
      const auto from = open.back();
      open.pop_back();
      for (int i = 0; i < 6; ++i) {
        auto next = from;
        next.deliver("e" + std::to_string(i));
        if (visited.insert(next.configuration()).second) open.push_back(std::move(next));
      }
    }
    if (visited.size() != 729) state.SkipWithError("not 729 configurations");
  }
}
BENCHMARK(slow_walk_of_729)->Unit(benchmark::kMillisecond);

/// 3^n configurations: the time for each has to stay.
void check_of_regions(benchmark::State& state) {
  const auto definition =
      read_definition(tests::to_scxml(regions(static_cast<int>(state.range(0)))), "regions.scxml", Reading::lenient);
  std::size_t configurations = 0;
  for (auto _ : state) configurations = prove(definition).configurations;
  state.counters["configurations"] = static_cast<double>(configurations);
  state.counters["each"] = benchmark::Counter(static_cast<double>(configurations) * static_cast<double>(state.iterations()),
                                              benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(check_of_regions)->Arg(4)->Arg(5)->Arg(6)->Arg(7)->Arg(8)->Unit(benchmark::kMillisecond);

}  // namespace
