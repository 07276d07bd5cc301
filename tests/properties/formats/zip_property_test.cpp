#include "formats/zip_archive.h"
#include "formats/zip_writer.h"
#include "support/effort.h"
#include "support/errors.h"

#include <catch2/catch.hpp>

#include <map>
#include <random>

using namespace chancery;
using namespace chancery::formats;

namespace {

using Contents = std::map<std::string, Bytes>;

/// Archives made from a seed, so that a failure can be repeated.
class ArchiveMaker {
 public:
  explicit ArchiveMaker(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }

  Contents contents() {
    Contents result;
    for (std::size_t count = below(8); count > 0; --count) {
      const std::string number = std::to_string(result.size());  // names stay apart after folding
      result[name() + number + "/" + name()] = content();
    }
    return result;
  }

  Bytes archive(const Contents& contents) {
    ZipWriter writer;
    for (const auto& [name, bytes] : contents)
      writer.add(name, bytes, below(3) == 0 ? Compression::stored : Compression::deflated);
    return writer.finish();
  }

  Bytes flipped(Bytes bytes) {
    const std::size_t at = below(bytes.size() * 8);
    bytes[at / 8] = static_cast<char>(bytes[at / 8] ^ (1 << (at % 8)));
    return bytes;
  }

 private:
  std::string name() {
    static const std::vector<std::string> pieces{"a", "Z", "ґ", "Є", "і", "Ї", "’", " ", "-", "_", "𝔸", "é"};
    std::string result = "n";
    for (std::size_t count = below(6); count > 0; --count) result += pieces[below(pieces.size())];
    return result;
  }
  Bytes content() {
    Bytes bytes(below(3000), '\0');
    const std::size_t variety = 1 + below(256);  // from easily packed to noise
    for (char& byte : bytes) byte = static_cast<char>(static_cast<unsigned char>(below(variety)));
    return bytes;
  }

  std::mt19937 random_;
};

ZipArchive read(Bytes bytes) {
  return ZipArchive::read(Blob(std::move(bytes)), "property.zip");
}

Contents contents_of(const ZipArchive& archive) {
  Contents result;
  for (const ZipEntry& entry : archive.entries()) result[entry.name] = archive.content(entry);
  return result;
}

template <class Law>
void for_many(unsigned cases, Law&& law) {
  for (unsigned seed = 1; seed <= cases * static_cast<unsigned>(tests::effort()); ++seed) {
    INFO("seed " << seed);
    ArchiveMaker maker(seed);
    law(maker);
  }
}

}  // namespace

TEST_CASE("reading gives back what was written") {
  for_many(200, [](ArchiveMaker& maker) {
    const auto contents = maker.contents();
    const auto archive = read(maker.archive(contents));
    CHECK(contents_of(archive) == contents);
    CHECK(has_exact_metadata(archive));
  });
}

TEST_CASE("appending one by one is writing at once") {
  for_many(100, [](ArchiveMaker& maker) {
    const auto contents = maker.contents();
    ZipWriter at_once;
    Bytes grown = ZipWriter().finish();
    for (const auto& [name, bytes] : contents) {
      at_once.add(name, bytes);
      auto writer = ZipWriter::appending_to(read(grown));
      writer.add(name, bytes);
      grown = writer.finish();
    }
    CHECK(grown == at_once.finish());
  });
}

TEST_CASE("a flip of any bit is refused, or leaves every name and content as it was") {
  for_many(100, [](ArchiveMaker& maker) {
    const auto contents = maker.contents();
    const Bytes bytes = maker.archive(contents);
    for (int flips = 0; flips < 50; ++flips) {
      Contents found;
      const auto message = tests::message_of([&] { found = contents_of(read(maker.flipped(bytes))); });
      CHECK((message ? message->key.starts_with("formats.zip_") : found == contents));
    }
  });
}

TEST_CASE("a flip of any bit of an archive that stores its entries is refused, or breaks its exact metadata") {
  for_many(100, [](ArchiveMaker& maker) {
    ZipWriter writer;
    for (const auto& [name, content] : maker.contents()) writer.add(name, content, Compression::stored);
    const Bytes bytes = writer.finish();
    for (int flips = 0; flips < 50; ++flips) {
      bool sound = false;
      (void)tests::message_of([&] {
        const auto archive = read(maker.flipped(bytes));
        (void)contents_of(archive);
        sound = has_exact_metadata(archive);
      });
      CHECK_FALSE(sound);
    }
  });
}

TEST_CASE("any bytes are refused as a ZIP file or read to the end") {
  for_many(500, [](ArchiveMaker& maker) {
    Bytes bytes = maker.archive(maker.contents());
    for (std::size_t changes = 1 + maker.below(6); changes > 0; --changes) {
      bytes[maker.below(bytes.size())] = static_cast<char>(static_cast<unsigned char>(maker.below(256)));
    }
    const auto fault = tests::fault_of([&] { (void)contents_of(read(bytes.substr(0, 1 + maker.below(bytes.size())))); });
    if (fault) CHECK(*fault == Fault::input);
  });
}
