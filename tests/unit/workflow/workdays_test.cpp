#include "workflow/workdays.h"

#include "support/charts.h"
#include "support/errors.h"
#include "workflow/explain.h"
#include "workflow/offer.h"
#include "workflow/prove.h"
#include "workflow/simulate.h"

#include <catch2/catch.hpp>

#include <string>

using namespace chancery;
using namespace chancery::workflow;
using tests::Facts;
using tests::Journey;

namespace {

double between(const std::string& from, const std::string& until, const std::string& calendar = "martial-law") {
  return count_workdays(from, until, &tests::calendars().at(calendar), calendar);
}

std::string refused(const std::string& from, const std::string& until) {
  return tests::key_of([&] { static_cast<void>(between(from, until)); });
}

std::string answers_within(const std::string& days) {
  return "<state id='waiting'><transition event='answer' w:role='clerk' target='answered' "
         "cond=\"w:workdays($facts/payload/from, $facts/time) &lt;= " +
         days +
         "\"><w:label xml:lang='uk'>Відповісти</w:label><w:label xml:lang='en'>Answer</w:label></transition></state>"
         "<final id='answered'/>";
}

Json asked(const std::string& from, const std::string& time) {
  Json facts = Facts().by("anna", {"clerk"}).at(time);
  facts["payload"]["from"] = from;
  return facts;
}

std::string problem_in(const std::string& content, const std::string& attributes = "") {
  try {
    static_cast<void>(tests::definition_of(content, attributes));
  } catch (const BrokenChart& broken) {
    return broken.problems().front().message.key;
  }
  return "";
}

}  // namespace

TEST_CASE("working days leave out the weekend and the second day") {
  CHECK(between("2026-11-05", "2026-11-06") == 1);  // Thursday
  CHECK(between("2026-11-06", "2026-11-09") == 1);  // Friday to Monday
  CHECK(between("2026-11-07", "2026-11-09") == 0);  // the weekend alone
  CHECK(between("2026-11-02", "2026-11-16") == 10);
}

TEST_CASE("in peace working days leave out public holidays and those that moved") {
  CHECK(between("2026-08-20", "2026-08-27", "peace") == 4);  // Independence Day is a Monday
  CHECK(between("2026-08-20", "2026-08-27") == 5);           // and a working day under martial law
  CHECK(between("2026-03-06", "2026-03-11", "peace") == 2);  // 8 March is a Sunday: Monday is free
  CHECK(between("2026-04-10", "2026-04-15", "peace") == 2);  // the Monday after Easter
}

TEST_CASE("there are no working days until the same or an earlier day") {
  CHECK(between("2026-11-09", "2026-11-09") == 0);
  CHECK(between("2026-11-16", "2026-11-02") == 0);
}

TEST_CASE("a moment is the day that it has where the calendar is") {
  // Sunday 22:30 in London is Monday in Kyiv.
  CHECK(between("2026-11-08T22:30:00.000Z", "2026-11-10") == 1);
  CHECK(between("2026-11-08T21:30:00.000Z", "2026-11-09") == 0);
}

TEST_CASE("what is no day is not counted, nor is a day that no period covers, nor without a calendar") {
  for (const auto* bad : {"", "2026-13-01", "2026-02-30", "2026-11-5", "2026-11-05T", "2026-11-05Tx", "tomorrow"}) {
    INFO(bad);
    CHECK(refused(bad, "2026-11-09") == "workflow.bad_day");
    CHECK(refused("2026-11-02", bad) == "workflow.bad_day");
  }
  CHECK(refused("2026-11-02", "9998-01-01") == "workflow.bad_day");
  CHECK(refused("2010-01-04", "2010-01-08") == "workflow.day_not_covered");
  CHECK(tests::key_of([] { static_cast<void>(count_workdays("2026-11-02", "2026-11-09", nullptr, "x")); }) ==
        "workflow.no_calendar_of_chart");
}

TEST_CASE("a guard over working days lets the act through while they last, and refuses it for a date that is none") {
  Journey journey(tests::definition_of(answers_within("4"), "w:calendar='peace'"),
                  asked("2026-08-20", "2026-08-20T08:00:00.000Z"));
  CHECK(journey.rule_against("answer", asked("2026-08-20", "2026-08-28T08:00:00.000Z")) == "workflow.guard");
  CHECK_FALSE(journey.rule_against("answer", asked("not a day", "2026-08-27T08:00:00.000Z")).empty());
  CHECK(journey.on("answer", asked("2026-08-20", "2026-08-27T08:00:00.000Z")).in("answered"));
}

TEST_CASE("offers and explanations count by the same calendar as the step") {
  const std::string content =
      "<state id='waiting'><transition event='answer' w:role='clerk' target='answered' "
      "cond=\"w:workdays('2026-08-20', $facts/time) &lt;= 4\"><w:label xml:lang='uk'>Відповісти</w:label>"
      "<w:label xml:lang='en'>Answer</w:label></transition></state><final id='answered'/>";
  const auto facts = asked("", "2026-08-27T08:00:00.000Z");
  for (const auto* calendar : {"peace", "martial-law"}) {
    INFO(calendar);
    const auto definition = tests::definition_of(content, std::string("w:calendar='") + calendar + "'");
    const Journey journey(definition, facts);
    const bool is_open = std::string(calendar) == "peace";
    CHECK(journey.rule_against("answer", facts).empty() == is_open);
    CHECK(offers(definition, journey.instance(), facts, &tests::calendars()).front().refusal.has_value() != is_open);
    CHECK(explain(definition, journey.instance(), facts, "en", &tests::calendars()).front().against.empty() == is_open);
  }
}

TEST_CASE("a chart counts by the calendar that it names, or by the one of all its deadlines") {
  const auto task = [](const std::string& id, const std::string& calendar) {
    return "<w:task id='" + id + "' role='clerk'><w:label xml:lang='uk'>З</w:label><w:label xml:lang='en'>T</w:label>" +
           "<w:deadline within='P5WD' calendar='" + calendar + "'/></w:task>";
  };
  const auto state = [&](const std::string& tasks) {
    return "<state id='a'>" + tasks + "<transition cond=\"w:workdays('2026-11-02', $facts/time) > 3\" target='b'/></state>" +
           "<final id='b'/>";
  };
  CHECK(problem_in(state("")) == "workflow.calendar_unclear");
  CHECK(problem_in(state(task("x", "peace") + task("y", "martial-law"))) == "workflow.calendar_unclear");
  CHECK(problem_in(state(""), "w:calendar='peace'").empty());
  CHECK(tests::definition_of(state(task("x", "peace"))).chart().calendar == "peace");
  CHECK(calendars_of(tests::definition_of(state(task("x", "peace")), "w:calendar='martial-law'")) ==
        std::set<std::string>{"martial-law", "peace"});
}

TEST_CASE("the prover supposes a count of working days both ways") {
  const auto proof = prove(tests::definition_of(
      "<w:label xml:lang='uk'>Ч</w:label><w:label xml:lang='en'>C</w:label><w:verify at='late' never='true()'/>"
      "<state id='waiting'><w:label xml:lang='uk'>Ч</w:label><w:label xml:lang='en'>W</w:label>"
      "<transition event='go' w:role='clerk' cond=\"w:workdays('2026-11-02', $facts/time) > 3\" target='late'>"
      "<w:label xml:lang='uk'>Далі</w:label><w:label xml:lang='en'>Go</w:label></transition>"
      "<transition event='go' w:role='clerk' target='done'><w:label xml:lang='uk'>Далі</w:label>"
      "<w:label xml:lang='en'>Go</w:label></transition></state>"
      "<final id='late'><w:label xml:lang='uk'>П</w:label><w:label xml:lang='en'>L</w:label></final>"
      "<final id='done'><w:label xml:lang='uk'>Г</w:label><w:label xml:lang='en'>D</w:label></final>",
      "name='x' w:calendar='martial-law'"));
  REQUIRE(proof.findings.size() == 1);  // both `late` and `done` are in reach
  CHECK(proof.findings.front().configuration == std::vector<std::string>{"late"});
  CHECK(proof.complete);
}

TEST_CASE("simulate counts working days while its clock runs") {
  SimulationOptions options;
  options.facts = {{"time", "2026-11-06T08:00:00.000Z"}};  // a Friday
  options.calendars = tests::calendars();
  options.timeout = std::chrono::hours(24 * 10);
  const auto records = simulate(
      tests::definition_of("<state id='a'><onentry><send event='tick' delay='96h'/></onentry>"
                           "<transition event='tick' cond=\"w:workdays('2026-11-06', $facts/time) = 2\" target='b'/></state>"
                           "<final id='b'/>",
                           "w:calendar='martial-law'"),
      {}, options);
  CHECK(records.back().configuration == std::vector<std::string>{"b"});  // Tuesday: Friday and Monday
}
