#include "apps/cli/rounds.h"

#include "store/blobs.h"
#include "store/outbox.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using tests::TestOffice;

TEST_CASE("a served office sends what is due, in its first round already") {
  TestOffice test;
  test.office().write([&](store::Database& database) {
    const Sha256 hash = store::Blobs(database).put("letter", test.office().now());
    store::Outbox(database).put({"1", "mail", R"({"sha256":")" + hash.hex() + R"("})"}, test.office().now());
  });
  const auto folder = test.office().mail_folder();
  CHECK(folder == test.path() / "outgoing");
  { const cli::Rounds rounds(test.office(), folder); }
  CHECK(std::filesystem::exists(folder / "1.eml"));
}

TEST_CASE("a round that fails is logged, and the office goes on") {
  TestOffice test;
  test.office().write([&](store::Database& database) {
    store::Outbox(database).put({"1", "mail", R"({"sha256":")" + std::string(64, '0') + R"("})"}, test.office().now());
  });
  { const cli::Rounds rounds(test.office(), "/proc/no-such-folder"); }
  { const cli::Rounds rounds(test.office(), test.office().mail_folder()); }
  test.office().read([](store::Database& database) {
    CHECK(store::Outbox(database).find("1")->last_failure.has_value());  // the letter itself is not there
  });
}
