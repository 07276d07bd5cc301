#include "outside/entropy.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::outside;

TEST_CASE("random bytes, secrets, salts and ids have their size and differ") {
  CHECK(random_bytes(0).empty());
  CHECK(random_bytes(33).size() == 33);
  CHECK(random_bytes(16) != random_bytes(16));
  CHECK(random_secret(32).reveal().size() == 32);
  CHECK(random_salt() != random_salt());
  CHECK(random_id<DocumentId>() != random_id<DocumentId>());
}
