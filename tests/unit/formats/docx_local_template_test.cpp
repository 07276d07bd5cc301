#include "formats/docx_local_template.h"

#include "formats/docx_inspection.h"
#include "support/docx_builder.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;
using tests::DocxBuilder;

namespace {

DocxPackage attached_to(const char* target) {
  return DocxBuilder()
      .paragraph("Ґ")
      .settings("<w:zoom w:percent=\"100\"/><w:attachedTemplate r:id=\"rId1\"/><w:mirrorMargins/>")
      .entry(
          "word/_rels/settings1.xml.rels",
          std::string("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
                      "Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate\" "
                      "Target=\"") +
              target + "\" TargetMode=\"External\"/></Relationships>")
      .package();
}

}  // namespace

TEST_CASE("the link to a template on the author’s disk is taken out, and nothing else") {
  const auto package = without_local_template(attached_to("file:///C:\\Users\\olena\\Normal.dotm"));
  REQUIRE(package);
  CHECK(inspect(*package).empty());
  CHECK(package->part("word/settings1.xml").find("attachedTemplate") == Bytes::npos);
  CHECK(package->part("word/settings1.xml").find("<w:zoom w:percent=\"100\"/><w:mirrorMargins/>") != Bytes::npos);
  CHECK(package->part("word/document.xml") == attached_to("x").part("word/document.xml"));
}

TEST_CASE("a template on a server stays, to be refused by name, and a document without one is left alone") {
  CHECK_FALSE(without_local_template(attached_to("https://example.org/a.dotm")));
  CHECK_FALSE(without_local_template(DocxBuilder().paragraph("Ґ").package()));
}
