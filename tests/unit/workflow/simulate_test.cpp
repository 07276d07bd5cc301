#include "workflow/simulate.h"

#include "support/charts.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::workflow;
using tests::definition_of;

namespace {

std::vector<std::string> configurations(const std::vector<MacrostepRecord>& records) {
  std::vector<std::string> all;
  for (const auto& record : records) {
    std::string one = record.event + ":";
    for (const auto& id : record.configuration) one += " " + id;
    all.push_back(one + (record.is_final ? " (final)" : "") + (record.refusal ? " " + record.refusal->rule : ""));
  }
  return all;
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("every macrostep of start, given events and timers is one record") {
  const auto definition = definition_of(
      "<state id='a'><onentry><send event='late' delay='1h'/></onentry><transition event='go' target='b'/></state>"
      "<state id='b'><transition event='late' target='c'/></state><final id='c'/>");
  CHECK(configurations(simulate(definition, {{.name = "go"}})) == List{": a", "go: b", "late: c (final)"});
}

TEST_CASE("a timer beyond the timeout never comes") {
  const auto definition = definition_of(
      "<state id='a'><onentry><send event='late' delay='2h'/></onentry><transition event='late' target='c'/></state><final "
      "id='c'/>");
  CHECK(configurations(simulate(definition, {})) == List{": a"});
  SimulationOptions patient;
  patient.timeout = std::chrono::hours(3);
  CHECK(configurations(simulate(definition, {}, patient)) == List{": a", "late: c (final)"});
}

TEST_CASE("timers come in the order of their time, and cancelled ones not at all") {
  const auto definition = definition_of(
      "<state id='a'><onentry><send event='second' delay='2s'/><send event='first' delay='1s'/><send id='x' event='never' "
      "delay='500ms'/>"
      "<cancel sendid='x'/></onentry><transition event='never' target='n'/><transition event='first'/><transition event='second' "
      "target='c'/></state>"
      "<final id='c'/><final id='n'/>");
  CHECK(configurations(simulate(definition, {})) == List{": a", "first: a", "second: c (final)"});
}

TEST_CASE("a refused event is told, and the document is as before") {
  const auto definition =
      definition_of("<state id='a'><transition event='go' cond=\"$facts/open = 'yes'\" target='b'/></state><final id='b'/>");
  CHECK(configurations(simulate(definition, {{.name = "go"}, {.name = "odd"}})) ==
        List{": a", "go: a workflow.guard", "odd: a workflow.no_such_event"});
  SimulationOptions options;
  options.facts = {{"open", "yes"}};
  CHECK(configurations(simulate(definition, {{.name = "go"}}, options)) == List{": a", "go: b (final)"});
}

TEST_CASE("lenient drops what nobody handles") {
  SimulationOptions options;
  options.mode = Mode::lenient;
  CHECK(configurations(simulate(definition_of("<state id='a'/>"), {{.name = "odd"}}, options)) == List{": a", "odd: a"});
}

TEST_CASE("a start that fails is the only record") {
  const auto definition =
      definition_of("<state id='a'><transition target='b'/></state><state id='b'><transition target='a'/></state>");
  CHECK(configurations(simulate(definition, {{.name = "go"}})) == List{": workflow.endless"});
}

TEST_CASE("a child runs beside its parent, tells it and is heard to the end") {
  const auto definition = definition_of(
      "<state id='a'><invoke id='k'><content><scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' initial='s'>"
      "<state id='s'><onentry><send target='#_parent' event='hello'/></onentry><transition event='bye' "
      "target='f'/></state><final id='f'/></scxml></content></invoke>"
      "<transition event='hello'><send target='#_k' event='bye'/></transition><transition event='done.invoke.k' "
      "target='c'/></state><final id='c'/>");
  CHECK(configurations(simulate(definition, {})) == List{": a", "hello: a", "done.invoke.k: c (final)"});
}

TEST_CASE("a chart that cannot be loaded as a child is an error of communication") {
  const auto definition = definition_of(
      "<state id='a'><invoke src='file:nowhere.scxml'/><transition event='error.communication' target='c'/></state><final "
      "id='c'/>");
  CHECK(configurations(simulate(definition, {})) == List{": a", "error.communication: c (final)"});
}
