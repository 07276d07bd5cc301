#include "formats/docx_inspection.h"
#include "formats/json.h"
#include "formats/zip_writer.h"
#include "support/schema.h"
#include "support/suites.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;

namespace {

const std::filesystem::path templates = std::filesystem::path(CHANCERY_SOURCE) / "templates";

DocxPackage memorandum() {
  return DocxPackage::read(Blob(tests::content_of(templates / "memorandum_of_understanding.docx")),
                           "memorandum_of_understanding.docx");
}

}  // namespace

TEST_CASE("every WordprocessingML part of the memorandum template validates against ECMA-376") {
  const auto folder = tests::find_suite("../schemas/wordprocessingml");
  if (!folder) return;
  const tests::Schema schema(*folder / "wml.xsd");
  REQUIRE(schema.is_sound());
  const auto package = memorandum();
  int parts = 0;
  for (const ZipEntry& entry : package.archive().entries()) {
    if (!package.content_types().of(entry.name).starts_with("application/vnd.openxmlformats-officedocument.wordprocessingml."))
      continue;
    INFO(entry.name);
    CHECK(schema.errors_in(package.part(entry.name)) == "");
    ++parts;
  }
  CHECK(parts == 9);
}

TEST_CASE("content types and relationships of the memorandum template validate against the packaging schemas") {
  const auto folder = tests::find_suite("../schemas/wordprocessingml/opc-xsd");
  if (!folder) return;
  const auto package = memorandum();
  CHECK(tests::Schema(*folder / "opc-contentTypes.xsd").errors_in(package.part("[Content_Types].xml")) == "");
  const tests::Schema relationships(*folder / "opc-relationships.xsd");
  CHECK(relationships.errors_in(package.part("_rels/.rels")) == "");
  CHECK(relationships.errors_in(package.part("word/_rels/document.xml.rels")) == "");
}

TEST_CASE("the memorandum template holds nothing that a freeze refuses and has our metadata") {
  CHECK(inspect(memorandum()).empty());
  CHECK(has_exact_metadata(memorandum().archive()));
}

TEST_CASE("every demonstration memorandum says that it is a specimen and has a text in both languages") {
  int documents = 0;
  for (const auto& file : std::filesystem::directory_iterator(templates / "demonstration")) {
    INFO(file.path());
    const Json data = parse_json(tests::content_of(file.path()), file.path().filename().string());
    if (!data.contains("register_kind")) continue;
    CHECK(data.at("specimen") == true);
    CHECK(data.at("parties").size() == 2);
    for (const auto* field : {"title", "purpose", "place", "financing", "legal_nature", "start"}) {
      CHECK_FALSE(data.at(field).at("uk").get<std::string>().empty());
      CHECK_FALSE(data.at(field).at("en").get<std::string>().empty());
    }
    CHECK_FALSE(data.contains("doc_no"));
    CHECK_FALSE(data.contains("doc_date"));
    ++documents;
  }
  CHECK(documents == 5);
}
