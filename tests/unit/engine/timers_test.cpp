#include "store/timers.h"

#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using document::Role;
using engine::Command;
using formats::Json;
using tests::TestOffice;
using namespace std::chrono_literals;

namespace {

/// In legal review since Tuesday 3 February: a task of five working days, with a reminder one working day before the last.
DocumentId in_review(TestOffice& test) {
  Command command = TestOffice::new_memorandum();
  command.data["workflow"] = "memorandum-region";
  const auto id = test.done(test.clerk(), command).document;
  (void)test.done(test.clerk(), test.event(id, "submit"));
  return id;
}

Json task_of(TestOffice& test, const engine::Caller& reader, const DocumentId& id) {
  return test.office().document(reader, id).at("tasks").at(0);
}

std::size_t times(TestOffice& test, const DocumentId& id, const std::string& event) {
  const Json history = test.office().history(test.clerk(), id);
  return static_cast<std::size_t>(
      std::count_if(history.begin(), history.end(), [&](const Json& step) { return step.at("event") == event; }));
}

std::size_t timers_of(TestOffice& test, const DocumentId& id, const std::string& event) {
  std::vector<store::WaitingTimer> waiting;
  test.office().read([&](store::Database& database) { waiting = store::Timers(database).of(id); });
  return static_cast<std::size_t>(
      std::count_if(waiting.begin(), waiting.end(), [&](const store::WaitingTimer& one) { return one.timer.event == event; }));
}

std::string rule_of(TestOffice& test, const engine::Caller& caller, const Command& command) {
  const auto outcome = test.office().perform(caller, command);
  return outcome.refused() ? outcome.refusal().rule : "";
}

}  // namespace

TEST_CASE("a task with a deadline says its last day by the calendar, and is late once it is over") {
  TestOffice test;
  const auto id = in_review(test);
  const Json before = task_of(test, test.clerk(), id);
  CHECK(before.at("id") == "review");
  CHECK(before.at("last_day") == "2026-02-10");
  CHECK(before.at("due") == "2026-02-10T22:00:00.000Z");  // midnight in Kyiv
  CHECK(before.at("late") == false);
  test.wait(7 * 24h + 18h);
  CHECK(task_of(test, test.clerk(), id).at("late") == true);
  const Json rows = test.office().work_list(test.lawyer(), {{"pile", "mine"}}).at("rows");
  REQUIRE(rows.size() == 1);
  CHECK(rows.at(0).at("deadline").at("late") == true);
}

TEST_CASE("timers fire once, in their order, also those that came due while the office was closed") {
  TestOffice test;
  const auto id = in_review(test);
  CHECK(test.office().fire_due().empty());
  CHECK(times(test, id, "remind.review") == 0);
  test.close();
  test.wait(8 * 24h);
  test.open();
  CHECK(test.office().fire_due().empty());
  CHECK(times(test, id, "remind.review") == 1);
  CHECK(times(test, id, "overdue.review") == 1);
  const auto revision = test.show(id).at("revision");
  CHECK(test.office().fire_due().empty());
  CHECK(test.show(id).at("revision") == revision);
  const Json last = test.office().history(test.clerk(), id).back();
  CHECK(last.at("event") == "overdue.review");
  CHECK(last.at("role") == "system");
  CHECK_FALSE(last.at("who_names").at("uk").get<std::string>().empty());
}

TEST_CASE("what a timer did is judged again from the leaves and found lawful") {
  TestOffice test;
  const auto id = in_review(test);
  test.wait(8 * 24h);
  (void)test.office().fire_due();
  (void)test.done(test.lawyer(), test.over(id, "approve", "source"));
  const auto report = test.office().scrub(test.as(Role::auditor));
  REQUIRE_FALSE(report.refused());
  INFO(report.value().dump());
  CHECK(report.value().at("result") == "OK");
  CHECK(report.value().at("findings").empty());
}

TEST_CASE("a task that is done takes its timers with it") {
  TestOffice test;
  const auto id = in_review(test);
  CHECK(timers_of(test, id, "overdue.review") == 1);
  (void)test.done(test.lawyer(), test.over(id, "approve", "source"));
  CHECK(timers_of(test, id, "overdue.review") == 0);
  CHECK(timers_of(test, id, "overdue.ask_mfa") == 1);
  test.wait(8 * 24h);
  (void)test.office().fire_due();
  CHECK(times(test, id, "overdue.review") == 0);
}

TEST_CASE("nobody brings a timer forward") {
  TestOffice test;
  const auto id = in_review(test);
  CHECK(rule_of(test, test.clerk(), test.event(id, "overdue.review")) == "workflow.no_such_event");
  CHECK(rule_of(test, test.lawyer(), test.event(id, "remind.review")) == "workflow.no_such_event");
  test.wait(8 * 24h);
  CHECK(rule_of(test, test.clerk(), test.event(id, "overdue.review")) == "workflow.no_such_event");
}

TEST_CASE("a timer that the chart has no use for changes nothing and is not tried again") {
  TestOffice test;
  const auto id = in_review(test);
  test.office().write([&](store::Database& database) {
    store::Timers(database).put(id, {"stray", "stray", test.office().now()});
  });
  const auto size = test.ledger_size();
  const auto dropped = test.office().fire_due();
  REQUIRE(dropped.size() == 1);
  CHECK(dropped.front().find("timer=stray rule=workflow.no_such_event") != std::string::npos);
  CHECK(test.office().fire_due().empty());
  CHECK(test.ledger_size() == size);
}

TEST_CASE("a task is claimed by one person, handed over, and done by the other alone") {
  TestOffice test;
  const auto id = in_review(test);
  const auto other = test.as(Role::legal_reviewer, "other");
  (void)test.done(test.lawyer(), test.event(id, "claim.review"));
  CHECK(task_of(test, test.lawyer(), id).at("mine") == true);
  CHECK(task_of(test, other, id).at("claimed_by").at("uk") == "legal_reviewer.first Їжак");
  CHECK(rule_of(test, other, test.over(id, "approve", "source")) == "workflow.claim");
  CHECK(rule_of(test, other, test.event(id, "claim.review")) == "workflow.claim");

  Command hand_over = test.event(id, "hand_over.review");
  CHECK(rule_of(test, test.lawyer(), hand_over) == "workflow.person_missing");
  hand_over.data = {{"person", other.person.hex()}};
  CHECK(rule_of(test, other, hand_over) == "workflow.claim");
  (void)test.done(test.lawyer(), hand_over);
  CHECK(task_of(test, other, id).at("mine") == true);
  CHECK(rule_of(test, test.lawyer(), test.over(id, "approve", "source")) == "workflow.claim");
  (void)test.done(other, test.over(id, "approve", "source"));
  CHECK(test.office().scrub(test.as(Role::auditor)).value().at("result") == "OK");
}
