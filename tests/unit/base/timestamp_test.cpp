#include "base/timestamp.h"

#include <catch2/catch.hpp>

using namespace chancery;
using std::chrono::milliseconds;

namespace {

Timestamp at(std::string_view text) {
  return Timestamp::parse(text).value();
}

constexpr std::int64_t day = 86'400'000;

}  // namespace

TEST_CASE("a moment is printed as it was read") {
  for (const char* text : {"1970-01-01T00:00:00.000Z", "2026-11-21T23:59:59.999Z", "1969-12-31T23:59:59.999Z",
                           "0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "2000-02-29T12:00:00.001Z"}) {
    CHECK(at(text).text() == text);
  }
}

TEST_CASE("moments count milliseconds from 1970") {
  CHECK(at("1970-01-01T00:00:00.000Z").milliseconds() == 0);
  CHECK(at("1969-12-31T23:59:59.999Z").milliseconds() == -1);
  CHECK(at("2026-11-21T23:17:05.042Z").milliseconds() == 1'795'303'025'042);
  CHECK(at("0000-01-01T00:00:00.000Z").milliseconds() == -62'167'219'200'000);
  CHECK(at("9999-12-31T23:59:59.999Z").milliseconds() == 253'402'300'799'999);
}

TEST_CASE("a leap day is a day only in a leap year") {
  for (const char* text : {"2024-02-29", "2000-02-29", "0000-02-29", "9996-02-29"}) {
    CAPTURE(text);
    CHECK(Timestamp::parse(std::string(text) + "T00:00:00.000Z"));
  }
  for (const char* text : {"2026-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2026-04-31"}) {
    CAPTURE(text);
    CHECK_FALSE(Timestamp::parse(std::string(text) + "T00:00:00.000Z"));
  }
  CHECK(at("2024-03-01T00:00:00.000Z").milliseconds() - at("2024-02-28T00:00:00.000Z").milliseconds() == 2 * day);
  CHECK(at("2100-03-01T00:00:00.000Z").milliseconds() - at("2100-02-28T00:00:00.000Z").milliseconds() == day);
}

TEST_CASE("no other spelling is a moment") {
  for (const char* text : {"",
                           "2026-11-21",
                           "2026-11-21T23:17:05Z",
                           "2026-11-21T23:17:05.04Z",
                           "2026-11-21T23:17:05.0420Z",
                           "2026-11-21t23:17:05.042Z",
                           "2026-11-21T23:17:05.042z",
                           "2026-11-21 23:17:05.042Z",
                           "2026-11-21T23:17:05.042+00:00",
                           "2026-11-21T23:17:05,042Z",
                           "+026-11-21T23:17:05.042Z",
                           "2026-00-21T23:17:05.042Z",
                           "2026-13-21T23:17:05.042Z",
                           "2026-11-00T23:17:05.042Z",
                           "2026-11-31T23:17:05.042Z",
                           "2026-11-21T24:00:00.000Z",
                           "2026-11-21T23:60:00.000Z",
                           "2026-12-31T23:59:60.000Z",
                           " 2026-11-21T23:17:05.042Z",
                           "2026-11-21T23:17:05.042Z ",
                           "10000-01-01T00:00:00.000Z"}) {
    CAPTURE(text);
    CHECK_FALSE(Timestamp::parse(text));
  }
}

TEST_CASE("years run from 0000 to 9999") {
  CHECK(Timestamp::from_milliseconds(-62'167'219'200'000));
  CHECK_FALSE(Timestamp::from_milliseconds(-62'167'219'200'001));
  CHECK(Timestamp::from_milliseconds(253'402'300'799'999));
  CHECK_FALSE(Timestamp::from_milliseconds(253'402'300'800'000));
}

TEST_CASE("adding stops at the ends of the range, however far it would go") {
  const Timestamp last = at("9999-12-31T23:59:59.999Z");
  const Timestamp first = at("0000-01-01T00:00:00.000Z");
  CHECK(at("2024-02-28T23:59:59.999Z").plus(milliseconds(1)) == at("2024-02-29T00:00:00.000Z"));
  CHECK(at("1970-01-01T00:00:00.000Z").plus(milliseconds(-1)) == at("1969-12-31T23:59:59.999Z"));
  CHECK(last.plus(milliseconds(1)) == last);
  CHECK(first.plus(milliseconds(-1)) == first);
  CHECK(last.plus(milliseconds::max()) == last);
  CHECK(first.plus(milliseconds::max()) == last);
  CHECK(first.plus(milliseconds::min()) == first);
  CHECK(last.plus(milliseconds::min()) == first);
}

TEST_CASE("moments are in the order of time and have a date") {
  CHECK(at("2026-11-21T23:17:05.042Z") < at("2026-11-21T23:17:05.043Z"));
  CHECK(at("0999-12-31T00:00:00.000Z") < at("1000-01-01T00:00:00.000Z"));
  CHECK(at("2026-11-21T23:17:05.042Z").date() == "2026-11-21");
}

TEST_CASE("a day begins at its first moment, and a term that ends where a day begins has the day before as its last") {
  const auto day = Timestamp::parse_day("2026-03-01");
  REQUIRE(day);
  CHECK(day->text() == "2026-03-01T00:00:00.000Z");
  CHECK(day->last_day() == "2026-02-28");
  CHECK(day->plus(std::chrono::milliseconds(1)).last_day() == "2026-03-01");
  for (const char* odd : {"", "2026-02-30", "2026-3-1", "2026-03-01T00:00:00.000Z"}) CHECK_FALSE(Timestamp::parse_day(odd));
}
