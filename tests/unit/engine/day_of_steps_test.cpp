#include "engine/day_of_steps.h"

#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using document::Role;
using formats::Json;
using tests::TestOffice;

TEST_CASE("the steps of today are counted by event, those of earlier days are not") {
  TestOffice test;
  const DocumentId first = test.memorandum();
  const DocumentId second = test.memorandum();
  test.wait(std::chrono::hours(24));
  (void)test.done(test.clerk(), test.event(first, "submit"));
  (void)test.done(test.clerk(), test.event(second, "submit"));
  (void)test.done(test.lawyer(), test.over(first, "approve", "source"));
  const Json day = test.office().steps_of_today(test.as(Role::auditor)).value();
  CHECK(day.at("steps") == 3);
  CHECK(day.at("documents") == 2);
  CHECK(day.at("signed") == 0);
  CHECK(day.at("events") == Json::array({{{"event", "approve"}, {"steps", 1}}, {{"event", "submit"}, {"steps", 2}}}));
  test.wait(std::chrono::hours(24));
  CHECK(test.office().steps_of_today(test.administrator()).value().at("steps") == 0);
}

TEST_CASE("who may not read the ledger is told no numbers of its day") {
  TestOffice test;
  CHECK(test.office().steps_of_today(test.clerk()).refusal().rule == "rights.role");
}
