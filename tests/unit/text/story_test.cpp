#include "text/story.h"

#include "support/docx_builder.h"
#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::text;
using tests::DocxBuilder;
using Kind = StoryPiece::Kind;

namespace {

Story body(const std::string& xml) {
  return Story::walk(DocxBuilder().body(xml).package().part("word/document.xml"), "word/document.xml");
}

std::string words(const Story& story, std::size_t paragraph = 0) {
  std::string text;
  for (const auto& piece : story.paragraphs()[paragraph].pieces) text += piece.kind == Kind::text ? story.text_of(piece) : "|";
  return text;
}

}  // namespace

TEST_CASE("a paragraph is its runs' texts, each with its place in the part") {
  const auto story = body(DocxBuilder::paragraph_of({"Ґа", "&<", "нок"}));
  REQUIRE(story.paragraphs().size() == 1);
  CHECK(words(story) == "Ґа&<нок");
  const auto& piece = story.paragraphs()[0].pieces[1];
  CHECK(piece.bytes.of(story.part()) == "&amp;&lt;");
  CHECK(piece.element.of(story.part()) == "<w:t xml:space=\"preserve\">&amp;&lt;</w:t>");
  const auto& run = story.runs()[piece.run];
  CHECK(story.nodes()[run.node].bytes.of(story.part()).starts_with("<w:r>"));
}

TEST_CASE("everything that stands among the characters is a piece of its own") {
  const auto story = body(
      "<w:p><w:r><w:tab/><w:br/><w:cr/><w:noBreakHyphen/><w:softHyphen/><w:sym w:font=\"Symbol\" w:char=\"F0B7\"/>"
      "<w:footnoteReference w:id=\"3\"/><w:endnoteReference w:id=\"4\"/><w:footnoteRef/><w:endnoteRef/><w:ptab/></w:r></w:p>");
  std::vector<Kind> kinds;
  for (const auto& piece : story.paragraphs()[0].pieces) kinds.push_back(piece.kind);
  CHECK(kinds == std::vector{Kind::tab, Kind::line_break, Kind::line_break, Kind::no_break_hyphen, Kind::soft_hyphen,
                             Kind::symbol, Kind::note_reference, Kind::endnote_reference, Kind::note_mark, Kind::endnote_mark,
                             Kind::tab});
  CHECK(story.paragraphs()[0].pieces[5].value == "\uF0B7");
  CHECK(story.paragraphs()[0].pieces[6].value == "3");
}

TEST_CASE("of a field the stored result is read, never its instruction") {
  const auto story = body(
      "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> DATE \\@ </w:instrText><w:t>no</w:t></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>21.11</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
      "<w:fldSimple w:instr=\"PAGE\"><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p>");
  CHECK(words(story) == "21.117");
  REQUIRE(story.marks().size() == 2);
  CHECK(story.marks()[0].value == " DATE \\@ ");
  CHECK(story.marks()[1].value == "PAGE");
}

TEST_CASE("what was deleted is not read, what was inserted is, and both leave a mark") {
  const auto story =
      body("<w:p><w:ins w:id=\"1\">" + DocxBuilder::run("нове") + "</w:ins><w:del w:id=\"2\"><w:r><w:delText>старе</w:delText>" +
           "<w:tab/></w:r></w:del><w:moveFrom>" + DocxBuilder::run("x") + "</w:moveFrom></w:p>");
  CHECK(words(story) == "нове");
  CHECK(story.marks().size() == 3);
  const auto row = body(
      "<w:tbl><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr><w:tc><w:p><w:pPr><w:pPrChange/></w:pPr></w:p></w:tc></w:tr></w:tbl>");
  CHECK(row.marks().size() == 2);
}

TEST_CASE("comments, hidden text, bound controls, objects and foreign chunks leave marks") {
  const auto story = body(
      "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>h</w:t><w:commentReference w:id=\"1\"/></w:r><w:r><w:rPr><w:vanish "
      "w:val=\"0\"/></w:rPr>"
      "</w:r></w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath=\"/a\"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
      "<w:p><w:r><w:object/></w:r></w:p><w:altChunk r:id=\"x\"/>");
  std::vector<StoryMark::Kind> kinds;
  for (const auto& mark : story.marks()) kinds.push_back(mark.kind);
  CHECK(kinds == std::vector{StoryMark::Kind::hidden_text, StoryMark::Kind::comment, StoryMark::Kind::bound_control,
                             StoryMark::Kind::embedded_object, StoryMark::Kind::foreign_chunk});
  CHECK(story.marks()[2].value == "/a");
  CHECK(story.runs()[0].hidden);
  CHECK_FALSE(story.runs()[1].hidden);
}

TEST_CASE("paragraphs know their style, list, heading level and section") {
  const auto story = body(
      "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"5\"/></w:numPr><w:outlineLvl "
      "w:val=\"0\"/>"
      "<w:rPr><w:lang w:val=\"fr-FR\"/></w:rPr><w:sectPr/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"S\"/><w:lang "
      "w:val=\"uk-UA\"/></w:rPr>"
      "<w:t>т</w:t></w:r></w:p>");
  const auto& paragraph = story.paragraphs()[0];
  CHECK(paragraph.style == "Heading1");
  CHECK(paragraph.numbering == "5");
  CHECK(paragraph.level == 1U);
  CHECK(paragraph.outline == 0U);
  CHECK(paragraph.ends_section);
  CHECK(story.runs()[0].language == "uk-UA");
  CHECK(story.runs()[0].style == "S");
  CHECK(story.runs()[0].properties.of(story.part()).starts_with("<w:rPr>"));
  CHECK(story.runs()[0].properties.of(story.part()).ends_with("</w:rPr>"));
}

TEST_CASE("tables hold rows, rows hold cells, and each node knows what holds it") {
  const auto story = body(DocxBuilder::table_of({{"а", "б"}, {"в", "г"}}));
  const auto last = story.paragraphs().back().node;
  const auto cell = story.enclosing(last, NodeKind::cell);
  const auto row = story.enclosing(last, NodeKind::row);
  const auto table = story.enclosing(last, NodeKind::table);
  REQUIRE(cell);
  REQUIRE(row);
  REQUIRE(table);
  CHECK(story.children(*table).size() == 2);
  CHECK(story.children(*row) ==
        std::vector<std::uint32_t>{story.enclosing(story.paragraphs()[2].node, NodeKind::cell).value(), *cell});
  CHECK_FALSE(story.enclosing(last, NodeKind::box));
}

TEST_CASE("only the first branch of alternate content is read") {
  const auto story = body(
      "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:t>1</w:t></mc:Choice><mc:Choice "
      "Requires=\"x\"><w:t>2</w:t></mc:Choice>"
      "<mc:Fallback><w:t>3</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>");
  CHECK(words(story) == "1");
}

TEST_CASE("spaces at the ends of a text count only where the element keeps them") {
  const auto story = body("<w:p><w:r><w:t> a </w:t><w:t xml:space=\"preserve\"> b </w:t></w:r></w:p>");
  CHECK_FALSE(story.paragraphs()[0].pieces[0].keeps_space);
  CHECK(story.paragraphs()[0].pieces[1].keeps_space);
}

TEST_CASE("a comment of XML inside a text parts it in two pieces") {
  const auto story = body("<w:p><w:r><w:t>a<!-- x -->b</w:t></w:r></w:p>");
  CHECK(words(story) == "ab");
  CHECK(story.paragraphs()[0].pieces.size() == 2);
}

TEST_CASE("notes have an id, and those that only draw a line are told apart") {
  const auto story = Story::walk(
      "<w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:footnote w:type=\"separator\" "
      "w:id=\"-1\"><w:p/>"
      "</w:footnote><w:footnote w:id=\"2\"><w:p/></w:footnote></w:footnotes>",
      "word/footnotes.xml");
  REQUIRE(story.notes().size() == 2);
  CHECK(story.notes()[0].separator);
  CHECK(story.notes()[1].id == "2");
}

TEST_CASE("the texts of document properties are paragraphs of their own") {
  const auto story = Story::walk_properties("<p><a>Назва</a><b> </b><c><d>x &amp; y</d></c></p>", "docProps/core.xml");
  REQUIRE(story.paragraphs().size() == 2);
  CHECK(words(story, 0) == "Назва");
  CHECK(words(story, 1) == "x & y");
}

TEST_CASE("a part that is damaged, or has too many elements, is refused") {
  CHECK(tests::key_of([] { std::ignore = Story::walk("<a><b></a>", "p"); }) == "text.markup_unbalanced");
  std::string many = "<w:p xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";
  for (int count = 0; count < 1'000'001; ++count) many += "<w:r/>";
  CHECK(tests::key_of([&] { std::ignore = Story::walk(many + "</w:p>", "p"); }) == "text.story_too_many_elements");
}
