#include "base/salt.h"

#include <catch2/catch.hpp>

#include <type_traits>

using namespace chancery;

static_assert(!std::is_default_constructible_v<Salt>, "a salt of zeros would blind nothing");

TEST_CASE("a salt is 32 bytes, neither more nor fewer") {
  const Salt salt = Salt::from_bytes(Bytes(32, '\x5a')).value();
  CHECK(salt.hex().size() == 64);
  CHECK(Salt::parse(salt.hex()) == salt);
  CHECK(salt.view() == Bytes(32, '\x5a'));
  CHECK_FALSE(Salt::from_bytes(Bytes(31, 'a')));
  CHECK_FALSE(Salt::from_bytes(Bytes(33, 'a')));
  CHECK_FALSE(Salt::parse(""));
  CHECK_FALSE(Salt::parse(salt.hex().substr(1)));
  CHECK_FALSE(Salt::parse(std::string(64, 'A')));
}
