#include "text/rendition.h"

#include "base/sha256.h"
#include "support/docx_builder.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::text;
using tests::DocxBuilder;

namespace {

LanguageTag tag(std::string_view text) {
  return *LanguageTag::parse(text);
}

RenditionOptions in(std::string_view language, bool columns = false) {
  RenditionOptions options;
  options.language = tag(language);
  options.languages = {tag("uk"), tag("en")};
  if (columns) options.columns = options.languages;
  return options;
}

std::string body(const std::string& xml) {
  return rendition(DocxBuilder().body(xml).package());
}
std::string inside(const std::string& xml) {
  return body("<w:p><w:r>" + xml + "</w:r></w:p>");
}

constexpr const char* numbering =
    "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText "
    "w:val=\"%1.\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerRoman\"/><w:lvlText "
    "w:val=\"%1.%2)\"/></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

std::string numbered(int level, const char* words) {
  return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>" +
         DocxBuilder::run(words) + "</w:p>";
}

}  // namespace

TEST_CASE("a paragraph is a line, its trailing spaces cut, in normal form C") {
  CHECK(rendition(DocxBuilder().paragraph("И\u0306од  ").paragraph("").package()) == "Йод\n\n");
  CHECK(inside("<w:t xml:space=\"preserve\">a\nb </w:t>") == "a b\n");
  CHECK(inside("<w:t> a </w:t><w:t>b</w:t>") == "ab\n");
}

TEST_CASE("what stands among the characters has the sign that the format gives it") {
  CHECK(inside("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/><w:sym w:char=\"2116\"/>") ==
        "a\tb\u2028c\u2011№\n");
}

TEST_CASE("a table has its marks on lines of their own") {
  CHECK(rendition(DocxBuilder().table({{"а", "б"}, {"в", "г"}}).package()) ==
        "[table]\nа\n[|]\nб\n[|]\n[/]\nв\n[|]\nг\n[|]\n[/]\n[/table]\n");
}

TEST_CASE("numbers of lists are counted and stand first") {
  const auto package = DocxBuilder()
                           .body(numbered(0, "a") + numbered(1, "b") + numbered(1, "c") + numbered(0, "d") + numbered(1, "e"))
                           .numbering(numbering)
                           .package();
  CHECK(rendition(package) == "1. a\n1.i) b\n1.ii) c\n2. d\n2.i) e\n");
}

TEST_CASE("notes follow the body, numbered by their references") {
  const auto package = DocxBuilder()
                           .body("<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>")
                           .header({"h"})
                           .footnote({"n"})
                           .package();
  CHECK(rendition(package) == "a[^1]\nn\nh\n");
}

TEST_CASE("a picture is the hash of its bytes") {
  const auto package =
      DocxBuilder()
          .body(
              "<w:p><w:r><w:drawing><a:blip xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" r:embed=\"rId1\"/>"
              "</w:drawing><w:drawing><a:blip xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" r:link=\"x\"/>"
              "</w:drawing></w:r></w:p>")
          .relationship("image", "media/image1.png")
          .entry("word/media/image1.png", "PNG", "image/png")
          .package();
  CHECK(rendition(package) == "[image " + sha256("PNG").hex() + "][image]\n");
}

TEST_CASE("comments are no text of the document") {
  CHECK(rendition(DocxBuilder().paragraph("a").comment({"зауваження"}).package()) == "a\n");
}

TEST_CASE("the text of a language is what is marked with it and what is marked with none") {
  const auto package = DocxBuilder()
                           .paragraph("№ 1")
                           .paragraph({"Українською"}, "uk-UA")
                           .paragraph({"In English"}, "en-US")
                           .paragraph({"Français"}, "fr-FR")
                           .body("<w:p>" + DocxBuilder::run("Київ/", "uk-UA") + DocxBuilder::run("Kyiv", "en-GB") + "</w:p>")
                           .package();
  CHECK(rendition(package, in("uk")) == "№ 1\nУкраїнською\nFrançais\nКиїв/\n");
  CHECK(rendition(package, in("en")) == "№ 1\nIn English\nFrançais\nKyiv\n");
}

TEST_CASE("in two columns the description says which language each one is") {
  const auto package = DocxBuilder().table({{"Мета", "Purpose"}}).table({{"1", "2", "3"}}).package();
  CHECK(rendition(package, in("uk", true)) ==
        "[table]\nМета\n[|]\n[/]\n[/table]\n[table]\n1\n[|]\n2\n[|]\n3\n[|]\n[/]\n[/table]\n");
  CHECK(rendition(package, in("en", true)) ==
        "[table]\nPurpose\n[|]\n[/]\n[/table]\n[table]\n1\n[|]\n2\n[|]\n3\n[|]\n[/]\n[/table]\n");
}

TEST_CASE("a table of two cells whose paragraphs are marked otherwise is not in language columns") {
  const auto cell = [](const std::string& content) { return "<w:tc>" + content + "</w:tc>"; };
  const auto package =
      DocxBuilder()
          .body(
              "<w:tbl><w:tr>" +
              cell(DocxBuilder::paragraph_of({"За область"}, "uk-UA") + DocxBuilder::paragraph_of({"For the region"}, "en-US")) +
              cell(DocxBuilder::paragraph_of({"За штат"}, "uk-UA") + DocxBuilder::paragraph_of({"For the state"}, "en-US")) +
              "</w:tr></w:tbl>")
          .package();
  CHECK(rendition(package, in("uk", true)) == "[table]\nЗа область\n[|]\nЗа штат\n[|]\n[/]\n[/table]\n");
}

TEST_CASE("a style marks its text, the document's default does not") {
  const auto package =
      DocxBuilder()
          .styles(
              "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"uk-UA\"/></w:rPr></w:rPrDefault></w:docDefaults>"
              "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:rPr><w:lang "
              "w:val=\"uk-UA\"/></w:rPr></w:style>"
              "<w:style w:type=\"paragraph\" w:styleId=\"E\"><w:basedOn w:val=\"Normal\"/><w:rPr><w:lang "
              "w:val=\"en-US\"/></w:rPr></w:style>"
              "<w:style w:type=\"paragraph\" w:styleId=\"F\"><w:basedOn w:val=\"E\"/></w:style>")
          .paragraph("both")
          .body("<w:p><w:pPr><w:pStyle w:val=\"F\"/></w:pPr>" + DocxBuilder::run("english") + "</w:p>")
          .package();
  CHECK(rendition(package, in("uk")) == "both\n");
  CHECK(rendition(package, in("en")) == "both\nenglish\n");
}

TEST_CASE("the rendition of the body has the notes, but neither headers nor footers") {
  const auto package = DocxBuilder()
                           .body("<w:p><w:r><w:t>Ґанок</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>")
                           .header({"колонтитул"})
                           .footer({"сторінка"})
                           .footnote({"виноска"})
                           .package();
  const auto whole = rendition(package);
  const auto without = rendition_of_body(package);
  CHECK(without == "Ґанок[^1]\nвиноска\n");
  CHECK(whole.starts_with(without));
  CHECK(whole == without + "сторінка\nколонтитул\n");
}
