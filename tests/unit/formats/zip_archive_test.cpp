#include "formats/zip_archive.h"

#include "formats/zip_writer.h"
#include "support/errors.h"
#include "support/zip_builder.h"

#include <catch2/catch.hpp>

#include <functional>

using namespace chancery;
using namespace chancery::formats;
using chancery::tests::key_of;
using chancery::tests::ZipBuilder;
using chancery::tests::ZipPiece;

namespace {

const Bytes long_text(5000, 'x');

ZipArchive read(Bytes bytes, const ZipLimits& limits = {}) {
  return ZipArchive::read(Blob(std::move(bytes)), "test.zip", limits);
}

/// All contents too: a lie may show only when an entry is unpacked.
std::string key_of_reading(const Bytes& bytes, const ZipLimits& limits = {}) {
  return key_of([&] {
    const auto archive = read(bytes, limits);
    for (const ZipEntry& entry : archive.entries()) (void)archive.content(entry);
  });
}

std::string key_of_piece(ZipPiece piece) {
  return key_of_reading(ZipBuilder().add(ZipBuilder::stored("a", "1")).add(std::move(piece)).bytes());
}

ZipPiece changed(ZipPiece piece, const std::function<void(ZipPiece&)>& change) {
  change(piece);
  return piece;
}

std::vector<std::pair<std::string, Bytes>> contents(const ZipArchive& archive) {
  std::vector<std::pair<std::string, Bytes>> result;
  for (const ZipEntry& entry : archive.entries()) result.emplace_back(entry.name, archive.content(entry));
  return result;
}

Bytes block(std::uint16_t id, const Bytes& content) {
  Bytes bytes;
  zip::append_16(bytes, id);
  zip::append_16(bytes, static_cast<std::uint16_t>(content.size()));
  return bytes + content;
}

Bytes small_archive() {
  return ZipBuilder()
      .add(ZipBuilder::stored("mimetype", "application/vnd.etsi.asic-e+zip"))
      .add(ZipBuilder::deflated("тексти/Ґ.txt", long_text))
      .add(ZipBuilder::described("c.xml", "<c/>"))
      .bytes();
}

}  // namespace

TEST_CASE("stored, deflated and described entries are read in the order of the directory") {
  const auto archive = read(small_archive());
  const std::vector<std::pair<std::string, Bytes>> expected{
      {"mimetype", "application/vnd.etsi.asic-e+zip"}, {"тексти/Ґ.txt", long_text}, {"c.xml", "<c/>"}};
  CHECK(contents(archive) == expected);
  CHECK(archive.entries()[0].compression == Compression::stored);
  CHECK(archive.entries()[1].compression == Compression::deflated);
  CHECK(archive.packed(archive.entries()[0]) == "application/vnd.etsi.asic-e+zip");
  CHECK(archive.find("none") == nullptr);
  CHECK(archive.find("c.xml") == &archive.entries()[2]);
  CHECK(archive.place() == "test.zip");
  CHECK(archive.central_directory().starts_with(zip::central_signature));
}

TEST_CASE("an archive without entries is an archive, and a comment is shown") {
  CHECK(read(ZipBuilder().bytes()).entries().empty());
  CHECK(read(ZipBuilder().comment("mimetype=Їжак").bytes()).comment() == "mimetype=Їжак");
  CHECK(read(ZipBuilder().bytes()).comment().empty());
}

TEST_CASE("a descriptor is read with and without its signature") {
  CHECK(key_of_reading(ZipBuilder().add(ZipBuilder::described("a", "1", true)).bytes()).empty());
  CHECK(key_of_reading(ZipBuilder().add(ZipBuilder::described("a", "1", false)).bytes()).empty());
}

TEST_CASE("a descriptor that disagrees with the directory is refused") {
  const auto lie = changed(ZipBuilder::described("b", "1"), [](ZipPiece& piece) { piece.descriptor.back() = 9; });
  CHECK(key_of_piece(lie) == "formats.zip_descriptor");
  CHECK(key_of_piece(changed(lie, [](ZipPiece& piece) { piece.descriptor.clear(); })) == "formats.zip_descriptor");
  CHECK(key_of_piece(changed(ZipBuilder::described("b", "1"), [](ZipPiece& piece) { piece.local.size = 1; })) ==
        "formats.zip_header_differs");
}

TEST_CASE("a local header that disagrees with the directory is refused with the field's name") {
  using Change = std::function<void(zip::SharedFields&)>;
  const std::vector<std::pair<std::string, Change>> lies{
      {"version needed to extract", [](auto& fields) { fields.version_needed = 10; }},
      {"general purpose bit flag", [](auto& fields) { fields.flags = zip::flag::utf8; }},
      {"compression method", [](auto& fields) { fields.method = 0; }},
      {"last mod file time", [](auto& fields) { fields.time = 1; }},
      {"last mod file date", [](auto& fields) { fields.date = 1; }},
      {"crc-32", [](auto& fields) { fields.crc32 += 1; }},
      {"compressed size", [](auto& fields) { fields.packed_size += 1; }},
      {"uncompressed size", [](auto& fields) { fields.size += 1; }},
  };
  for (const auto& [field, change] : lies) {
    ZipPiece piece = ZipBuilder::deflated("b", long_text);
    change(piece.local);
    const auto message = tests::message_of([&] { (void)read(ZipBuilder().add(piece).bytes()); });
    REQUIRE(message);
    const Message expected{"formats.zip_header_differs", {{"place", "test.zip"}, {"entry", "b"}, {"field", field}}};
    CHECK(*message == expected);
  }
  CHECK(key_of_piece(changed(ZipBuilder::stored("b", "1"), [](ZipPiece& piece) { piece.local_name = "c"; })) ==
        "formats.zip_header_differs");
}

TEST_CASE("names that could lead anywhere else are refused") {
  for (const std::string name : {"",
                                 "/etc/passwd",
                                 "../a",
                                 "a/../b",
                                 "a/..",
                                 ".",
                                 "a/.",
                                 "./a",
                                 "a//b",
                                 "/",
                                 "//",
                                 "a\\b",
                                 "C:a",
                                 "C:/a",
                                 "a\nb",
                                 "a\x7f",
                                 "\xff",
                                 "\xc0\xaf",
                                 "\xed\xa0\x80",
                                 "a\xe2\x80\xae"
                                 "fdp.exe",
                                 "a\xc2\x85"}) {
    INFO(name);
    CHECK(key_of_piece(ZipBuilder::stored(name, name.ends_with('/') ? "" : "1")) == "formats.zip_name");
  }
  CHECK(key_of_piece(ZipBuilder::stored(std::string("b\0c", 3), "1")) == "formats.zip_name");
}

TEST_CASE("names with dots, spaces and letters of any script are read") {
  for (const std::string name : {"b", "..b", "b..", "b/...", "ґ/є/і/ї’.xml", "b c", "[Content_Types].xml", "𝔸.txt"}) {
    INFO(name);
    CHECK(key_of_piece(ZipBuilder::stored(name, "1")).empty());
  }
}

TEST_CASE("two names that a file system could take for one are refused") {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"a.xml", "a.xml"}, {"a.xml", "A.XML"}, {"Ґанок", "ґанок"}, {"ЇЖАК", "їжак"}, {"ПЛАН", "план"}, {"a", "a/"}, {"É", "é"}};
  for (const auto& [first, second] : pairs) {
    INFO(first << ' ' << second);
    const auto piece = second.ends_with('/') ? ZipBuilder::stored(second, "") : ZipBuilder::stored(second, "2");
    CHECK(key_of_reading(ZipBuilder().add(ZipBuilder::stored(first, "1")).add(piece).bytes()) == "formats.zip_name_twice");
  }
  CHECK(key_of_reading(ZipBuilder().add(ZipBuilder::stored("і", "1")).add(ZipBuilder::stored("ї", "2")).bytes()).empty());
}

TEST_CASE("a folder has no content") {
  CHECK(key_of_piece(ZipBuilder::stored("word/", "")).empty());
  CHECK(key_of_piece(ZipBuilder::stored("word/", "1")) == "formats.zip_folder");
}

TEST_CASE("what this reader does not understand is refused by name") {
  const auto with_flags = [](std::uint16_t flags) {
    return key_of_piece(
        changed(ZipBuilder::stored("b", "1"), [&](ZipPiece& piece) { piece.local.flags = piece.central.flags = flags; }));
  };
  CHECK(with_flags(1) == "formats.zip_encrypted");
  CHECK(with_flags(1U << 5U) == "formats.zip_flags");
  CHECK(with_flags(1U << 13U) == "formats.zip_flags");
  CHECK(with_flags(1U << 11U).empty());
  for (const std::uint16_t method : std::initializer_list<std::uint16_t>{1, 6, 9, 12, 14, 93, 99}) {
    const auto piece = changed(ZipBuilder::stored("b", "1"), [&](ZipPiece& it) { it.local.method = it.central.method = method; });
    CHECK(key_of_piece(piece) == "formats.zip_method");
  }
}

TEST_CASE("ZIP64 and files in volumes are refused") {
  using Change = std::function<void(ZipPiece&)>;
  const std::vector<Change> changes{[](ZipPiece& piece) { piece.central.size = zip::absent_32; },
                                    [](ZipPiece& piece) { piece.central.packed_size = zip::absent_32; },
                                    [](ZipPiece& piece) { piece.shift = 0xFFFFFFFF - 32; }};
  for (const Change& change : changes) CHECK(key_of_piece(changed(ZipBuilder::stored("b", "1"), change)) == "formats.zip_zip64");
  CHECK(key_of_piece(changed(ZipBuilder::stored("b", "1"), [](ZipPiece& piece) { piece.disk = 1; })) == "formats.zip_disks");

  const auto patched = [](std::size_t offset, std::uint16_t value) {
    Bytes bytes = small_archive();
    Bytes written;
    zip::append_16(written, value);
    return bytes.replace(bytes.size() - zip::end_size + offset, 2, written);
  };
  CHECK(key_of_reading(patched(4, 1)) == "formats.zip_disks");
  CHECK(key_of_reading(patched(6, 1)) == "formats.zip_disks");
  CHECK(key_of_reading(patched(8, 2)) == "formats.zip_disks");
  CHECK(key_of_reading(patched(10, zip::absent_16)) == "formats.zip_zip64");
  const Bytes locator = Bytes(zip::zip64_locator_signature) + Bytes(zip::zip64_locator_size - 4, '\0');
  Bytes located = ZipBuilder().bytes();
  CHECK(key_of_reading(located.insert(0, locator)) == "formats.zip_zip64");
}

TEST_CASE("an extra field that would give a second size or name, or that is cut, is refused; others are passed over") {
  const auto with_extra = [](const Bytes& local, const Bytes& central) {
    return key_of_piece(changed(ZipBuilder::stored("b", "1"), [&](ZipPiece& piece) {
      piece.local_extra = local;
      piece.central_extra = central;
    }));
  };
  CHECK(with_extra(block(0xA220, Bytes(40, '\0')), "").empty());
  CHECK(with_extra(block(0x5455, "12345") + block(0x7875, ""), block(0x5455, "1")).empty());
  for (const std::uint16_t id : std::initializer_list<std::uint16_t>{0x0001, 0x7075}) {
    CHECK(with_extra(block(id, "12345678"), "") == "formats.zip_extra");
    CHECK(with_extra("", block(id, "12345678")) == "formats.zip_extra");
  }
  CHECK(with_extra(block(0x5455, "123").substr(0, 5), "") == "formats.zip_extra");
  CHECK(with_extra("abc", "") == "formats.zip_extra");
}

TEST_CASE("bytes that belong to no entry, or to two, are refused") {
  CHECK(key_of_piece(changed(ZipBuilder::stored("b", "1"), [](ZipPiece& piece) { piece.before = "?"; })) == "formats.zip_gap");
  CHECK(key_of_piece(changed(ZipBuilder::stored("b", "1"), [](ZipPiece& piece) { piece.descriptor = "?"; })) ==
        "formats.zip_gap");
  CHECK(key_of_reading("MZ" + small_archive()) == "formats.zip_directory");
  const auto first = ZipBuilder::stored("a", "1");
  const auto same = changed(ZipBuilder::stored("b", "1"), [](ZipPiece& piece) { piece.shift = -32; });
  CHECK(key_of_reading(ZipBuilder().add(first).add(same).bytes()) == "formats.zip_overlap");
  const auto longer = changed(ZipBuilder::stored("b", "1"), [](ZipPiece& piece) {
    piece.local.packed_size = piece.central.packed_size = piece.local.size = piece.central.size = 50;
  });
  CHECK(key_of_piece(longer) == "formats.zip_overlap");
}

TEST_CASE("a file with a second end record, a wrong count or a wrong size of the directory is refused") {
  CHECK(key_of_reading(ZipBuilder().comment(ZipBuilder().bytes()).bytes()) == "formats.zip_two_ends");
  CHECK(key_of_reading(ZipBuilder().comment(Bytes(zip::end_signature)).bytes()) == "formats.zip_two_ends");
  CHECK(key_of_reading(small_archive() + "x") == "formats.zip_no_end");
  CHECK(key_of_reading("") == "formats.zip_no_end");
  Bytes fewer = small_archive();
  fewer[fewer.size() - zip::end_size + 8] = fewer[fewer.size() - zip::end_size + 10] = 2;
  CHECK(key_of_reading(fewer) == "formats.zip_directory");
  Bytes more = fewer;
  more[more.size() - zip::end_size + 8] = more[more.size() - zip::end_size + 10] = 4;
  CHECK(key_of_reading(more) == "formats.zip_directory");
}

TEST_CASE("content that does not match its size or checksum is refused when it is unpacked") {
  const auto both = [](ZipPiece piece, const std::function<void(zip::SharedFields&)>& change) {
    change(piece.local);
    change(piece.central);
    return piece;
  };
  CHECK(key_of_piece(both(ZipBuilder::stored("b", "1"), [](auto& fields) { fields.crc32 += 1; })) == "formats.zip_crc");
  CHECK(key_of_piece(both(ZipBuilder::deflated("b", long_text), [](auto& fields) { fields.crc32 += 1; })) == "formats.zip_crc");
  CHECK(key_of_piece(both(ZipBuilder::deflated("b", long_text), [](auto& fields) { fields.size -= 1; })) ==
        "formats.zip_inflate");
  CHECK(key_of_piece(both(ZipBuilder::deflated("b", long_text), [](auto& fields) { fields.size += 1; })) ==
        "formats.zip_inflate");
  CHECK(key_of_piece(both(ZipBuilder::stored("b", "1"), [](auto& fields) { fields.size = 2; })) == "formats.zip_header_differs");
  const auto trailing = changed(ZipBuilder::deflated("b", long_text), [](ZipPiece& piece) {
    piece.packed += "?";
    piece.local.packed_size = piece.central.packed_size += 1;
  });
  CHECK(key_of_piece(trailing) == "formats.zip_inflate");
  const auto noise = changed(ZipBuilder::deflated("b", long_text), [](ZipPiece& piece) { piece.packed[0] = '\xff'; });
  CHECK(key_of_piece(noise) == "formats.zip_inflate");
}

TEST_CASE("an empty entry may be stored or deflated") {
  CHECK(key_of_piece(ZipBuilder::stored("b", "")).empty());
  CHECK(key_of_piece(ZipBuilder::deflated("b", "")).empty());
}

TEST_CASE("every limit is kept, and the message names the limit and what was found") {
  const Bytes bytes = small_archive();
  CHECK(key_of_reading(bytes, {.package = bytes.size() - 1}) == "formats.zip_package");
  CHECK(key_of_reading(bytes, {.entries = 2}) == "formats.zip_entries");
  CHECK(key_of_reading(bytes, {.entry = 4999}) == "formats.zip_entry_size");
  CHECK(key_of_reading(bytes, {.total = 5034}) == "formats.zip_total");
  CHECK(key_of_reading(bytes, {.package = bytes.size(), .entries = 3, .entry = 5000, .total = 5035}).empty());
  const auto message = tests::message_of([&] { (void)read(bytes, {.entries = 2}); });
  const Message expected{"formats.zip_entries", {{"place", "test.zip"}, {"limit", std::int64_t{2}}, {"found", std::int64_t{3}}}};
  CHECK(message == expected);
}

TEST_CASE("a bomb is refused before anything is unpacked, a small entry may be packed well") {
  const auto bomb = ZipBuilder().add(ZipBuilder::deflated("bomb", Bytes(1'000'001, '\0'))).bytes();
  CHECK(key_of([&] { (void)read(bomb); }) == "formats.zip_ratio");
  const auto small = ZipBuilder().add(ZipBuilder::deflated("small", Bytes(1'000'000, '\0'))).bytes();
  CHECK(key_of_reading(small).empty());
}

TEST_CASE("an entry that states a small size is never unpacked beyond it") {
  const auto lie = changed(ZipBuilder::deflated("b", Bytes(6'000'000, '\0')),
                           [](ZipPiece& piece) { piece.local.size = piece.central.size = 10; });
  CHECK(key_of_piece(lie) == "formats.zip_inflate");
}

TEST_CASE("a hundred thousand entries are refused by their number") {
  ZipBuilder builder;
  for (int i = 0; i < 60'000; ++i) builder.add(ZipBuilder::stored(std::to_string(i), ""));
  CHECK(key_of_reading(builder.bytes()) == "formats.zip_entries");
}

TEST_CASE("an archive cut at any byte is refused") {
  const Bytes bytes = small_archive();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    INFO(size);
    CHECK_FALSE(key_of_reading(bytes.substr(0, size)).empty());
  }
}

TEST_CASE("a flip of any bit is refused, or changes no name and no content") {
  const Bytes bytes = small_archive();
  const auto expected = contents(read(bytes));
  for (std::size_t at = 0; at < bytes.size() * 8; ++at) {
    Bytes flipped = bytes;
    flipped[at / 8] = static_cast<char>(flipped[at / 8] ^ (1 << (at % 8)));
    if (!key_of_reading(flipped).empty()) continue;
    INFO("byte " << at / 8 << " bit " << at % 8);
    CHECK(contents(read(flipped)) == expected);
  }
}
