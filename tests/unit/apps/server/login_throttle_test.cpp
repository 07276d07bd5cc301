#include "apps/server/login_throttle.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::server;
using namespace std::chrono_literals;

namespace {

const auto morning = *Timestamp::parse("2026-11-21T09:00:00.000Z");

void fail(LoginThrottle& throttle, int times, std::string_view name, std::string_view address, Timestamp at = morning) {
  for (int time = 0; time < times; ++time) throttle.failed(name, address, at);
}

}  // namespace

TEST_CASE("a few failures cost nothing, then each doubles the wait") {
  LoginThrottle throttle;
  fail(throttle, 4, "ївга", "10.0.0.1");
  CHECK(throttle.wait("ївга", "10.0.0.2", morning) == 0ms);
  fail(throttle, 1, "ївга", "10.0.0.1");
  CHECK(throttle.wait("ївга", "10.0.0.2", morning) == 2s);
  fail(throttle, 1, "ївга", "10.0.0.1");
  CHECK(throttle.wait("ївга", "10.0.0.2", morning) == 4s);
  CHECK(throttle.wait("ївга", "10.0.0.2", morning.plus(3s)) == 1s);
  CHECK(throttle.wait("ївга", "10.0.0.2", morning.plus(4s)) == 0ms);
}

TEST_CASE("nobody is locked out for good") {
  LoginThrottle throttle;
  fail(throttle, 1000, "ївга", "10.0.0.1");
  CHECK(throttle.wait("ївга", "10.0.0.2", morning) == 15min);
  CHECK(throttle.wait("ївга", "10.0.0.2", morning.plus(1h + 1ms)) == 0ms);
}

TEST_CASE("one address that tries many names waits too, and others do not") {
  LoginThrottle throttle;
  for (int number = 0; number < 30; ++number) throttle.failed("name" + std::to_string(number), "10.0.0.1", morning);
  CHECK(throttle.wait("another", "10.0.0.1", morning) > 0ms);
  CHECK(throttle.wait("another", "10.0.0.2", morning) == 0ms);
}

TEST_CASE("a log-in forgets the failures of its name") {
  LoginThrottle throttle;
  fail(throttle, 6, "ївга", "10.0.0.1");
  throttle.succeeded("ївга");
  CHECK(throttle.wait("ївга", "10.0.0.1", morning) == 0ms);
}

TEST_CASE("old failures do not count with new ones") {
  LoginThrottle throttle;
  fail(throttle, 4, "ївга", "10.0.0.1");
  fail(throttle, 4, "ївга", "10.0.0.1", morning.plus(2h));
  CHECK(throttle.wait("ївга", "10.0.0.1", morning.plus(2h)) == 0ms);
}

TEST_CASE("a flood of names does not fill the memory") {
  LoginThrottle::Limits limits;
  limits.remembered = 10;
  LoginThrottle throttle(limits);
  for (int number = 0; number < 1000; ++number) throttle.failed("name" + std::to_string(number), "10.0.0.1", morning);
  CHECK(throttle.wait("name0", "10.0.0.9", morning) == 0ms);
}
