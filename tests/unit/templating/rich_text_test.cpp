#include "templating/rich_text.h"

#include "support/templates.h"

using namespace chancery;
using namespace chancery::tests;
using templating::parse_rich_text;
using templating::RichBlock;
using templating::RichRun;
using Blocks = std::vector<RichBlock>;

namespace {

Blocks blocks(std::string_view text) {
  return std::get<Blocks>(parse_rich_text(text));
}

Bytes document_of(const DocxBuilder& builder, const std::string& value) {
  return read_package(filled(templating::compile(builder.package(), {}), formats::Json{{"a", value}})).part("word/document.xml");
}

}  // namespace

TEST_CASE("empty lines end paragraphs, marks make bold and italic") {
  CHECK(blocks("Ґ **Є** *І*\n\nЇ") == Blocks{{RichBlock::Kind::paragraph, 0, {{"Ґ "}, {"Є", true}, {" "}, {"І", false, true}}},
                                             {RichBlock::Kind::paragraph, 0, {{"Ї"}}}});
  CHECK(blocks("a\nb") == Blocks{{RichBlock::Kind::paragraph, 0, {{"a\nb"}}}});
  CHECK(blocks("***x***").front().runs == std::vector<RichRun>{{"x", true, true}});
  CHECK(blocks("").empty());
}

TEST_CASE("lists have bullets, or numbers that count on") {
  CHECK(blocks("- a\n- b") == Blocks{{RichBlock::Kind::bullet, 0, {{"a"}}}, {RichBlock::Kind::bullet, 0, {{"b"}}}});
  CHECK(blocks("7. a\n9. b") == Blocks{{RichBlock::Kind::number, 1, {{"a"}}}, {RichBlock::Kind::number, 2, {{"b"}}}});
}

TEST_CASE("links lead to safe places only") {
  CHECK(blocks("[сайт](https://example.org/a)").front().runs ==
        std::vector<RichRun>{{"сайт", false, false, "https://example.org/a"}});
  for (const auto* link : {"javascript:alert(1)", "file:///etc/passwd", "https://a\"b", "ftp://x"}) {
    INFO(link);
    CHECK(std::holds_alternative<templating::RichProblem>(parse_rich_text("[x](" + std::string(link) + ")")));
  }
  CHECK(blocks("[x] (y)").front().runs == std::vector<RichRun>{{"[x] (y)"}});
}

TEST_CASE("marks that mean nothing stand as they are, and a backslash makes any of them plain") {
  CHECK(blocks("2 * 3 = 6").front().runs == std::vector<RichRun>{{"2 * 3 = 6"}});
  CHECK(blocks("**x").front().runs == std::vector<RichRun>{{"**x"}});
  CHECK(blocks("\\*x\\*").front().runs == std::vector<RichRun>{{"*x*"}});
  CHECK(blocks("<w:p/> {a}").front().runs == std::vector<RichRun>{{"<w:p/> {a}"}});
}

TEST_CASE("a tag that stands alone becomes paragraphs like its own") {
  const auto builder = DocxBuilder().paragraph("x").body(
      "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"24\"/></w:rPr><w:t>{a | rich}</w:t></w:r></w:p>");
  CHECK(lines(builder, R"-({"a":"Ґ\n\n- Є\n- [Ї](https://x.org)\n\n<b>"})-") == "x\nҐ\n–\tЄ\n–\tЇ\n<b>\n");
  const auto part = document_of(builder, "**Ґ** i\n\n- x");
  CHECK(part.find("<w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val=\"24\"/></w:rPr>") != Bytes::npos);
  CHECK(part.find("<w:pPr><w:ind w:left=\"567\" w:hanging=\"283\"/><w:jc w:val=\"both\"/></w:pPr>") != Bytes::npos);
}

TEST_CASE("a tag among words stays in its line") {
  const auto builder = DocxBuilder().paragraph("до {a | rich} після");
  CHECK(lines(builder, R"({"a":"**Ґ**\n\n1. x"})") == "до Ґ\u20281.\tx після\n");
  CHECK(document_of(builder, "**Ґ**").find("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Ґ</w:t></w:r>") != Bytes::npos);
}

TEST_CASE("a link that may not be followed is told at its tag") {
  CHECK(codes(findings(DocxBuilder().paragraph("{a | rich}"), R"-({"a":"[x](javascript:1)"})-")) ==
        std::vector<std::string>{"link_refused"});
}
