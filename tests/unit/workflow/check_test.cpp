#include "workflow/check.h"

#include "support/charts.h"

#include <catch2/catch.hpp>

#include <string>

using namespace chancery;
using namespace chancery::workflow;

namespace {

const std::string labels = "<w:label xml:lang='uk'>Є</w:label><w:label xml:lang='en'>x</w:label>";
const std::string end = "<final id='end'>" + labels + "</final>";

/// Keys and lines of what is wrong; the content begins in line 2.
std::string findings(const std::string& content) {
  std::string all;
  for (const auto& problem : check(tests::definition_of(labels + "\n" + content))) {
    all += (all.empty() ? "" : " ") + problem.message.key.substr(std::string("workflow.check_").size()) + ":" +
           std::to_string(problem.line);
  }
  return all;
}

std::string state(const std::string& id, const std::string& content) {
  return "<state id='" + id + "'>" + labels + content + "</state>";
}

std::string act(const std::string& attributes) {
  return "<transition w:role='r' " + attributes + ">" + labels + "</transition>";
}

}  // namespace

TEST_CASE("a chart with nothing wrong has no findings") {
  CHECK(findings(state("a", act("event='e' target='end'")) + end).empty());
}

TEST_CASE("a missing label is found in each language, at states and acts") {
  CHECK(findings("<state id='a'><w:label xml:lang='uk'>Ї</w:label>\n<transition event='e' w:role='r' target='end'/></state>" +
                 end) == "label:2 label:3 label:3");
}

TEST_CASE("states that nothing leads to or out of are found") {
  CHECK(findings(state("a", act("event='e' target='end'")) + "\n" + state("b", act("event='e' target='end'")) + end) ==
        "unreachable:3");
  CHECK(findings(state("a", act("event='e' target='end'") + act("event='f' target='b'")) + "\n" + state("b", act("event='g'")) +
                 end) == "stuck:3");
}

TEST_CASE("a way out of an outer state counts, and regions may rest") {
  CHECK(findings(state("a", act("event='e' target='end'") + state("b", "")) + end).empty());
  CHECK(findings("<parallel id='p'>" + labels + act("event='e' target='end'") + state("x", "") + state("y", "") + "</parallel>" +
                 end)
            .empty());
}

TEST_CASE("a history leads inside its parent") {
  CHECK(findings(state("a", act("event='e' target='h'") + act("event='f' target='end'")) +
                 state("b", "<history id='h'><transition target='c'/></history>" + act("event='e' target='a'") + state("c", "")) +
                 end)
            .empty());
}

TEST_CASE("a chart without a final state in reach is found") {
  CHECK(findings(state("a", act("event='e' target='a'"))) == "no_final:1");
}

TEST_CASE("events that nobody produces or nobody handles are found") {
  CHECK(findings(state("a", act("event='e' target='end'") + "\n<transition event='ghost' target='end'/>") + end) ==
        "not_produced:3");
  CHECK(findings(state("a", act("event='e' target='end'") + "\n<onentry><raise event='lost'/></onentry>") + end) ==
        "not_handled:3");
  CHECK(
      findings(
          state("a", act("event='e' target='end'") +
                         "<onentry><if cond='true()'><raise event='r'/></if><send event='s' delay='1s'/></onentry>"
                         "<transition event='r'/><transition event='s'/><transition event='error'/><transition event='done'/>") +
          end)
          .empty());
}

TEST_CASE("an event with a computed name may be any") {
  CHECK(
      findings(state("a", act("event='e' target='end'") + "<onentry><send eventexpr=\"'x'\"/></onentry><transition event='x'/>") +
               end)
          .empty());
}

TEST_CASE("a transition in the shadow of an earlier one is found") {
  CHECK(findings(state("a", "<transition event='*' target='end'/>\n<transition event='done.state.a'/>") + end) == "shadowed:3");
  CHECK(findings(state("a", "<transition event='done' cond='true()' target='end'/>\n<transition event='done'/>") + end).empty());
  CHECK(findings(state("a", "<transition target='end'/>\n<transition target='end'/>") + end) == "shadowed:3");
}

TEST_CASE("an exclusion of what nobody performs is found") {
  CHECK(findings(state("a", act("event='e' target='end' w:exclude='performers of aprove'")) + end) == "exclusion:2");
}

TEST_CASE("a variable that is declared nowhere is found") {
  CHECK(findings("<datamodel><data id='known'/></datamodel>" +
                 state("a", act("event='e' target='end' cond=\"$known = 1 or $facts/closed = '$no' or $unknown = 2\"")) + end) ==
        "variable:2");
}
