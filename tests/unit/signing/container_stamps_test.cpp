#include "signing/container_stamps.h"

#include "formats/zip_archive.h"
#include "formats/zip_writer.h"
#include "signing/container.h"
#include "signing/time_stamp_listing.h"
#include "support/effort.h"
#include "support/errors.h"
#include "support/signed_container.h"
#include "support/test_revocation.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;
using formats::ZipArchive;

namespace {

const Timestamp far = *Timestamp::parse("2060-01-01T00:00:00.000Z");

Timestamp day(const char* date) {
  return *Timestamp::parse(std::string(date) + "T12:00:00.000Z");
}

ZipArchive opened(const Bytes& container) {
  return ZipArchive::read(Blob(container), "container.asice");
}

SlotNumber slot(unsigned number) {
  return *SlotNumber::from(number);
}

/// An office whose signers' certificates last two years, with two time servers of which the first one ends in 2030.
struct Scene {
  TestAuthority root{"Корінь"};
  TestAuthority authority = root.issue_authority("Надавач", {.to = far});
  TestSigner signer = authority.issue();
  TestTimeServer first{authority, {.to = *Timestamp::parse("2030-01-01T00:00:00.000Z")}};
  TestTimeServer second{authority, {.name = "Другий сервер часу", .to = *Timestamp::parse("2040-01-01T00:00:00.000Z")}};
  TrustMaterial trust{formats::TrustAnchors({authority.certificate()})};

  Bytes signed_container = with_signature(unsigned_container(), signer, authority);
  [[nodiscard]] Bytes stamped() const {
    const Bytes& plain = signed_container;
    const TimeStampOrder order = prepare_time_stamp(opened(plain), slot(1), slot(2));
    return add_time_stamp(plain, order, first.stamp(order.listing, {.time = day("2026-11-22")}));
  }
  [[nodiscard]] static Bytes archived(const Bytes& container, const TestTimeServer& server, const char* date) {
    const TimeStampOrder order = prepare_archive_time_stamp(opened(container));
    return add_time_stamp(container, order, server.stamp(order.listing, {.time = day(date)}));
  }
  [[nodiscard]] Report judge(const Bytes& container, const char* date) const {
    return Verifier(trust, day(date)).verify(Blob(container), "container.asice");
  }
};

std::string answer_of(const Report& report) {
  return std::string(name_of(report.verdict)) + " " + std::string(name_of(report.sub));
}

}  // namespace

TEST_CASE("a later time stamp proves the signature after its certificate has expired, until the server's expires") {
  const Scene scene;
  const Bytes container = scene.stamped();
  CHECK(container.starts_with(scene.signed_container.substr(0, opened(scene.signed_container).central_directory_offset())));
  const Report report = scene.judge(container, "2029-06-01");
  for (const Note& note : report.notes) INFO(to_log(note.message));
  CHECK(answer_of(report) == "TOTAL-PASSED ");
  CHECK(report.ours);
  CHECK(report.signatures[0].proven_time == day("2026-11-22"));
  REQUIRE(report.stamps.size() == 1);
  CHECK(report.stamps[0].first == "META-INF/timestamp002.tst");
  CHECK(answer_of(scene.judge(scene.signed_container, "2029-06-01")) == "INDETERMINATE OUT_OF_BOUNDS_NO_POE");
  CHECK(answer_of(scene.judge(container, "2031-06-01")) == "INDETERMINATE OUT_OF_BOUNDS_NO_POE");
}

TEST_CASE("renewed in time, the proof outlives every time server") {
  const Scene scene;
  const Bytes once = Scene::archived(scene.stamped(), scene.first, "2026-12-01");
  CHECK(answer_of(scene.judge(once, "2029-06-01")) == "TOTAL-PASSED ");
  const Bytes renewed = Scene::archived(once, scene.second, "2029-12-01");
  CHECK(opened(renewed).find("META-INF/ASiCArchiveManifest001.xml") != nullptr);
  CHECK(opened(renewed).find("META-INF/ASiCArchiveManifest.xml") != nullptr);
  const Report report = scene.judge(renewed, "2035-06-01");
  for (const Note& note : report.notes) INFO(to_log(note.message));
  CHECK(answer_of(report) == "TOTAL-PASSED ");
  CHECK(report.stamps.size() == 3);
  CHECK(report.signatures[0].proven_time == day("2026-11-22"));
  CHECK(answer_of(scene.judge(once, "2035-06-01")) == "INDETERMINATE OUT_OF_BOUNDS_NO_POE");
  CHECK(answer_of(scene.judge(renewed, "2041-06-01")) == "INDETERMINATE OUT_OF_BOUNDS_NO_POE");
}

TEST_CASE("renewed too late, it proves nothing") {
  const Scene scene;
  const Bytes late = Scene::archived(scene.stamped(), scene.second, "2031-12-01");
  CHECK(answer_of(scene.judge(late, "2035-06-01")) == "INDETERMINATE OUT_OF_BOUNDS_NO_POE");
}

TEST_CASE("a renewal changes no content, and only the name of the listing before it") {
  const Scene scene;
  const Bytes once = Scene::archived(scene.stamped(), scene.first, "2026-12-01");
  const auto before = opened(once);
  const auto after = opened(Scene::archived(once, scene.second, "2029-12-01"));
  REQUIRE(after.entries().size() == before.entries().size() + 2);
  for (std::size_t at = 0; at < before.entries().size(); ++at) {
    const auto& old = before.entries()[at];
    const auto& now = after.entries()[at];
    const bool listing = old.name == newest_archive_listing_path;
    CHECK(now.name == (listing ? "META-INF/ASiCArchiveManifest001.xml" : old.name));
    CHECK(after.content(now) == before.content(old));
  }
}

TEST_CASE("a token over something else, for a taken slot or for a container that moved on is refused") {
  const Scene scene;
  const Bytes& plain = scene.signed_container;
  const TimeStampOrder order = prepare_time_stamp(opened(plain), slot(1), slot(2));
  CHECK(key_of([&] { static_cast<void>(add_time_stamp(plain, order, scene.first.stamp("other"))); }) ==
        "signing.token_over_other");
  const Bytes stamped = scene.stamped();
  CHECK(fault_of([&] { static_cast<void>(add_time_stamp(stamped, order, scene.first.stamp(order.listing))); }) ==
        Fault::conflict);
  CHECK(fault_of([&] { static_cast<void>(prepare_time_stamp(opened(stamped), slot(1), slot(2))); }) == Fault::conflict);
  CHECK(fault_of([&] { static_cast<void>(prepare_time_stamp(opened(plain), slot(7), slot(8))); }) == Fault::absent);
  const TimeStampOrder archive = prepare_archive_time_stamp(opened(plain));
  CHECK(fault_of([&] { static_cast<void>(add_time_stamp(stamped, archive, scene.first.stamp(archive.listing))); }) ==
        Fault::conflict);
}

TEST_CASE("a signature that is added after a long-term stamp stands beside it") {
  const Scene scene;
  const Bytes archived = Scene::archived(scene.stamped(), scene.first, "2026-12-01");
  const Bytes more = with_signature(archived, scene.authority.issue({.name = "Другий"}), scene.authority, 3);
  CHECK(answer_of(scene.judge(more, "2026-12-02")) == "TOTAL-PASSED ");
  CHECK(scene.judge(more, "2026-12-02").signatures.size() == 2);
}

TEST_CASE("no byte of a container with time stamps can be changed") {
  const Scene scene;
  const Bytes good = Scene::archived(Scene::archived(scene.stamped(), scene.first, "2026-12-01"), scene.second, "2029-12-01");
  Verifier verifier(scene.trust, day("2029-12-02"));
  REQUIRE(verifier.verify(Blob(good), "c").verdict == Indication::total_passed);
  const std::size_t stride = tests::effort() > 1 ? 1 : 23;
  for (std::size_t at = 0; at < good.size(); at += stride) {
    Bytes flipped = good;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
    INFO(at);
    try {
      CHECK(verifier.verify(Blob(flipped), "c").verdict != Indication::total_passed);
    } catch (const Error& error) {
      CHECK(error.fault() == Fault::input);
    }
  }
}

TEST_CASE("the same with the package repaired around the changed byte") {
  const Scene scene;
  const Bytes good = Scene::archived(scene.stamped(), scene.first, "2026-12-01");
  const auto archive = opened(good);
  Verifier verifier(scene.trust, day("2026-12-02"));
  const std::size_t stride = tests::effort() > 1 ? 1 : 37;
  for (const formats::ZipEntry& changed : archive.entries()) {
    const Bytes content = archive.content(changed);
    for (std::size_t at = 0; at < content.size(); at += stride) {
      formats::ZipWriter writer;
      for (const formats::ZipEntry& entry : archive.entries()) {
        Bytes bytes = archive.content(entry);
        if (entry.name == changed.name) bytes[at] = static_cast<char>(bytes[at] ^ (1 << (at % 8)));
        writer.add(entry.name, bytes, entry.compression);
      }
      INFO(changed.name << " " << at);
      try {
        CHECK(verifier.verify(Blob(writer.finish()), "c").verdict != Indication::total_passed);
      } catch (const Error& error) {
        CHECK(error.fault() == Fault::input);
      }
    }
  }
}
