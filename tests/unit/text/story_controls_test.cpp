#include "support/docx_builder.h"
#include "text/story.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::tests;
using text::StoryControl;

namespace {

text::Story story(const std::string& body) {
  const auto package = DocxBuilder().body(body).package();
  return text::Story::walk(package.part("word/document.xml"), "word/document.xml");
}

constexpr const char* wordml =
    "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" "
    "xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"";

}  // namespace

TEST_CASE("a content control says its tag, its kind and where its text stands") {
  const auto walked = story(
      "<w:sdt><w:sdtPr><w:rPr><w:b/></w:rPr><w:tag w:val=\"title\"/><w:id w:val=\"7\"/><w:showingPlcHdr/><w:lock "
      "w:val=\"sdtContentLocked\"/><w:dataBinding w:storeItemID=\"{A}\" w:xpath=\"/a/b\" "
      "w:prefixMappings=\"x\"/><w:text/></w:sdtPr>"
      "<w:sdtContent><w:p><w:r><w:t>Ґ</w:t></w:r></w:p></w:sdtContent></w:sdt>");
  REQUIRE(walked.controls().size() == 1);
  const auto& control = walked.controls().front();
  CHECK(control.kind == StoryControl::Kind::text);
  CHECK(control.tag == "title");
  CHECK(control.id == "7");
  CHECK(control.locked);
  CHECK(control.placeholder.of(walked.part()) == "<w:showingPlcHdr/>");
  CHECK(control.style.of(walked.part()) == "<w:rPr><w:b/></w:rPr>");
  CHECK(control.content.of(walked.part()) == "<w:p><w:r><w:t>Ґ</w:t></w:r></w:p>");
  REQUIRE(control.binding);
  CHECK(control.binding->path == "/a/b");
}

TEST_CASE("dates, checkboxes, choices and repeating sections are told apart") {
  const auto walked =
      story(std::string("<w:p ") + wordml +
            "><w:sdt><w:sdtPr><w:date w:fullDate=\"2024-11-21T00:00:00Z\"><w:dateFormat w:val=\"dd.MM.yyyy\"/><w:lid "
            "w:val=\"uk-UA\"/></w:date></w:sdtPr><w:sdtContent/></w:sdt>"
            "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"1\"/><w14:checkedState w14:val=\"00FE\"/>"
            "</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>"
            "<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText=\"Так\" w:value=\"yes\"/></w:dropDownList>"
            "</w:sdtPr><w:sdtContent/></w:sdt></w:p>"
            "<w:sdt><w:sdtPr><w15:repeatingSection " +
            wordml + "/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>");
  REQUIRE(walked.controls().size() == 4);
  CHECK(walked.controls()[0].kind == StoryControl::Kind::date);
  CHECK(walked.controls()[0].state.of(walked.part()) == "\"2024-11-21T00:00:00Z\"");
  CHECK(walked.controls()[0].date_format == "dd.MM.yyyy");
  CHECK(walked.controls()[0].language == "uk-UA");
  CHECK(walked.controls()[1].kind == StoryControl::Kind::checkbox);
  CHECK(walked.controls()[1].state.of(walked.part()) == "\"1\"");
  CHECK(walked.controls()[1].on == "\u00FE");
  CHECK(walked.controls()[1].off == "\u2610");
  CHECK(walked.controls()[2].kind == StoryControl::Kind::choice);
  REQUIRE(walked.controls()[2].choices.size() == 1);
  CHECK(walked.controls()[2].choices[0].shown == "Так");
  CHECK(walked.controls()[3].kind == StoryControl::Kind::section);
}

TEST_CASE("merge fields are found with all of their runs, other fields are not") {
  const std::string complex =
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> MERGEFIELD name </w:instrText></w:r><w:r><w:fldChar "
      "w:fldCharType=\"separate\"/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>«name»</w:t></w:r><w:r><w:fldChar "
      "w:fldCharType=\"end\"/></w:r>";
  const auto walked = story("<w:p>" + complex + "<w:fldSimple w:instr=\"MERGEFIELD b\"><w:r><w:t>«b»</w:t></w:r></w:fldSimple>" +
                            "<w:fldSimple w:instr=\"PAGE\"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>");
  REQUIRE(walked.merge_fields().size() == 2);
  CHECK(walked.merge_fields()[0].instruction == " MERGEFIELD name ");
  CHECK(walked.merge_fields()[0].bytes.of(walked.part()) == complex);
  CHECK(walked.runs()[walked.merge_fields()[0].result_run].properties.of(walked.part()) == "<w:rPr><w:b/></w:rPr>");
  CHECK(walked.merge_fields()[1].bytes.of(walked.part()).starts_with("<w:fldSimple"));
}
