#include "text/local_time.h"

#include <catch2/catch.hpp>

#include <string>

using namespace chancery;

namespace {

std::string shown(const char* moment) {
  const auto clock = text::wall_clock(*Timestamp::parse(moment));
  return clock.day + " " + clock.time;
}

}  // namespace

TEST_CASE("a clock in Kyiv is two hours ahead in winter and three in summer") {
  CHECK(shown("2026-01-15T08:30:59.999Z") == "2026-01-15 10:30");
  CHECK(shown("2026-07-15T08:30:00.000Z") == "2026-07-15 11:30");
}

TEST_CASE("the day in Kyiv begins before the day in UTC") {
  CHECK(shown("2026-11-21T21:59:59.999Z") == "2026-11-21 23:59");
  CHECK(shown("2026-11-21T22:00:00.000Z") == "2026-11-22 00:00");
  CHECK(shown("2026-12-31T23:30:00.000Z") == "2027-01-01 01:30");
}

TEST_CASE("summer time begins and ends at one o’clock UTC on the last Sundays of March and October") {
  CHECK(shown("2026-03-29T00:59:00.000Z") == "2026-03-29 02:59");
  CHECK(shown("2026-03-29T01:00:00.000Z") == "2026-03-29 04:00");
  CHECK(shown("2026-10-25T00:59:00.000Z") == "2026-10-25 03:59");
  CHECK(shown("2026-10-25T01:00:00.000Z") == "2026-10-25 03:00");
}
