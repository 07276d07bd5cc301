#include "formats/docx_package.h"

#include "support/docx_builder.h"
#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;
using chancery::tests::DocxBuilder;
using chancery::tests::key_of;

namespace {

Blob without(const DocxPackage& package, std::string_view part) {
  ZipWriter writer;
  for (const ZipEntry& entry : package.archive().entries()) {
    if (entry.name != part) writer.copy(package.archive(), entry);
  }
  return Blob(writer.finish());
}

Blob with(const DocxPackage& package, const std::string& part, const Bytes& content) {
  return Blob(package.with_parts({{part, content}}));
}

std::string key_of_reading(const Blob& bytes) {
  return key_of([&] { (void)DocxPackage::read(bytes, "test.docx"); });
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("the stories of a document come in the order in which a rendition reads them") {
  const auto package = DocxBuilder()
                           .comment({"Зауваження"})
                           .header({"Шапка"})
                           .footer({"Низ"})
                           .endnote({"Кінцева"})
                           .footnote({"Виноска"})
                           .header({"Друга"})
                           .paragraph("Текст")
                           .package();
  const std::vector<StoryPart> expected{
      {StoryPart::Kind::document, "word/document.xml"},  {StoryPart::Kind::footnotes, "word/footnotes5.xml"},
      {StoryPart::Kind::endnotes, "word/endnotes4.xml"}, {StoryPart::Kind::footer, "word/footer3.xml"},
      {StoryPart::Kind::header, "word/header2.xml"},     {StoryPart::Kind::header, "word/header6.xml"},
      {StoryPart::Kind::comments, "word/comments1.xml"},
  };
  CHECK(package.stories() == expected);
}

TEST_CASE("a package knows its styles, numbering and settings, or that it has none") {
  const auto full = DocxBuilder().styles("").numbering("").settings("").package();
  CHECK(full.styles_part() == "word/styles1.xml");
  CHECK(full.numbering_part() == "word/numbering2.xml");
  CHECK(full.settings_part() == "word/settings3.xml");
  const auto bare = DocxBuilder().package();
  CHECK_FALSE(bare.styles_part());
  CHECK_FALSE(bare.numbering_part());
  CHECK_FALSE(bare.settings_part());
}

TEST_CASE("replacing a part keeps every other entry and its place, and gives the same bytes twice") {
  const auto package = DocxBuilder().paragraph("Ґ").header({"Є"}).package();
  const auto once = package.with_parts({{"word/document.xml", "<a/>"}});
  CHECK(once == package.with_parts({{"word/document.xml", "<a/>"}}));
  const auto archive = ZipArchive::read(Blob(once), "once");
  REQUIRE(archive.entries().size() == package.archive().entries().size());
  for (std::size_t i = 0; i < archive.entries().size(); ++i) {
    CHECK(archive.entries()[i].name == package.archive().entries()[i].name);
  }
  CHECK(archive.content(*archive.find("word/document.xml")) == "<a/>");
  CHECK(archive.content(*archive.find("word/header1.xml")) == package.part("word/header1.xml"));
  CHECK(package.with_parts({}) == package.archive().bytes().bytes());
}

TEST_CASE("a part that the package does not have is absent and cannot be replaced") {
  const auto package = DocxBuilder().package();
  CHECK(tests::fault_of([&] { (void)package.part("word/none.xml"); }) == Fault::absent);
  CHECK(tests::fault_of([&] { (void)package.with_parts({{"word/none.xml", ""}}); }) == Fault::absent);
}

TEST_CASE("a ZIP that is not a document is refused with what is missing") {
  const auto package = DocxBuilder().package();
  CHECK(key_of_reading(without(package, "[Content_Types].xml")) == "formats.opc_no_part");
  CHECK(key_of_reading(without(package, "_rels/.rels")) == "formats.docx_no_document");
  CHECK(key_of_reading(without(package, "word/document.xml")) == "formats.opc_no_part");
  CHECK(key_of_reading(Blob("")) == "formats.zip_no_end");
}

TEST_CASE("content types that contradict the relationships are refused") {
  const auto package = DocxBuilder().header({"Ї"}).package();
  const auto types = package.part("[Content_Types].xml");
  CHECK(key_of_reading(with(package, "[Content_Types].xml", replaced(types, "header+xml", "footer+xml"))) == "formats.docx_type");
  CHECK(key_of_reading(with(package, "[Content_Types].xml", replaced(types, "document.main+xml", "glossary+xml"))) ==
        "formats.docx_type");
  CHECK(key_of_reading(with(package, "[Content_Types].xml",
                            replaced(types, "</Types>", "<Default Extension=\"XML\" ContentType=\"text/xml\"/></Types>"))) ==
        "formats.opc_two_types");
  CHECK(key_of_reading(with(package, "[Content_Types].xml", replaced(types, " ContentType=\"application/xml\"", ""))) ==
        "formats.opc_attribute");
}

TEST_CASE("a content type is found by part, by extension, whatever the case of the name") {
  const auto package = DocxBuilder().header({"Ї"}).package();
  CHECK(package.content_types().of("WORD/Header1.xml").ends_with("wordprocessingml.header+xml"));
  CHECK(package.content_types().of("custom/item.XML") == "application/xml");
  CHECK(package.content_types().of("custom/item.bin").empty());
  CHECK(package.content_types().of("custom").empty());
}

TEST_CASE("a document in strict Open XML, or outside the package, is refused by name") {
  const auto package = DocxBuilder().package();
  const auto root = package.part("_rels/.rels");
  CHECK(key_of_reading(with(package, "_rels/.rels",
                            replaced(root, "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                                     "http://purl.oclc.org/ooxml/officeDocument/relationships"))) == "formats.docx_strict");
  CHECK(key_of_reading(with(package, "_rels/.rels", replaced(root, "/></Rel", " TargetMode=\"External\"/></Rel"))) ==
        "formats.docx_external_document");
}

TEST_CASE("a second document, a second set of styles or a part in two roles is refused") {
  const auto package = DocxBuilder().package();
  const auto root = package.part("_rels/.rels");
  const auto second = replaced(
      root, "<Relationship ",
      root.substr(root.find("<Relationship "), root.find("/></Rel") + 2 - root.find("<Relationship ")) + "<Relationship ");
  CHECK(key_of_reading(with(package, "_rels/.rels", second)) == "formats.opc_two_ids");
  CHECK(key_of([] { (void)DocxBuilder().styles("").styles("").package(); }) == "formats.docx_two_parts");
  CHECK(key_of([] { (void)DocxBuilder().footnote({"1"}).footnote({"2"}).package(); }) == "formats.docx_two_parts");
  CHECK(key_of([] { (void)DocxBuilder().header({"1"}).relationship("footer", "header1.xml").package(); }) == "formats.docx_type");
}

TEST_CASE("a relationship that leads out of the package, or to a part that is not there, is refused") {
  CHECK(key_of([] { (void)DocxBuilder().relationship("header", "../../../etc/passwd").package(); }) == "formats.opc_outside");
  CHECK(key_of([] { (void)DocxBuilder().relationship("header", "header9.xml").package(); }) == "formats.opc_no_part");
}

TEST_CASE("targets are resolved like references: relative, absolute and with dots") {
  const auto package =
      DocxBuilder().relationship("image", "media/../media/./a.png").relationship("image", "/word/b.png").package();
  REQUIRE(package.relationships().size() == 2);
  CHECK(package.relationships()[0].target == "word/media/a.png");
  CHECK(package.relationships()[1].target == "word/b.png");
  CHECK(package.relationships()[0].kind() == "image");
}

TEST_CASE("external relationships are read and not resolved") {
  const auto package = DocxBuilder().relationship("hyperlink", "https://example.org/a?b=../c", true).package();
  REQUIRE(package.relationships().size() == 1);
  CHECK(package.relationships()[0].external);
  CHECK(package.relationships()[0].target == "https://example.org/a?b=../c");
}

TEST_CASE("the relationships part of a part stands beside it") {
  CHECK(relationships_part("") == "_rels/.rels");
  CHECK(relationships_part("word/document.xml") == "word/_rels/document.xml.rels");
  CHECK(relationships_part("document.xml") == "_rels/document.xml.rels");
}
