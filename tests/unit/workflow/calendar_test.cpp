#include "workflow/calendar.h"

#include "support/charts.h"
#include "support/errors.h"
#include "workflow/deadline.h"

#include <catch2/catch.hpp>

#include <string>

using namespace chancery;
using namespace chancery::workflow;

namespace {

Calendar shipped(const std::string& name) {
  const auto file = "calendars/" + name + ".json";
  return Calendar::read(Json::parse(tests::bytes_of_chart(file)), file);
}

Day day(const std::string& text) {
  return *parse_day(text);
}

std::string due_day(const std::string& within, const std::string& calendar, const std::string& begin, bool moves = true) {
  DeadlineRule rule;
  rule.period = *Period::parse(within);
  rule.moves_to_working_day = moves;
  return deadline_of(rule, shipped(calendar), *Timestamp::parse(begin)).last_day;
}

}  // namespace

TEST_CASE("a period is calendar days, working days, hours or minutes, and nothing else") {
  CHECK(Period::parse("P30D")->amount == 30);
  CHECK(Period::parse("P10WD")->unit == Period::Unit::working_days);
  CHECK(Period::parse("P2W")->amount == 14);
  CHECK(Period::parse("PT4H")->amount == 240);
  CHECK(Period::parse("PT30M")->unit == Period::Unit::minutes);
  for (const auto* bad : {"", "P", "PD", "P0D", "P-1D", "P1.5D", "P10", "10D", "P10WDx", "P999999999999D", "PT", "p10d"}) {
    INFO(bad);
    CHECK_FALSE(Period::parse(bad));
  }
}

TEST_CASE("under martial law only Saturday and Sunday are free") {
  const auto calendar = shipped("martial-law");
  CHECK(calendar.is_working(day("2026-08-24")));        // Independence Day, a Monday
  CHECK(calendar.is_working(day("2025-12-25")));        // Christmas, a Thursday
  CHECK_FALSE(calendar.is_working(day("2026-11-21")));  // Saturday
  CHECK_FALSE(calendar.is_working(day("2026-11-22")));  // Sunday
  CHECK(calendar.is_working(day("2026-11-23")));
}

TEST_CASE("in peace public holidays are free, and one at a weekend moves to the next working day") {
  const auto calendar = shipped("peace");
  CHECK_FALSE(calendar.is_working(day("2026-08-24")));
  CHECK_FALSE(calendar.is_working(day("2026-03-09")));  // 8 March is a Sunday
  CHECK(calendar.is_working(day("2026-03-10")));
  CHECK_FALSE(calendar.is_working(day("2026-04-13")));  // the Monday after Easter Sunday, 12 April 2026
  CHECK_FALSE(calendar.is_working(day("2026-06-01")));  // the Monday after Trinity, 31 May 2026
  CHECK_FALSE(calendar.is_working(day("2026-06-29")));  // 28 June is a Sunday
  CHECK_FALSE(calendar.is_working(day("2027-05-03")));  // 1 May is a Saturday, Easter is on Sunday 2 May: Monday and Tuesday
  CHECK_FALSE(calendar.is_working(day("2027-05-04")));
  CHECK(calendar.is_working(day("2027-05-05")));
}

TEST_CASE("a day that no period covers is not guessed") {
  CHECK(tests::key_of([] { static_cast<void>(shipped("martial-law").is_working(day("2010-01-04"))); }) ==
        "workflow.day_not_covered");
}

TEST_CASE("the first day is the one after, and a last day at the weekend moves to Monday") {
  // Thursday 5 November 2026, 10:00 in Kyiv.
  const std::string begin = "2026-11-05T08:00:00.000Z";
  CHECK(due_day("P10D", "martial-law", begin) == "2026-11-16");  // Sunday the 15th moves
  CHECK(due_day("P10D", "martial-law", begin, false) == "2026-11-15");
  CHECK(due_day("P10WD", "martial-law", begin) == "2026-11-19");
  CHECK(due_day("P1WD", "martial-law", begin) == "2026-11-06");
  CHECK(due_day("P2W", "martial-law", begin) == "2026-11-19");
}

TEST_CASE("a day begins and ends where the calendar is, in summer and in winter") {
  const auto calendar = shipped("martial-law");
  CHECK(calendar.begin_of(day("2026-07-01")).text() == "2026-06-30T21:00:00.000Z");
  CHECK(calendar.begin_of(day("2026-12-01")).text() == "2026-11-30T22:00:00.000Z");
  CHECK(calendar.begin_of(day("2026-03-29")).text() == "2026-03-28T22:00:00.000Z");  // summer time begins at 03:00
  CHECK(calendar.begin_of(day("2026-03-30")).text() == "2026-03-29T21:00:00.000Z");
  CHECK(calendar.begin_of(day("2026-10-26")).text() == "2026-10-25T22:00:00.000Z");
  CHECK(text_of(calendar.day_of(*Timestamp::parse("2026-06-30T21:00:00.000Z"))) == "2026-07-01");
  CHECK(text_of(calendar.day_of(*Timestamp::parse("2026-06-30T20:59:59.999Z"))) == "2026-06-30");
  // Begun at 23:30 in Kyiv, still the old day there.
  CHECK(due_day("P1D", "martial-law", "2026-11-03T21:30:00.000Z") == "2026-11-04");
  CHECK(due_day("P1D", "martial-law", "2026-11-03T22:30:00.000Z") == "2026-11-05");
}

TEST_CASE("reminders come at the beginning of working days, and not for what has passed") {
  DeadlineRule rule;
  rule.period = *Period::parse("P10WD");
  rule.reminders = {*Period::parse("P3WD"), *Period::parse("P4D"), *Period::parse("P60D")};
  const auto deadline = deadline_of(rule, shipped("martial-law"), *Timestamp::parse("2026-11-05T08:00:00.000Z"));
  REQUIRE(deadline.last_day == "2026-11-19");
  REQUIRE(deadline.reminders.size() == 2);
  CHECK(deadline.reminders[0].text() == "2026-11-12T22:00:00.000Z");  // 15 November is a Sunday: Friday the 13th
  CHECK(deadline.reminders[1].text() == "2026-11-15T22:00:00.000Z");  // Monday the 16th
  CHECK(deadline.due.text() == "2026-11-19T22:00:00.000Z");
}

TEST_CASE("hours run by the clock") {
  DeadlineRule rule;
  rule.period = *Period::parse("PT4H");
  rule.reminders = {*Period::parse("PT30M")};
  const auto deadline = deadline_of(rule, shipped("martial-law"), *Timestamp::parse("2026-11-07T22:00:00.000Z"));
  CHECK(deadline.due.text() == "2026-11-08T02:00:00.000Z");
  CHECK(deadline.reminders.front().text() == "2026-11-08T01:30:00.000Z");
}

TEST_CASE("working days between two days are counted without the second") {
  const auto calendar = shipped("martial-law");
  CHECK(calendar.working_days(day("2026-11-05"), day("2026-11-05")) == 0);
  CHECK(calendar.working_days(day("2026-11-05"), day("2026-11-09")) == 2);
  CHECK(calendar.working_days(day("2026-11-09"), day("2026-11-05")) == 0);
}

TEST_CASE("a broken calendar is refused with what is wrong in it") {
  const auto what = [](const char* field, const Json& value) {
    auto json = Json::parse(tests::bytes_of_chart("calendars/peace.json"));
    json["periods"][0][field] = value;
    const auto message = tests::message_of([&] { static_cast<void>(Calendar::read(json, "x.json")); });
    return message ? to_log(*message) : std::string();
  };
  CHECK(what("weekend", Json::array({1, 2, 3, 4, 5, 6, 7})) == "workflow.bad_calendar place=x.json what=weekend");
  CHECK(what("holidays", Json::array({"13-01"})) == "workflow.bad_calendar place=x.json what=holidays");
  CHECK(what("from", "2024-02-30") == "workflow.bad_calendar place=x.json what=from, until");
  CHECK(what("easter", Json::array({"x"})) == "workflow.bad_calendar place=x.json what=easter");
  CHECK(tests::key_of([] { static_cast<void>(Calendar::read(Json::array(), "x")); }) == "workflow.bad_calendar");
}
