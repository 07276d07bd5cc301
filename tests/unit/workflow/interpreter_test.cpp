#include "workflow/interpreter.h"

#include "support/charts.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::workflow;
using tests::definition_of;
using tests::Journey;

namespace {

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("without a word the first child is entered") {
  CHECK(Journey(definition_of("<state id='a'><state id='b'/><state id='c'/></state>")).configuration() == Ids{"a", "b"});
  CHECK(Journey(definition_of("<state id='a'/><state id='b'/>", "initial='b'")).configuration() == Ids{"b"});
}

TEST_CASE("an initial transition goes deep and runs its content behind the entry of its parent") {
  const Journey journey(
      definition_of("<state id='a'><onentry><log expr=\"'enter'\"/></onentry>"
                    "<initial><transition target='d'><log expr=\"'initial'\"/></transition></initial>"
                    "<state id='b'/><state id='c'><onentry><log expr=\"'inner'\"/></onentry><state id='d'/></state></state>"));
  CHECK(journey.configuration() == Ids{"a", "c", "d"});
  CHECK(journey.logged() == "enter initial inner");
}

TEST_CASE("states are left from the inside and entered from the outside") {
  Journey journey(definition_of(
      "<state id='a'><onexit><log expr=\"'-a'\"/></onexit><transition event='go' target='d'><log expr=\"'go'\"/></transition>"
      "<state id='b'><onexit><log expr=\"'-b'\"/></onexit></state></state>"
      "<state id='c'><onentry><log expr=\"'+c'\"/></onentry><state id='d'><onentry><log "
      "expr=\"'+d'\"/></onentry></state></state>"));
  CHECK(journey.on("go").logged() == "-b -a go +c +d");
}

TEST_CASE("an event matches by its leading words") {
  const auto definition =
      definition_of("<state id='a'><transition event='sign.first other.*' target='b'/></state><state id='b'/>");
  CHECK(Journey(definition).on("sign.first.copy").in("b"));
  CHECK(Journey(definition).on("other").in("b"));
  CHECK(Journey(definition).on("other.word").in("b"));
  CHECK(Journey(definition).rule_against("sign") == "workflow.no_such_event");
  CHECK(Journey(definition).rule_against("sign.firsts") == "workflow.no_such_event");
}

TEST_CASE("an act of a person has exactly one name") {
  const Journey journey(
      definition_of("<state id='a'><transition event='approve' w:role='r' target='b'/></state><state id='b'/>"));
  const Json facts = {{"actor", {{"person", "p"}, {"roles", {"r"}}}}};
  CHECK(journey.rule_against("approve.x", facts) == "workflow.no_such_event");
  CHECK(journey.rule_against("approve", facts).empty());
}

TEST_CASE("the inner state answers first, and its outer state what it leaves") {
  Journey journey(
      definition_of("<state id='a'><transition event='e' target='x'/><transition event='f' target='x'/>"
                    "<state id='b'><transition event='e' target='c'/></state><state id='c'/></state><state id='x'/>"));
  CHECK(journey.on("e").configuration() == Ids{"a", "c"});
  CHECK(journey.on("f").configuration() == Ids{"x"});
}

TEST_CASE("regions run side by side and are done together") {
  Journey journey(
      definition_of("<parallel id='p'><transition event='done.state.p' target='end'/>"
                    "<state id='a'><state id='a1'><transition event='x' target='a2'/></state><final id='a2'/></state>"
                    "<state id='b'><state id='b1'><transition event='y' target='b2'/></state><final id='b2'/></state>"
                    "</parallel><final id='end'/>"));
  CHECK(journey.configuration() == Ids{"p", "a", "a1", "b", "b1"});
  CHECK(journey.on("x").configuration() == Ids{"p", "a", "a2", "b", "b1"});
  CHECK(journey.on("y").configuration() == Ids{"end"});
  CHECK(journey.instance().is_final());
}

TEST_CASE("one event moves every region that knows it") {
  Journey journey(definition_of(
      "<parallel id='p'><state id='a'><state id='a1'><transition event='x' target='a2'/></state><state id='a2'/></state>"
      "<state id='b'><state id='b1'><transition event='x' target='b2'/></state><state id='b2'/></state></parallel>"));
  CHECK(journey.on("x").configuration() == Ids{"p", "a", "a2", "b", "b2"});
}

TEST_CASE("of two transitions that leave a common state the first region's wins, an inner one beats an outer one") {
  Journey first(definition_of(
      "<parallel id='p'><state id='a'><transition event='x' target='left'/></state>"
      "<state id='b'><transition event='x' target='right'/></state></parallel><state id='left'/><state id='right'/>"));
  CHECK(first.on("x").configuration() == Ids{"left"});
  Journey inner(
      definition_of("<parallel id='p'><transition event='x' target='out'/><state id='a'/>"
                    "<state id='b'><state id='b1'><transition event='x' target='b2'/></state><state "
                    "id='b2'/></state></parallel><state id='out'/>"));
  CHECK(inner.on("x").configuration() == Ids{"p", "a", "b", "b2"});
}

TEST_CASE("shallow history remembers the child, deep history the whole inside") {
  const auto content = [](std::string type) {
    return "<state id='a'><history id='h' type='" + type +
           "'><transition target='b'/></history>"
           "<transition event='out' target='x'/><state id='b'/>"
           "<state id='c'><state id='c1'/><state id='c2'/></state></state>"
           "<state id='x'><transition event='back' target='h'/><transition event='in' target='c2'/></state>";
  };
  for (const auto& [type, expected] : {std::pair{"shallow", Ids{"a", "c", "c1"}}, std::pair{"deep", Ids{"a", "c", "c2"}}}) {
    Journey journey(definition_of(content(type), "initial='x'"));
    CHECK(Journey(journey).on("back").configuration() == Ids{"a", "b"});
    journey.on("in").on("out");
    CHECK(journey.configuration() == Ids{"x"});
    CHECK(journey.on("back").configuration() == expected);
  }
}

TEST_CASE("an internal transition does not leave its state, an external one does") {
  const auto content = [](std::string type) {
    return "<state id='a'><onexit><log expr=\"'left'\"/></onexit><transition event='e' type='" + type +
           "' target='c'/><state id='b'/><state id='c'/></state>";
  };
  CHECK(Journey(definition_of(content("internal"))).on("e").logged().empty());
  CHECK(Journey(definition_of(content("external"))).on("e").logged() == "left");
}

TEST_CASE("a transition without target runs its content and stays") {
  Journey journey(definition_of(
      "<state id='a'><onexit><log expr=\"'left'\"/></onexit><transition event='e'><log expr=\"'ran'\"/></transition></state>"));
  CHECK(journey.on("e").logged() == "ran");
  CHECK(journey.configuration() == Ids{"a"});
}

TEST_CASE("raised events are handled in the same step, before it ends") {
  Journey journey(
      definition_of("<state id='a'><transition event='e' target='b'><raise event='r'/></transition></state>"
                    "<state id='b'><transition event='r' target='c'/></state><state id='c'/>"));
  CHECK(journey.on("e").configuration() == Ids{"c"});
}

TEST_CASE("variables are assigned and decide") {
  Journey journey(
      definition_of("<datamodel><data id='n' expr='1'/></datamodel>"
                    "<state id='a'><transition event='e' cond='$n &lt; 3'><assign location='$n' expr='$n + 1'/></transition>"
                    "<transition event='e' target='b'/></state><state id='b'/>"));
  CHECK(journey.on("e").on("e").configuration() == Ids{"a"});
  CHECK(journey.on("e").configuration() == Ids{"b"});
}

TEST_CASE("if, elseif and else run the first branch that holds") {
  const auto content =
      "<datamodel><data id='n' expr='0'/></datamodel><state id='a'><transition event='e'>"
      "<if cond=\"$_event/data/data[@id='x'] = 1\"><log expr=\"'one'\"/><elseif cond=\"$_event/data/data[@id='x'] = 2\"/>"
      "<log expr=\"'two'\"/><else/><log expr=\"'more'\"/></if></transition></state>";
  Journey journey(definition_of(content));
  for (const auto& [x, expected] : {std::pair{1, "one"}, std::pair{2, "two"}, std::pair{5, "more"}}) {
    CHECK(journey.on(Event{.name = "e", .data = {{"x", x}}}).logged() == expected);
  }
}

TEST_CASE("foreach goes over nodes, and what is assigned to the item changes the node") {
  Journey journey(
      definition_of("<datamodel><data id='list'><i xmlns=''>Ґ</i><i xmlns=''>Є</i></data><data id='n'/></datamodel><state "
                    "id='a'><transition event='e'>"
                    "<foreach array='$list/i' item='one' index='n'><log expr='concat($n, $one)'/>"
                    "<assign location='$one' expr=\"'Ї’'\"/></foreach><log expr='string($list)'/></transition></state>"));
  CHECK(journey.on("e").logged() == "1Ґ 2Є Ї’Ї’");
}

TEST_CASE("In() asks for the configuration, $facts for the facts") {
  Journey journey(
      definition_of("<state id='a'><transition event='e' cond=\"In('a') and not(In('b')) and "
                    "$facts/approvals[section='source']/stands = 'yes'\" target='b'/>"
                    "</state><state id='b'/>"));
  CHECK(journey.rule_against("e") == "workflow.guard");
  const Json facts = {{"approvals", {{{"section", "annexes"}, {"stands", "no"}}, {{"section", "source"}, {"stands", "yes"}}}}};
  CHECK(journey.on("e", facts).in("b"));
}

TEST_CASE("send and cancel are left to the host, send to #_internal is not") {
  Journey journey(
      definition_of("<state id='a'><transition event='e' target='b'><send id='t' event='late' delay='1.5s'><param name='x' "
                    "expr=\"'Ї'\"/></send>"
                    "<send event='inside' target='#_internal'/><cancel sendid='t'/></transition></state>"
                    "<state id='b'><transition event='inside' target='c'/></state><state id='c'/>"));
  journey.on("e");
  CHECK(journey.in("c"));
  REQUIRE(journey.step().effects.size() == 2);
  CHECK(std::get<Send>(journey.step().effects[0]) ==
        Send{"t", "late", "", std::chrono::milliseconds(1500), "<data id=\"x\">Ї</data>"});
  CHECK(std::get<Cancel>(journey.step().effects[1]) == Cancel{"t"});
}

TEST_CASE("a final state hands out its data") {
  Journey journey(
      definition_of("<state id='a'><transition event='e' target='end'/></state><final "
                    "id='end'><donedata><content>готово</content></donedata></final>"));
  CHECK(std::get<Done>(journey.on("e").step().effects.back()) == Done{"готово"});
}

TEST_CASE("late binding gives a variable its value when its state is entered") {
  const auto content =
      "<state id='a'><transition event='e' cond=\"$v = ''\" target='b'/></state>"
      "<state id='b'><datamodel><data id='v' expr='7'/></datamodel><transition event='e' cond='$v = 7' "
      "target='c'/></state><state id='c'/>";
  CHECK(Journey(definition_of(content, "binding='late'")).on("e").on("e").in("c"));
  CHECK(Journey(definition_of(content)).rule_against("e") == "workflow.guard");
}

TEST_CASE("a step fails closed: what is not handled changes nothing") {
  CHECK(Journey(definition_of("<state id='a'/>")).rule_against("nothing") == "workflow.no_such_event");
  CHECK(Journey(definition_of("<state id='a'><transition event='e'><raise event='lost'/></transition></state>"))
            .rule_against("e") == "workflow.unhandled_event");
  CHECK(Journey(definition_of("<state id='a'><transition event='e'><assign location='$none' expr='1'/></transition></state>"))
            .rule_against("e") == "workflow.unhandled_error");
  CHECK(workflow::start(definition_of("<state id='a'><transition cond='$none = 1' target='a'/></state>"), Json::object())
            .refusal()
            .rule == "workflow.unhandled_error");
}

TEST_CASE("lenient drops what nobody handles, but ends a guard that fails for ever") {
  const auto content =
      "<state id='a'><transition event='e'><assign location='$none' expr='1'/></transition>"
      "<transition event='f' cond='$none = 1' target='b'/></state><state id='b'/>";
  Journey journey(definition_of(content), Json::object(), Mode::lenient);
  CHECK(journey.on("e").on("f").on("nothing").configuration() == Ids{"a"});
  StepOptions options;
  options.mode = Mode::lenient;
  const auto endless = definition_of("<state id='a'><transition cond='$none = 1' target='a'/></state>");
  CHECK(workflow::start(endless, Json::object(), options).refusal().rule == "workflow.endless");
}

TEST_CASE("a chart may handle its errors itself") {
  Journey journey(
      definition_of("<state id='a'><transition event='e'><assign location='$none' expr='1'/></transition>"
                    "<transition event='error.execution' target='b'/></state><state id='b'/>"));
  CHECK(journey.on("e").in("b"));
}

TEST_CASE("facts and system variables cannot be written") {
  const Json facts = {{"author", "a"}};
  for (const auto* location : {"$facts/author", "$_event", "$_name", "$_sessionid", "$_ioprocessors"}) {
    INFO(location);
    const Journey journey(definition_of("<state id='a'><transition event='e'><assign location='" + std::string(location) +
                                        "' expr='1'/></transition></state>"));
    CHECK(journey.rule_against("e", facts) == "workflow.unhandled_error");
  }
}

TEST_CASE("a loop that never rests is refused") {
  CHECK(workflow::start(
            definition_of("<state id='a'><transition target='b'/></state><state id='b'><transition target='a'/></state>"),
            Json::object())
            .refusal()
            .rule == "workflow.endless");
}

TEST_CASE("data that doubles itself in a loop is stopped") {
  const auto doubling = [](std::string assign) {
    return definition_of(
        "<datamodel><data id='v'><i xmlns=''/></data><data id='s' expr=\"'Ї'\"/></datamodel><state id='a'><transition "
        "target='a'>" +
        assign + "</transition></state>");
  };
  const auto rule = [](const Definition& definition) { return workflow::start(definition, Json::object()).refusal().rule; };
  CHECK(rule(doubling("<assign location='$v' type='lastchild' expr='$v/*'/>")) != "");
  CHECK(rule(doubling("<assign location='$s' expr='concat($s, $s)'/>")) != "");
}

TEST_CASE("an expression that works too long is an error") {
  std::string guard = "count(//*)";
  for (int i = 0; i < 5; ++i) guard = "count(($list//*)[count($list//*[count($list//*) > 0]) >= 0])";
  std::string items;
  for (int i = 0; i < 200; ++i) items += "<i xmlns=''/>";
  const Journey journey(definition_of("<datamodel><data id='list'>" + items +
                                      "</data></datamodel><state id='a'><transition event='e' cond='" + guard +
                                      " > 0'/></state>"));
  CHECK(journey.rule_against("e") == "workflow.guard");
}

TEST_CASE("the trace tells what happened, in order") {
  Journey journey(definition_of("<state id='a'><transition event='e' target='b'/></state><state id='b'/>"));
  const auto& trace = journey.on("e").step().trace;
  REQUIRE(trace.size() == 4);
  CHECK(trace[0].kind == TraceEntry::Kind::event);
  CHECK(trace[1].kind == TraceEntry::Kind::transition);
  CHECK(trace[2].kind == TraceEntry::Kind::exit);
  CHECK(trace[2].what == "a");
  CHECK(trace[3].kind == TraceEntry::Kind::enter);
  CHECK(trace[3].microstep == 1);
}

TEST_CASE("invoke is left to the host and ended with its state") {
  Journey journey(
      definition_of("<state id='a'><invoke id='child'><param name='x' expr='1'/><content><scxml "
                    "version='1.0'><final/></scxml></content></invoke>"
                    "<transition event='e' target='b'/></state><state id='b'/>"));
  const auto& invoke = std::get<Invoke>(journey.step().effects.front());
  CHECK(invoke.id == "child");
  CHECK(invoke.data.at("x") == "1");
  CHECK(invoke.content.starts_with("<scxml"));
  CHECK(std::get<CancelInvoke>(journey.on("e").step().effects.front()) == CancelInvoke{"child"});
}
