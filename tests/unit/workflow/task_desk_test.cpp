#include "workflow/task_desk.h"

#include "support/charts.h"
#include "support/errors.h"

#include <catch2/catch.hpp>

#include <string>

using namespace chancery;
using namespace chancery::workflow;
using tests::Facts;
using tests::Journey;

namespace {

const std::string labels = "<w:label xml:lang='uk'>Рада</w:label><w:label xml:lang='en'>Council</w:label>";

/// A council that approves, refuses by a veto, or returns; what a test is about stands in the attributes of the task.
Definition council(const std::string& attributes, const std::string& deadline = "") {
  return tests::definition_of("<state id='session'><w:task id='council' role='member' " + attributes + ">" + labels + deadline +
                              "</w:task>"
                              "<transition event='approve' w:task='council' target='approved'/>"
                              "<transition event='return' w:task='council' w:comment='required' target='returned'/>"
                              "<transition event='refuse' w:task='council' w:veto='yes' target='refused'/>"
                              "</state><final id='approved'/><final id='returned'/><final id='refused'/>");
}

Facts by(const std::string& person) {
  return Facts().by(person, {"member"}).at("2026-11-05T08:00:00.000Z");
}

const OpenTask& task(const Journey& journey) {
  REQUIRE(journey.instance().tasks().size() == 1);
  return journey.instance().tasks().front();
}

template <class What>
std::vector<What> effects(const Journey& journey) {
  std::vector<What> all;
  for (const auto& effect : journey.step().effects) {
    if (const auto* one = std::get_if<What>(&effect)) all.push_back(*one);
  }
  return all;
}

}  // namespace

TEST_CASE("a task is opened with its state and closed with it") {
  Journey journey(council(""), by("anna"));
  CHECK(task(journey).opened == "2026-11-05T08:00:00.000Z");
  CHECK(journey.on("approve", by("anna")).in("approved"));
  CHECK(journey.instance().tasks().empty());
}

TEST_CASE("any one voice decides where nothing else is said") {
  CHECK(Journey(council("quorum='any'"), by("anna")).on("return", by("anna").comment()).in("returned"));
}

TEST_CASE("two of three have to say the same, and each only once") {
  Journey journey(council("quorum='2 of 3'"), by("anna"));
  journey.on("approve", by("anna"));
  CHECK(journey.in("session"));
  CHECK(task(journey).voices == std::vector<Voice>{{"approve", "anna", ""}});
  CHECK(journey.rule_against("approve", by("anna")) == "workflow.spoken");
  CHECK(journey.rule_against("return", by("anna").comment()) == "workflow.spoken");
  journey.on("return", by("olha").comment());
  CHECK(journey.in("session"));
  CHECK(journey.on("approve", by("petro")).in("approved"));
}

TEST_CASE("of three voices the fourth is not heard") {
  Journey journey(council("quorum='3 of 3'"), by("anna"));
  journey.on("approve", by("anna")).on("approve", by("olha")).on("return", by("petro").comment());
  CHECK(journey.rule_against("approve", by("ivan")) == "workflow.spoken");
}

TEST_CASE("one veto ends it, whatever the quorum") {
  Journey journey(council("quorum='2 of 3'"), by("anna"));
  journey.on("approve", by("anna"));
  CHECK(journey.on("refuse", by("olha")).in("refused"));
}

TEST_CASE("all who are asked have to approve") {
  const auto members = [](const std::string& person) { return by(person).members({"anna", "olha", "petro"}); };
  Journey journey(council("quorum='all' candidates='$facts/members/person'"), members("anna"));
  CHECK(journey.rule_against("approve", members("ivan")) == "workflow.candidate");
  journey.on("approve", members("petro")).on("approve", members("anna"));
  CHECK(journey.in("session"));
  CHECK(journey.on("approve", members("olha")).in("approved"));
}

TEST_CASE("in sequence each speaks in their turn") {
  const auto members = [](const std::string& person) { return by(person).members({"anna", "olha"}); };
  Journey journey(council("quorum='all' order='sequence' candidates='$facts/members/person'"), members("anna"));
  CHECK(journey.rule_against("approve", members("olha")) == "workflow.turn");
  journey.on("approve", members("anna"));
  CHECK(journey.on("approve", members("olha")).in("approved"));
}

TEST_CASE("persons are added and removed while the task runs, by who manages it") {
  const auto members = [](const std::string& person) { return by(person).members({"anna", "olha"}); };
  const auto manager = [&](const std::string& about) { return members("boss").by("boss", {"clerk"}).about(about); };
  Journey journey(council("quorum='all' candidates='$facts/members/person' manage='clerk'"), members("anna"));
  CHECK(journey.rule_against("add.council", members("anna").about("ivan")) == "workflow.role");
  CHECK(journey.rule_against("add.council", members("boss").by("boss", {"clerk"})) == "workflow.person_missing");
  journey.on("add.council", manager("ivan")).on("remove.council", manager("olha"));
  CHECK(journey.in("session"));
  CHECK(journey.rule_against("approve", members("olha")) == "workflow.candidate");
  journey.on("approve", members("anna"));
  CHECK(journey.on("approve", members("ivan").by("ivan", {"translator"})).in("approved"));
}

TEST_CASE("a claim keeps the task for one person until it is given back or handed over") {
  Journey journey(council("claim='required' manage='clerk'"), by("anna"));
  CHECK(journey.rule_against("approve", by("anna")) == "workflow.claim");
  journey.on("claim.council", by("anna"));
  CHECK(task(journey).claimed_by == "anna");
  CHECK(journey.rule_against("approve", by("olha")) == "workflow.claim");
  CHECK(journey.rule_against("claim.council", by("olha")) == "workflow.claim");
  CHECK(journey.rule_against("release.council", by("olha")) == "workflow.claim");
  CHECK(journey.rule_against("hand_over.council", by("anna")) == "workflow.person_missing");
  journey.on("hand_over.council", by("anna").about("olha"));
  CHECK(journey.rule_against("approve", by("anna")) == "workflow.claim");
  journey.on("release.council", by("boss").by("boss", {"clerk"}));
  CHECK(task(journey).claimed_by.empty());
  CHECK(journey.on("claim.council", by("anna")).on("approve", by("anna")).in("approved"));
}

TEST_CASE("what needs no claim cannot be claimed, and what is not open neither") {
  Journey journey(council(""), by("anna"));
  CHECK(journey.rule_against("claim.council", by("anna")) == "workflow.no_such_event");
  CHECK(journey.rule_against("claim.nothing", by("anna")) == "workflow.no_such_event");
}

TEST_CASE("four eyes among the voices look through delegations") {
  Journey journey(council("quorum='2' exclude='author'"), by("anna"));
  CHECK(journey.rule_against("approve", by("author")) == "workflow.exclusion");
  CHECK(journey.rule_against("approve", by("anna").on_behalf_of("author")) == "workflow.exclusion");
  CHECK(journey.rule_against("approve", by("author").on_behalf_of("anna")) == "workflow.exclusion");
  journey.on("approve", by("anna").on_behalf_of("olha"));
  CHECK(journey.rule_against("approve", by("anna")) == "workflow.spoken");
  CHECK(journey.rule_against("approve", by("olha")) == "workflow.spoken");
  CHECK(journey.rule_against("approve", by("petro").on_behalf_of("olha")) == "workflow.spoken");
  CHECK(journey.on("approve", by("petro")).in("approved"));
}

TEST_CASE("performers of an earlier act are excluded, also when they act for somebody else") {
  Journey journey(council("exclude='performers of approve'"), by("anna"));
  const auto earlier = [](Facts facts) { return facts.performed("approve", "anna"); };
  CHECK(journey.rule_against("approve", earlier(by("anna"))) == "workflow.exclusion");
  CHECK(journey.rule_against("approve", earlier(by("olha").on_behalf_of("anna"))) == "workflow.exclusion");
  Json facts = by("olha");
  facts["performers"].push_back({{"event", "approve"}, {"person", "petro"}, {"principal", "olha"}});
  CHECK(journey.rule_against("approve", facts) == "workflow.exclusion");
  Json nobody = by("anna");
  nobody["actor"].erase("person");
  CHECK(journey.rule_against("approve", nobody) == "workflow.exclusion");
}

TEST_CASE("what is done in person is not done for somebody else") {
  Journey journey(council("in-person='yes'"), by("anna"));
  CHECK(journey.rule_against("approve", by("anna").on_behalf_of("olha")) == "workflow.in_person");
  CHECK(journey.on("approve", by("anna")).in("approved"));
}

TEST_CASE("a deadline sends its timers, and takes them back when the state is left") {
  const auto chart =
      council("", "<w:deadline within='P10WD' calendar='martial-law' escalate='head'><w:remind before='P3WD'/></w:deadline>");
  Journey journey(chart, by("anna"));
  CHECK(task(journey).due == "2026-11-19T22:00:00.000Z");
  CHECK(task(journey).last_day == "2026-11-19");
  const auto sent = effects<Send>(journey);
  REQUIRE(sent.size() == 2);
  CHECK(sent[0].event == "overdue.council");
  CHECK(sent[0].delay == std::chrono::hours(14 * 24 + 14));
  CHECK(sent[1].id == "remind.council");
  journey.on("approve", by("anna"));
  CHECK(effects<Cancel>(journey) == std::vector<Cancel>{{"overdue.council"}, {"remind.council"}});
}

TEST_CASE("a reminder is an action, and once it is overdue others may act as well") {
  const auto chart =
      council("candidates='$facts/members/person'",
              "<w:deadline within='P10WD' calendar='martial-law' escalate='head'><w:remind before='P3WD'/></w:deadline>");
  Journey journey(chart, by("anna").members({"anna"}));
  const auto head = Facts().by("head", {"head"}).at("2026-11-19T22:00:00.000Z").members({"anna"});
  CHECK(journey.rule_against("approve", head) == "workflow.role");
  journey.on("remind.council", by("system").at("2026-11-15T22:00:00.000Z"));
  CHECK(effects<Action>(journey) == std::vector<Action>{{"remind", {{"task", "council"}, {"last_day", "2026-11-19"}}}});
  journey.on("overdue.council", by("system").at("2026-11-18T22:00:00.000Z"));
  CHECK_FALSE(task(journey).is_overdue);  // a timer of an earlier opening
  CHECK(journey.step().effects.empty());
  journey.on("overdue.council", by("system").at("2026-11-19T22:00:00.000Z"));
  CHECK(task(journey).is_overdue);
  CHECK(effects<Action>(journey) == std::vector<Action>{{"escalate", {{"task", "council"}, {"roles", "head"}}}});
  CHECK(journey.on("approve", head).in("approved"));
}

TEST_CASE("a timer that comes when nobody waits is a no-op") {
  const auto chart = tests::definition_of("<state id='a'><w:task id='t' role='r'>" + labels +
                                          "<w:deadline within='P1D' calendar='martial-law'/></w:task>"
                                          "<transition event='e' w:task='t' target='b'/></state><state id='b'/>");
  Journey journey(chart, by("anna"));
  journey.on("e", by("anna").by("anna", {"r"}));
  const auto before = journey.instance().to_bytes();
  journey.on("overdue.t", by("system"));
  CHECK(journey.instance().to_bytes() == before);
  CHECK(journey.step().effects.empty());
}

TEST_CASE("a transition on the deadline is taken when it is there") {
  const auto chart =
      tests::definition_of("<state id='a'><w:task id='t' role='r'>" + labels +
                           "<w:deadline within='P1D' calendar='martial-law'/></w:task>"
                           "<transition event='e' w:task='t' target='b'/>"
                           "<transition event='overdue.t' target='late'/></state><state id='b'/><state id='late'/>");
  CHECK(Journey(chart, by("anna")).on("overdue.t", by("system").at("2026-11-09T22:00:00.000Z")).in("late"));
}

TEST_CASE("a deadline that cannot be counted refuses the step") {
  const auto chart = council("", "<w:deadline within='P10WD' calendar='lunar'/>");
  StepOptions options;
  options.calendars = &tests::calendars();
  const auto refused = start(chart, by("anna"), options);
  REQUIRE(refused.refused());
  CHECK(refused.refusal().message.key == "workflow.no_calendar");
  CHECK(start(council("", "<w:deadline within='P1D' calendar='peace'/>"), Facts()).refused());
}

TEST_CASE("open tasks survive storage") {
  const auto chart = council("quorum='2' candidates='$facts/members/person' manage='clerk'",
                             "<w:deadline within='P10WD' calendar='martial-law'/>");
  Journey journey(chart, by("Ґалаґан").members({"Ґалаґан", "olha"}));
  journey.on("approve", by("Ґалаґан").members({"Ґалаґан", "olha"}).on_behalf_of("olha"));
  journey.on("add.council", by("boss").by("boss", {"clerk"}).about("ivan"));
  const auto stored = Instance::from_bytes(chart, journey.instance().to_bytes());
  CHECK(stored.tasks() == journey.instance().tasks());
  CHECK(stored.to_bytes() == journey.instance().to_bytes());
  auto json = journey.instance().to_json();
  json["tasks"][0]["id"] = "other";
  CHECK(tests::key_of([&] { static_cast<void>(Instance::from_json(chart, json)); }) == "workflow.bad_instance");
}

TEST_CASE("what is wrong in a task is found with its line") {
  const auto problem = [](const std::string& attributes, const std::string& inner = "") {
    try {
      static_cast<void>(council(attributes, inner));
    } catch (const BrokenChart& broken) {
      return broken.problems().front().message.key;
    }
    return std::string();
  };
  CHECK(problem("quorum='3 of 2'") == "workflow.bad_value");
  CHECK(problem("quorum='many'") == "workflow.bad_value");
  CHECK(problem("quorum='all'") == "workflow.missing_attribute");
  CHECK(problem("order='sequence'") == "workflow.missing_attribute");
  CHECK(problem("claim='allowed' quorum='2'") == "workflow.exclusive_attributes");
  CHECK(problem("claim='maybe'") == "workflow.bad_value");
  CHECK(problem("exclude='nobody'") == "workflow.bad_value");
  CHECK(problem("", "<w:deadline within='10 days' calendar='peace'/>") == "workflow.bad_value");
  CHECK(problem("", "<w:deadline within='P1D'/>") == "workflow.missing_attribute");
  CHECK(tests::fault_of([] {
          static_cast<void>(tests::definition_of("<state id='a'><transition event='e' w:task='t' target='a'/></state>"));
        }) == Fault::input);
}
