#include "formats/zip_writer.h"

#include "formats/zip_archive.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;

TEST_CASE("a written archive is read back with the same names, order and contents") {
  ZipWriter writer;
  writer.add("mimetype", "application/vnd.etsi.asic-e+zip", Compression::stored);
  writer.add("Ґанок/Їжак’.txt", std::string(5000, 'x') + "Є");
  writer.add("empty", "");
  const auto archive = ZipArchive::read(Blob(writer.finish()), "test");
  REQUIRE(archive.entries().size() == 3);
  CHECK(archive.entries()[0].name == "mimetype");
  CHECK(archive.content(archive.entries()[0]) == "application/vnd.etsi.asic-e+zip");
  CHECK(archive.content(*archive.find("Ґанок/Їжак’.txt")) == std::string(5000, 'x') + "Є");
  CHECK(archive.content(*archive.find("empty")).empty());
  CHECK(has_exact_metadata(archive));
}
