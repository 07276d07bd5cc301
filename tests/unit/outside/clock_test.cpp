#include "outside/clock.h"

#include <catch2/catch.hpp>

using namespace chancery;

TEST_CASE("the clock shows a time after this program was written") {
  CHECK(outside::now() > *Timestamp::parse("2024-01-01T00:00:00.000Z"));
}
