#include "workflow/definition.h"

#include "support/charts.h"
#include "support/errors.h"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace chancery;
using namespace chancery::workflow;
using tests::chart;
using tests::definition_of;

namespace {

/// Line and key of every problem.
std::vector<std::pair<long, std::string>> problems_of(const std::string& bytes) {
  try {
    static_cast<void>(read_definition(bytes, "схема.scxml"));
  } catch (const BrokenChart& broken) {
    std::vector<std::pair<long, std::string>> all;
    for (const auto& problem : broken.problems()) all.emplace_back(problem.line, problem.message.key);
    return all;
  }
  return {};
}

std::string only_problem(std::string_view content, std::string_view attributes = "") {
  const auto problems = problems_of(chart(content, attributes));
  CHECK(problems.size() == 1);
  return problems.empty() ? std::string() : problems.front().second;
}

}  // namespace

TEST_CASE("a definition knows its states, labels and the acts of people") {
  const auto definition = definition_of(
      "<w:label xml:lang='uk'>Нота</w:label><w:label xml:lang='en'>Note</w:label>"
      "<state id='a'><w:label xml:lang='uk'>Єдиний  етап</w:label><w:label xml:lang='en'>Only stage</w:label>"
      "<transition event='go' target='z' w:role='clerk'/><state id='b'><transition event='stay' w:role='clerk'/>"
      "<transition event='go' w:role='clerk' target='z'/></state></state><final id='z'/>",
      "name='note'");
  CHECK(definition.name() == "note");
  CHECK(definition.label() == Label{"Нота", "Note"});
  CHECK(definition.person_events() == std::vector<std::string>{"go", "stay"});
  const auto states = definition.states();
  REQUIRE(states.size() == 3);
  CHECK(states[0].label.in("uk") == "Єдиний етап");
  CHECK(states[1].parent == "a");
  CHECK_FALSE(states[1].is_final);
  CHECK(states[2].is_final);
  CHECK(definition.label_of("a").en == "Only stage");
  CHECK(definition.label_of("b") == Label{"b", "b"});
}

TEST_CASE("the hash of a definition is that of its bytes") {
  const auto bytes = chart("<state id='a'/>");
  CHECK(read_definition(bytes, "x").sha256() == sha256(bytes));
}

TEST_CASE("all problems come at once, each with its line, in the order of the file") {
  const auto problems = problems_of(
      "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='xpath'>\n"
      "<state id='a'>\n"
      "  <transition event='x' target='nowhere'/>\n"
      "  <transition event='y' cond='1 +' target='a'/>\n"
      "  <onentry><alert/></onentry>\n"
      "</state>\n"
      "<state id='a' colour='red'/>\n"
      "</scxml>");
  CHECK(problems == std::vector<std::pair<long, std::string>>{{3, "workflow.unknown_target"},
                                                              {4, "workflow.bad_expression"},
                                                              {5, "workflow.unknown_element"},
                                                              {7, "workflow.unknown_attribute"},
                                                              {7, "workflow.doubled_id"}});
}

TEST_CASE("the error of a broken chart names place, first line and number of problems") {
  const auto message =
      tests::message_of([] { static_cast<void>(read_definition(chart("\n<state id='a' x='1' y='2'/>"), "схема.scxml")); });
  REQUIRE(message);
  CHECK(message->key == "workflow.broken_chart");
  CHECK(std::get<std::string>(message->arguments[0].second) == "схема.scxml");
  CHECK(std::get<std::int64_t>(message->arguments[1].second) == 2);
  CHECK(std::get<std::int64_t>(message->arguments[2].second) == 2);
}

TEST_CASE("what is no chart is told apart from a broken one") {
  CHECK(problems_of("<html/>").front().second == "workflow.not_scxml");
  CHECK(tests::key_of([] { static_cast<void>(read_definition("<scxml", "x")); }) == "formats.xml_malformed");
  CHECK(tests::key_of([] { static_cast<void>(read_definition("<!DOCTYPE scxml><scxml/>", "x")); }) == "formats.xml_doctype");
  CHECK(tests::fault_of([] { static_cast<void>(read_definition("<html/>", "x")); }) == Fault::input);
  CHECK(only_problem("") == "workflow.no_states");
}

TEST_CASE("only the null and the XPath data model are known") {
  CHECK(problems_of("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' datamodel='ecmascript'><state/></scxml>")
            .front()
            .second == "workflow.bad_value");
  CHECK(problems_of("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='2.0'><state/></scxml>").front().second ==
        "workflow.bad_value");
  CHECK(problems_of(
            "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'><datamodel><data id='x'/></datamodel><state/></scxml>")
            .front()
            .second == "workflow.data_without_model");
}

TEST_CASE("scripts are refused") {
  CHECK(only_problem("<state id='a'><onentry><script>1</script></onentry></state>") == "workflow.unknown_element");
}

TEST_CASE("initial states lie inside and are given once") {
  CHECK(only_problem("<state id='a' initial='b'><state id='c'/></state><state id='b'/>") == "workflow.bad_initial");
  CHECK(only_problem("<state id='a'><initial/><state id='c'/></state>") == "workflow.bad_initial");
  CHECK(only_problem("<state id='a' initial='c'><initial><transition target='c'/></initial><state id='c'/></state>") ==
        "workflow.bad_initial");
}

TEST_CASE("a history has a default of its own kind") {
  CHECK(only_problem("<state id='a'><history id='h'/><state id='b'/></state>") == "workflow.history_without_default");
  CHECK(only_problem("<state id='a'><history id='h'><transition target='x'/></history><state id='b'/></state><state id='x'/>") ==
        "workflow.bad_history_default");
  CHECK(only_problem(
            "<state id='a'><history id='h'><transition target='c'/></history><state id='b'><state id='c'/></state></state>") ==
        "workflow.bad_history_default");
}

TEST_CASE("targets can be active together") {
  CHECK(only_problem("<state id='a'><transition event='e' target='b c'/></state><state id='b'/><state id='c'/>") ==
        "workflow.targets_exclude");
  CHECK(problems_of(chart("<state id='a'><transition event='e' target='r1 r2'/></state><parallel id='p'><state id='r1'/><state "
                          "id='r2'/></parallel>"))
            .empty());
  std::string many = "<state id='a'><transition event='e' target='";
  for (int i = 0; i < 300; ++i) many += "a ";
  CHECK(only_problem(many + "'/></state>") == "workflow.too_many_targets");
}

TEST_CASE("the words of the extension are judged") {
  const auto act = [](std::string attributes) { return "<state id='a'><transition event='e' " + attributes + "/></state>"; };
  CHECK(only_problem(act("w:carries='revision'")) == "workflow.missing_attribute");
  CHECK(only_problem(act("w:role=''")) == "workflow.bad_value");
  CHECK(only_problem(act("w:role='r' w:carries='everything'")) == "workflow.bad_value");
  CHECK(only_problem(act("w:role='r' w:approves='source'")) == "workflow.bad_value");
  CHECK(only_problem(act("w:role='r' w:comment='yes'")) == "workflow.bad_value");
  CHECK(only_problem(act("w:role='r' w:recorded='yes'")) == "workflow.bad_value");
  CHECK(only_problem(act("w:role='r' w:exclude='friends'")) == "workflow.bad_value");
  CHECK(only_problem(act("w:role='r' w:exclude='performers of'")) == "workflow.bad_value");
  CHECK(only_problem(act("w:role='r' w:quorum='2'")) == "workflow.unknown_attribute");
  CHECK(only_problem("<state id='a'><transition w:role='r'/></state>") == "workflow.task_event");
  CHECK(only_problem("<state id='a'><w:label xml:lang='pl'>Stan</w:label></state>") == "workflow.bad_value");
  CHECK(only_problem("<state id='a'><w:label xml:lang='uk'>Є</w:label><w:label xml:lang='uk'>Ї</w:label></state>") ==
        "workflow.doubled_label");
  CHECK(only_problem("<state id='a'><onentry><w:destroy/></onentry></state>") == "workflow.unknown_element");
  CHECK(problems_of(chart(act("w:role='r' w:exclude='author performers of e f'"))).empty());
}

TEST_CASE("executable content is judged") {
  const auto entry = [](std::string content) { return "<state id='a'><onentry>" + content + "</onentry></state>"; };
  CHECK(only_problem(entry("<raise/>")) == "workflow.missing_attribute");
  CHECK(only_problem(entry("<assign location='$x' type='sideways' expr='1'/>")) == "workflow.bad_value");
  CHECK(only_problem(entry("<send event='e' eventexpr='1'/>")) == "workflow.exclusive_attributes");
  CHECK(only_problem(entry("<if cond=')'/>")) == "workflow.bad_expression");
}

TEST_CASE("a chart of too many states is refused") {
  std::string many;
  for (int i = 0; i < 10'001; ++i) many += "<state/>";
  CHECK(only_problem(many) == "workflow.too_many_states");
}

TEST_CASE("lenient leaves bad expressions to run time") {
  const auto bytes = chart("<state id='a'><transition event='e' cond='1 +'/></state>");
  CHECK(read_definition(bytes, "x", Reading::lenient).states().size() == 1);
}
