#include "formats/zip_archive.h"

#include "support/errors.h"
#include "support/suites.h"

#include <catch2/catch.hpp>

#include <map>

using namespace chancery;
using namespace chancery::formats;

namespace {

std::string key_of_reading(const std::filesystem::path& file) {
  return tests::key_of([&] {
    const auto archive = ZipArchive::read(Blob(tests::content_of(file)), file.filename().string());
    for (const ZipEntry& entry : archive.entries()) (void)archive.content(entry);
  });
}

}  // namespace

TEST_CASE("of the published ASiC containers the two with a broken ZIP are refused, all others are read") {
  const auto suite = tests::find_suite("asic");
  if (!suite) return;
  const std::map<std::string, std::string> broken{{"i08.asice", "formats.zip_header_differs"}, {"i11.asice", "formats.zip_name"}};
  int containers = 0;
  for (const auto& file : std::filesystem::directory_iterator(*suite)) {
    if (file.path().extension() != ".asice") continue;
    INFO(file.path());
    const auto expected = broken.find(file.path().filename().string());
    CHECK(key_of_reading(file.path()) == (expected == broken.end() ? "" : expected->second));
    ++containers;
  }
  CHECK(containers == 10);
}

TEST_CASE("the comment of a container is shown") {
  const auto suite = tests::find_suite("asic");
  if (!suite) return;
  const auto archive = ZipArchive::read(Blob(tests::content_of(*suite / "v11.asice")), "v11.asice");
  CHECK(archive.comment().starts_with("LIB DigiDoc4j/DEV format: application/vnd.etsi.asic-e+zip"));
}
