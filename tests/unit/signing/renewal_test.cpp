#include "signing/renewal.h"

#include "formats/zip_archive.h"
#include "signing/container.h"
#include "support/signed_container.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

constexpr auto ninety_days = std::chrono::hours(24 * 90);

Timestamp day(const char* date) {
  return *Timestamp::parse(std::string(date) + "T12:00:00.000Z");
}

struct Scene {
  TestAuthority root{"Корінь"};
  TestAuthority authority = root.issue_authority("Надавач", {.to = day("2060-01-01")});
  TestSigner signer = authority.issue();
  TestTimeServer server{authority, {.to = day("2030-01-01")}};
  Bytes plain = with_signature(unsigned_container(), signer, authority);

  [[nodiscard]] Bytes stamped() const {
    const auto order = prepare_archive_time_stamp(formats::ZipArchive::read(Blob(plain), "c"));
    return add_time_stamp(plain, order, server.stamp(order.listing, {.time = day("2026-12-01")}));
  }
  [[nodiscard]] std::string due(const Bytes& container, const char* date) const {
    const Report report = verify(Blob(container), "c", trust_in(authority), day(date));
    const auto list = list_due(report, day(date), ninety_days);
    return list.empty() ? "" : explain(list.front()).key + " " + (list.front().until ? list.front().until->date() : "");
  }
};

}  // namespace

TEST_CASE("a signature without a time stamp waits for one, until its certificate ends") {
  const Scene scene;
  CHECK(scene.due(scene.plain, "2026-11-22") == "signing.due_time_stamp 2028-01-01");
  CHECK(scene.due(scene.plain, "2028-02-01") == "signing.due_lapsed 2028-01-01");
}

TEST_CASE("a time stamp is renewed before its server's certificate ends") {
  const Scene scene;
  const Bytes stamped = scene.stamped();
  CHECK(scene.due(stamped, "2027-01-01").empty());
  CHECK(scene.due(stamped, "2029-11-01") == "signing.due_renewal 2030-01-01");
}
