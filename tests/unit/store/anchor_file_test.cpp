#include "store/anchor_file.h"

#include "support/fault_and_key.h"
#include "support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

using namespace chancery;
using namespace chancery::store;

namespace {

const Timestamp noon = *Timestamp::parse("2026-11-21T12:00:00.000Z");

Anchor anchor(std::int64_t size) {
  return {size, sha256(std::to_string(size))};
}

std::string content_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("a new office has no anchor; each release replaces the last one") {
  const TemporaryFolder folder;
  CHECK_FALSE(AnchorFile(folder / "anchor").last());
  for (std::int64_t size = 1; size <= 5; ++size) {
    AnchorFile(folder / "anchor").release(anchor(size), noon);
    CHECK(AnchorFile(folder / "anchor").last() == anchor(size));
  }
}

TEST_CASE("many releases in one second are all there afterwards") {
  const TemporaryFolder folder;
  AnchorFile file(folder / "anchor");
  for (std::int64_t size = 1; size <= 100; ++size) file.release(anchor(size), noon.plus(std::chrono::milliseconds(size)));
  file.sync();
  CHECK(AnchorFile(folder / "anchor").last() == anchor(100));
}

TEST_CASE("a torn write of the anchor leaves the one before it") {
  const TemporaryFolder folder;
  {
    AnchorFile file(folder / "anchor");
    file.release(anchor(1), noon);
    file.release(anchor(2), noon);
  }
  const std::string whole = content_of(folder / "anchor");
  const std::size_t middle = whole.size() / 2;
  for (std::size_t cut = middle + 1; cut < whole.size(); ++cut) {
    { std::ofstream(folder / "anchor") << whole.substr(0, cut); }
    REQUIRE(AnchorFile(folder / "anchor").last() == anchor(1));
  }
  AnchorFile file(folder / "anchor");
  file.release(anchor(3), noon);
  CHECK(AnchorFile(folder / "anchor").last() == anchor(3));
}

TEST_CASE("any changed byte of the only entry is noticed") {
  const TemporaryFolder folder;
  AnchorFile(folder / "anchor").release(anchor(7), noon);
  const std::string whole = content_of(folder / "anchor");
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    { std::ofstream(folder / "anchor") << changed; }
    REQUIRE(fault_and_key([&] { AnchorFile(folder / "anchor"); }) == fault(Fault::environment, "store.anchor_damaged"));
  }
}

TEST_CASE("an anchor that cannot be opened is a matter for the machine") {
  CHECK(fault_and_key([] { AnchorFile("/nowhere/anchor"); }) == fault(Fault::environment, "store.anchor_failed"));
}

TEST_CASE("a full disk under the anchor is reported, not passed over") {
  if (!std::filesystem::exists("/dev/full")) return;
  CHECK(fault_and_key([] { AnchorFile("/dev/full").release(anchor(1), noon); }).has_value());
}
