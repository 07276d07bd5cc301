#include "signing/container.h"

#include "support/errors.h"
#include "support/signed_container.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

formats::ZipArchive open(const Bytes& container) {
  return formats::ZipArchive::read(Blob(container), "container");
}

SlotNumber slot(unsigned number) {
  return *SlotNumber::from(number);
}

}  // namespace

TEST_CASE("a new container begins with its type and its manifest, nothing deflated") {
  const auto archive = open(unsigned_container());
  REQUIRE(archive.entries().size() == 4);
  CHECK(archive.entries()[0].name == "mimetype");
  CHECK(archive.content(archive.entries()[0]) == "application/vnd.etsi.asic-e+zip");
  CHECK(archive.bytes().bytes().substr(30, 8) == "mimetype");
  CHECK(archive.bytes().bytes().substr(38, 31) == "application/vnd.etsi.asic-e+zip");
  CHECK(archive.entries()[1].name == "manifest.json");
  for (const auto& entry : archive.entries()) CHECK(entry.compression == formats::Compression::stored);
  CHECK(unsigned_container() == unsigned_container());
}

TEST_CASE("a container does not take two files of one name") {
  CHECK(fault_of([] {
          static_cast<void>(create_container("{}", {{"a", "text/plain", ""}, {"A", "text/plain", ""}}));
        }) == Fault::input);
  CHECK(fault_of([] { static_cast<void>(create_container("{}", {{"../a", "text/plain", ""}})); }) == Fault::input);
}

TEST_CASE("the signed list is the manifest and every data file with type and hash") {
  const auto files = signed_files("{}", {{"a.pdf", "application/pdf", "%PDF"}});
  REQUIRE(files.size() == 2);
  CHECK(files[0] == SignedFile{"manifest.json", "application/json", sha256("{}")});
  CHECK(files[1] == SignedFile{"a.pdf", "application/pdf", sha256("%PDF")});
}

TEST_CASE("adding a signature keeps every byte before the old directory") {
  const Bytes before = unsigned_container();
  const Bytes after = add_signature(before, slot(3), "<xml/>", "p7s");
  CHECK(after.starts_with(BytesView(before).substr(0, open(before).central_directory_offset())));
  const auto slots = list_slots(open(after));
  REQUIRE(slots.size() == 1);
  CHECK(slots[0].number == slot(3));
  CHECK(slots[0].kind == SlotKind::signature);
}

TEST_CASE("a slot is taken once; gaps are allowed") {
  Bytes container = add_signature(unsigned_container(), slot(9), "<xml/>", "p7s");
  CHECK(fault_of([&] { static_cast<void>(add_signature(container, slot(9), "<xml/>", "p7s")); }) == Fault::conflict);
  CHECK(key_of([&] { static_cast<void>(add_signature(container, slot(9), "<xml/>", "p7s")); }) == "signing.slot_taken");
  container = add_signature(container, slot(2), "<xml/>", "p7s");
  const auto slots = list_slots(open(container));
  REQUIRE(slots.size() == 2);
  CHECK(slots[0].number == slot(2));
  CHECK(slots[1].number == slot(9));
}

TEST_CASE("a damaged container takes no signature") {
  CHECK(fault_of([] { static_cast<void>(add_signature("not a container", slot(1), "", "")); }) == Fault::input);
}
