#include "formats/content_hash.h"

#include "formats/zip_writer.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;

namespace {

Sha256 hash_of(std::initializer_list<std::pair<const char*, const char*>> entries, Compression compression) {
  ZipWriter writer;
  for (const auto& [name, content] : entries) writer.add(name, content, compression);
  return content_hash(ZipArchive::read(Blob(writer.finish()), "test"));
}

}  // namespace

TEST_CASE("the content hash depends on names and contents, not on packing or order") {
  const auto one = hash_of({{"a", "Ґ"}, {"b", "Їжак"}}, Compression::deflated);
  CHECK(one == hash_of({{"b", "Їжак"}, {"a", "Ґ"}}, Compression::stored));
  CHECK(one == sha256({"chancery.content/1\na\n2\nҐb\n8\nЇжак"}));
  CHECK(one != hash_of({{"a", "Ґ"}, {"b", "Їжаk"}}, Compression::deflated));
  CHECK(one != hash_of({{"a", "Ґ"}, {"c", "Їжак"}}, Compression::deflated));
  CHECK(one != hash_of({{"a", "Ґ"}}, Compression::deflated));
}
