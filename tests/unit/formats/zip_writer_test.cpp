#include "formats/zip_writer.h"

#include "support/errors.h"
#include "support/zip_builder.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;
using chancery::tests::key_of;
using chancery::tests::ZipBuilder;

namespace {

ZipArchive read(Bytes bytes) {
  return ZipArchive::read(Blob(std::move(bytes)), "test.zip");
}

Bytes container() {
  ZipWriter writer;
  writer.add("mimetype", "application/vnd.etsi.asic-e+zip", Compression::stored);
  writer.add("Ґанок/Їжак’.txt", std::string(5000, 'x') + "Є");
  writer.add("empty", "");
  return writer.finish();
}

}  // namespace

TEST_CASE("a written archive is read back with the same names, order and contents") {
  const auto archive = read(container());
  REQUIRE(archive.entries().size() == 3);
  CHECK(archive.entries()[0].name == "mimetype");
  CHECK(archive.content(archive.entries()[0]) == "application/vnd.etsi.asic-e+zip");
  CHECK(archive.content(*archive.find("Ґанок/Їжак’.txt")) == std::string(5000, 'x') + "Є");
  CHECK(archive.content(*archive.find("empty")).empty());
}

TEST_CASE("the same entries give the same bytes, with the first day of ZIP, no extra field and UTF-8 said only where needed") {
  CHECK(container() == container());
  const Bytes bytes = container();
  const auto first = zip::read_shared(bytes, 4);
  CHECK(first.version_needed == 20);
  CHECK(first.flags == 0);
  CHECK(first.time == 0);
  CHECK(first.date == 0x21);
  CHECK(first.extra_length == 0);
  const auto archive = read(bytes);
  CHECK(zip::read_shared(bytes, archive.entries()[1].header_offset + 4).flags == zip::flag::utf8);
}

TEST_CASE("the mimetype of a container stands at byte 38, as ASiC asks") {
  CHECK(container().substr(30, 39) == "mimetypeapplication/vnd.etsi.asic-e+zip");
}

TEST_CASE("appending keeps every byte before the old directory") {
  const auto before = read(container());
  auto writer = ZipWriter::appending_to(before);
  writer.add("META-INF/signature001.p7s", "Є", Compression::stored);
  const auto after = read(writer.finish());
  const auto kept = before.central_directory_offset();
  CHECK(after.bytes().bytes().substr(0, kept) == before.bytes().bytes().substr(0, kept));
  REQUIRE(after.entries().size() == 4);
  CHECK(after.entries()[3].header_offset == kept);
  CHECK(after.content(after.entries()[1]) == before.content(before.entries()[1]));
  CHECK(has_exact_metadata(after));
}

TEST_CASE("appending to a foreign archive keeps its records as they were") {
  auto piece = ZipBuilder::described("foreign", "1");
  piece.central.time = piece.local.time = 77;
  const auto before = read(ZipBuilder().add(piece).comment("gone").bytes());
  auto writer = ZipWriter::appending_to(before);
  writer.add("own", "2");
  const auto after = read(writer.finish());
  CHECK(after.central_directory().starts_with(before.central_directory()));
  CHECK(after.comment().empty());
  CHECK_FALSE(has_exact_metadata(after));
}

TEST_CASE("copying takes the packed bytes as they are and makes the metadata exact") {
  auto piece = ZipBuilder::described("foreign", std::string(3000, 'y'));
  piece.central.time = piece.local.time = 77;
  const auto source = read(ZipBuilder().add(piece).bytes());
  CHECK_FALSE(has_exact_metadata(source));
  ZipWriter writer;
  writer.copy(source, source.entries()[0]);
  const auto copy = read(writer.finish());
  CHECK(copy.packed(copy.entries()[0]) == source.packed(source.entries()[0]));
  CHECK(copy.content(copy.entries()[0]) == source.content(source.entries()[0]));
  CHECK(has_exact_metadata(copy));
}

TEST_CASE("a name that the reader would refuse is not written, and none is written twice") {
  ZipWriter writer;
  writer.add("План", "1");
  CHECK(key_of([&] { writer.add("../a", ""); }) == "formats.zip_written_name");
  CHECK(key_of([&] { writer.add("", ""); }) == "formats.zip_written_name");
  CHECK(key_of([&] { writer.add("план", "2"); }) == "formats.zip_written_twice");
  CHECK(key_of([&] { writer.add("план/", ""); }) == "formats.zip_written_twice");
  CHECK(key_of([&] { writer.add(std::string(70'000, 'n'), ""); }) == "formats.zip_full");
  CHECK(tests::fault_of([&] { writer.add("", ""); }) == Fault::input);
  const auto archive = read(writer.finish());
  CHECK(archive.entries().size() == 1);
}

TEST_CASE("a writer that has ended begins a new archive") {
  ZipWriter writer;
  writer.add("a", "1");
  (void)writer.finish();
  writer.add("a", "2");
  const auto archive = read(writer.finish());
  CHECK(archive.content(archive.entries()[0]) == "2");
}

TEST_CASE("a moved writer goes on where it was") {
  ZipWriter first;
  first.add("a", std::string(100, 'a'));
  ZipWriter second = std::move(first);
  second.add("b", std::string(100, 'b'));
  ZipWriter third;
  third = std::move(second);
  CHECK(read(third.finish()).entries().size() == 2);
}
