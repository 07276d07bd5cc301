#include "text/segments.h"

#include "support/docx_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace chancery;
using namespace chancery::text;
using tests::DocxBuilder;

namespace {

const LanguageTag uk = *LanguageTag::parse("uk");
const LanguageTag en = *LanguageTag::parse("en");

std::vector<std::string> texts(const SegmentedText& text) {
  std::vector<std::string> all;
  for (const auto& segment : text.segments) all.push_back(segment.text());
  return all;
}

SegmentedText read(const DocxBuilder& builder, const LanguageTag& language = uk) {
  return segments(builder.package(), {language, {}, {}});
}

std::string bilingual_row(const char* left, const char* right) {
  return "<w:tr><w:tc>" + DocxBuilder::paragraph_of({left}, "uk-UA") + "</w:tc><w:tc>" +
         DocxBuilder::paragraph_of({right}, "en-US") + "</w:tc></w:tr>";
}

}  // namespace

TEST_CASE("a text is cut into sentences, headings and cells") {
  DocxBuilder builder;
  builder.paragraph("Стаття 1. Предмет")
      .paragraph("Сторони співпрацюють. Вони обмінюються досвідом.")
      .table({{"Захід", "Строк"}});
  CHECK(texts(read(builder)) ==
        std::vector<std::string>{"Стаття 1. Предмет", "Сторони співпрацюють.", "Вони обмінюються досвідом.", "Захід", "Строк"});
}

TEST_CASE("articles begin at headings, typed or numbered by a list") {
  DocxBuilder builder;
  builder
      .styles(
          "<w:style w:type=\"paragraph\" w:styleId=\"H\"><w:pPr><w:outlineLvl w:val=\"0\"/><w:numPr><w:numId "
          "w:val=\"1\"/></w:numPr></w:pPr></w:style>")
      .numbering(
          "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
          "w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "
          "w:val=\"1\"/></w:num>")
      .paragraph("Преамбула.")
      .body("<w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr>" + DocxBuilder::run("Мета") + "</w:p>")
      .paragraph("Мета проста.")
      .paragraph("Стаття 2. Сфери");
  const auto text = read(builder);
  REQUIRE(text.articles.size() == 3);
  CHECK(text.articles[1].number == "1.");
  CHECK(text.articles[1].title == "Мета");
  CHECK(text.articles[2].number == "Стаття 2");
  CHECK(text.articles[2].title == "Сфери");
  CHECK(text.segments[0].article == 0);
  CHECK(text.segments[2].article == 1);
}

TEST_CASE("formatting inside a sentence is a code, throughout it is none") {
  DocxBuilder builder;
  builder
      .body(
          "<w:p><w:r><w:t xml:space=\"preserve\">Діє </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>п’ять</w:t></w:r><w:r><w:t "
          "xml:space=\"preserve\"> років.</w:t></w:r></w:p>")
      .body("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Усе жирне</w:t></w:r></w:p>")
      .body("<w:p><w:r><w:t>а</w:t><w:tab/><w:t>б</w:t></w:r></w:p>");
  const auto text = read(builder);
  using Kind = Inline::Kind;
  CHECK(text.segments[0].content == std::vector<Inline>{{Kind::text, "", "Діє "},
                                                        {Kind::open, "1", "b"},
                                                        {Kind::text, "", "п’ять"},
                                                        {Kind::close, "1", "b"},
                                                        {Kind::text, "", " років."}});
  CHECK(text.segments[1].content == std::vector<Inline>{{Kind::text, "", "Усе жирне"}});
  CHECK(text.segments[2].content ==
        std::vector<Inline>{{Kind::text, "", "а"}, {Kind::standalone, "1", "tab"}, {Kind::text, "", "б"}});
  CHECK(text.segments[2].text() == "а б");
}

TEST_CASE("a format that goes on over the end of a sentence is a code in both") {
  DocxBuilder builder;
  builder.body(
      "<w:p><w:r><w:t>Перше </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>слово. Друге</w:t></w:r><w:r><w:t xml:space=\"preserve\"> "
      "теж довге слово.</w:t></w:r></w:p>");
  const auto text = read(builder);
  REQUIRE(text.segments.size() == 2);
  for (const auto& segment : text.segments) {
    CHECK(std::count_if(segment.content.begin(), segment.content.end(),
                        [](const Inline& one) { return one.kind == Inline::Kind::open; }) <= 1);
    CHECK(std::count_if(segment.content.begin(), segment.content.end(), [](const Inline& one) {
            return one.kind == Inline::Kind::open;
          }) == std::count_if(segment.content.begin(), segment.content.end(), [](const Inline& one) {
            return one.kind == Inline::Kind::close;
          }));
  }
}

TEST_CASE("two columns give two texts whose segments stand side by side") {
  DocxBuilder builder;
  builder.body("<w:tbl>" + bilingual_row("Стаття 1. Мета", "Article 1. Purpose") +
               bilingual_row("Сторони діють. Разом.", "The Participants act. Together.") + "</w:tbl>");
  const auto package = builder.package();
  const auto left = segments(package, {uk, {uk, en}, {uk, en}});
  const auto right = segments(package, {en, {uk, en}, {uk, en}});
  CHECK(texts(left) == std::vector<std::string>{"Стаття 1. Мета", "Сторони діють.", "Разом."});
  CHECK(texts(right) == std::vector<std::string>{"Article 1. Purpose", "The Participants act.", "Together."});
  const auto pairs = pair(left, right);
  REQUIRE(pairs.size() == 3);
  for (std::size_t index = 0; index < 3; ++index) {
    CHECK(pairs[index].source == index);
    CHECK(pairs[index].target == index);
  }
  CHECK(structure_differences(left, right).empty());
}

TEST_CASE("columns may be known by w:lang alone") {
  DocxBuilder builder;
  builder.body("<w:tbl>" + bilingual_row("Мета", "Purpose") + "</w:tbl>");
  const auto package = builder.package();
  CHECK(texts(segments(package, {uk, {}, {uk, en}})) == std::vector<std::string>{"Мета"});
  CHECK(texts(segments(package, {en, {}, {uk, en}})) == std::vector<std::string>{"Purpose"});
}

TEST_CASE("notes and text boxes are segments, headers and deletions are not") {
  DocxBuilder builder;
  builder
      .body("<w:p>" + DocxBuilder::run("Текст") +
            "<w:r><w:footnoteReference w:id=\"2\"/></w:r><w:del w:id=\"1\"><w:r><w:delText>зайве</w:delText></w:r></w:del></w:p>")
      .footnote({"Виноска."})
      .header({"Шапка"});
  CHECK(texts(read(builder)) == std::vector<std::string>{"Текст", "Виноска."});
}

TEST_CASE("ids are those of the text, and stay through edits and reordering") {
  DocxBuilder first;
  first.paragraph("Сторони співпрацюють у сфері культури.")
      .paragraph("Сторони фінансують заходи самі.")
      .paragraph("Меморандум діє п’ять років.");
  const auto before = read(first);
  CHECK(read(first).segments[0].id == before.segments[0].id);
  DocxBuilder second;
  second.paragraph("Меморандум діє п’ять років.")
      .paragraph("Цілком нове речення про енергетику.")
      .paragraph("Сторони співпрацюють у сфері освіти.")
      .paragraph("Сторони фінансують заходи самі.");
  const auto now = keep_ids(read(second), before);
  CHECK(now.segments[0].id == before.segments[2].id);
  CHECK(now.segments[3].id == before.segments[1].id);
  CHECK(now.segments[1].id != before.segments[0].id);
  DocxBuilder third;
  third.paragraph("Сторони співпрацюють у сфері освіти.")
      .paragraph("Сторони фінансують заходи самі.")
      .paragraph("Меморандум діє п’ять років.");
  const auto edited = keep_ids(read(third), before);
  CHECK(edited.segments[0].id == before.segments[0].id);
  CHECK(edited.segments[0].hash() != before.segments[0].hash());
}

TEST_CASE("equal sentences have ids of their own, and no two segments share one") {
  DocxBuilder builder;
  builder.paragraph("Те саме.").paragraph("Те саме.").paragraph("Те саме.");
  const auto text = read(builder);
  CHECK(text.segments[0].id != text.segments[1].id);
  DocxBuilder fewer;
  fewer.paragraph("Те саме.").paragraph("Інше.").paragraph("Те саме.").paragraph("Те саме.").paragraph("Те саме.");
  const auto now = keep_ids(read(fewer), text);
  std::set<std::string> ids;
  for (const auto& segment : now.segments) CHECK(ids.insert(segment.id).second);
}

TEST_CASE("articles that only one language has are named") {
  DocxBuilder left;
  left.paragraph("Стаття 1. Мета").paragraph("Стаття 2. Сфери");
  DocxBuilder right;
  right.paragraph("Article 1. Purpose").paragraph("Article 3. Areas");
  CHECK(structure_differences(read(left), read(right, en)) == std::vector<std::string>{"Стаття 2", "Article 3"});
}

TEST_CASE("what is missing in one language has no counterpart") {
  DocxBuilder left;
  left.paragraph("Одне.").paragraph("Два.");
  DocxBuilder right;
  right.paragraph("One.");
  const auto pairs = pair(read(left), read(right, en));
  REQUIRE(pairs.size() == 2);
  CHECK(pairs[1].source == 1U);
  CHECK_FALSE(pairs[1].target);
}

TEST_CASE("a document edited in a word processor gives back the data of its content controls") {
  DocxBuilder builder;
  builder
      .body("<w:sdt><w:sdtPr><w:tag w:val=\"place\"/></w:sdtPr><w:sdtContent>" + DocxBuilder::paragraph_of({"м. ", "Київ"}) +
            "</w:sdtContent></w:sdt>")
      .body("<w:p><w:sdt><w:sdtPr><w:tag w:val=\"start\"/></w:sdtPr><w:sdtContent>" + DocxBuilder::run("у день підпису") +
            "</w:sdtContent></w:sdt></w:p>")
      .body("<w:sdt><w:sdtPr/><w:sdtContent>" + DocxBuilder::paragraph_of({"без імені"}) + "</w:sdtContent></w:sdt>");
  CHECK(control_values(builder.package()) == std::vector<ControlValue>{{"place", "м. Київ"}, {"start", "у день підпису"}});
}
