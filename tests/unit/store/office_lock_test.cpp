#include "store/office_lock.h"

#include "support/fault_and_key.h"
#include "support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <utility>

using namespace chancery;
using namespace chancery::store;

TEST_CASE("one holder of the office lock at a time") {
  const TemporaryFolder folder;
  {
    const auto held = OfficeLock::try_take(folder / "lock");
    REQUIRE(held);
    CHECK_FALSE(OfficeLock::try_take(folder / "lock"));
  }
  CHECK(OfficeLock::try_take(folder / "lock"));
}

TEST_CASE("a lock that was moved is held by its new place alone") {
  const TemporaryFolder folder;
  auto first = OfficeLock::try_take(folder / "lock");
  {
    const OfficeLock second = *std::move(first);
    CHECK_FALSE(OfficeLock::try_take(folder / "lock"));
  }
  CHECK(OfficeLock::try_take(folder / "lock"));
}

TEST_CASE("a lock file that cannot be made is a matter for the machine") {
  CHECK(fault_and_key([] { static_cast<void>(OfficeLock::try_take("/nowhere/lock")); }) ==
        fault(Fault::environment, "store.lock_failed"));
}
