#include "signing/time_stamp_listing.h"

#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

SlotNumber number(unsigned value) {
  return *SlotNumber::from(value);
}

std::vector<SignedFile> some_files() {
  return {{"META-INF/signature001.p7s", "application/pkcs7-signature", sha256("p7s")},
          {"manifest.json", "application/json", sha256("m")}};
}

}  // namespace

TEST_CASE("the list of a later time stamp is read as it was written") {
  const auto listing = TimeStampListing::in_slot(number(2), some_files());
  const auto read = TimeStampListing::read(listing.write());
  REQUIRE(read);
  CHECK(read->token_path() == "META-INF/timestamp002.tst");
  CHECK(read->files() == some_files());
  CHECK_FALSE(read->is_archive());
}

TEST_CASE("a long-term list marks the one that it goes on from") {
  auto files = some_files();
  files.push_back({"META-INF/ASiCArchiveManifest001.xml", "text/xml", sha256("a")});
  const Bytes bytes = TimeStampListing::archive(number(2), files).write();
  CHECK(bytes.find("Rootfile=\"true\" URI=\"META-INF/ASiCArchiveManifest001.xml\"") != Bytes::npos);
  const auto read = TimeStampListing::read(bytes);
  REQUIRE(read);
  CHECK(read->generation()->number() == 2);
  CHECK(read->files() == files);
}

TEST_CASE("anything but the exact bytes is no list of ours") {
  const Bytes good = TimeStampListing::in_slot(number(2), some_files()).write();
  for (std::size_t at = 0; at < good.size(); ++at) {
    Bytes flipped = good;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    const auto read = TimeStampListing::read(flipped);
    CHECK((!read || read->write() == flipped));
  }
  CHECK_FALSE(TimeStampListing::read(good + " "));
  CHECK_FALSE(TimeStampListing::read(good.substr(1)));
  CHECK_FALSE(TimeStampListing::read(""));
}

TEST_CASE("no file, a doubled one or an odd path is refused") {
  CHECK(key_of([] { static_cast<void>(TimeStampListing::in_slot(number(1), {})); }) == "signing.no_files");
  CHECK(key_of([] {
          static_cast<void>(TimeStampListing::in_slot(number(1), {{"a", "t/x", sha256("")}, {"A", "t/x", sha256("")}}));
        }) == "signing.path_twice");
  CHECK(key_of([] { static_cast<void>(TimeStampListing::archive(number(1), {{"a b", "t/x", sha256("")}})); }) == "signing.path");
}
