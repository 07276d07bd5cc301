#include "formats/docx_inspection.h"
#include "support/errors.h"
#include "support/suites.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;

namespace {

DocxPackage read(const std::filesystem::path& file) {
  return DocxPackage::read(Blob(tests::content_of(file)), file.filename().string());
}

std::string key_of_inspecting(const std::filesystem::path& file) {
  return tests::key_of([&] { (void)inspect(read(file)); });
}

}  // namespace

TEST_CASE("the published documents are read, copied to the byte and hold nothing that stops a freeze but what is known") {
  int documents = 0;
  for (const auto* folder : {"docx/templates", "docx/redline"}) {
    const auto suite = tests::find_suite(folder);
    if (!suite) return;
    for (const auto& file : std::filesystem::directory_iterator(*suite)) {
      INFO(file.path());
      const auto package = read(file.path());
      const auto copy = DocxPackage::read(Blob(package.with_parts({})), "copy");
      CHECK(copy.stories() == package.stories());
      for (const ZipEntry& entry : package.archive().entries()) CHECK(copy.part(entry.name) == package.part(entry.name));
      for (const DocxFinding& finding : inspect(package)) {
        const bool known = file.path().filename() == "one-unclosed.docx" && finding.kind == DocxFinding::Kind::ole_object;
        CHECK((known || !finding.stops_freeze()));
      }
      ++documents;
    }
  }
  CHECK(documents == 51);
}

TEST_CASE("hostile documents are refused with a reason, or inspected to the end") {
  const auto suite = tests::find_suite("docx/hostile");
  if (!suite) return;
  CHECK(key_of_inspecting(*suite / "truncated62886.docx") == "formats.zip_no_end");
  CHECK(key_of_inspecting(*suite / "ExternalEntityInText.docx") == "formats.xml_doctype");
  CHECK(key_of_inspecting(*suite / "51921-Word-Crash067.docx").empty());
}
