#include "comparison/comparison.h"

#include "comparison/presentation.h"
#include "comparison/tracked_changes.h"
#include "support/docx_builder.h"
#include "support/errors.h"
#include "text/rendition.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::comparison;
using tests::DocxBuilder;
using Kind = ReportedParagraph::Kind;

namespace {

const CompareOptions options{"Ярина Зразкова", *Timestamp::parse("2026-01-02T03:04:05.000Z")};

/// The text of a package once its changes are accepted or rejected, read by the rendition, which knows nothing of comparisons.
std::string text_of(const Bytes& redline, Resolution resolution) {
  const auto package = formats::DocxPackage::read(Blob(redline), "redline.docx");
  std::map<std::string, Bytes> parts;
  for (const auto& story : package.stories()) {
    parts[story.name] = resolve_changes(package.part(story.name), story.name, resolution).part;
  }
  return text::rendition(formats::DocxPackage::read(Blob(package.with_parts(parts)), "resolved.docx"));
}

Report compared(const DocxBuilder& old, const DocxBuilder& now) {
  const auto before = old.package("old.docx");
  const auto after = now.package("new.docx");
  const auto result = compare(before, after, options);
  REQUIRE(result.redline);
  CHECK(text_of(*result.redline, Resolution::accept) == text::rendition(after));
  CHECK(text_of(*result.redline, Resolution::reject) == text::rendition(before));
  CHECK_FALSE(result.report.whole_paragraphs);
  const auto redline = formats::DocxPackage::read(Blob(*result.redline), "redline.docx");
  CHECK(accepted_equals(redline, after));
  CHECK(rejected_equals(redline, before));
  return result.report;
}

std::vector<Kind> kinds(const Report& report) {
  std::vector<Kind> all;
  for (const auto& paragraph : report.paragraphs) all.push_back(paragraph.kind);
  return all;
}

bool says(const Report& report, const std::string& key) {
  return std::any_of(report.not_covered.begin(), report.not_covered.end(), [&](const Message& one) { return one.key == key; });
}

std::string formatted(const char* properties, std::string_view text) {
  return "<w:r><w:rPr>" + std::string(properties) + "</w:rPr><w:t xml:space=\"preserve\">" + std::string(text) + "</w:t></w:r>";
}

}  // namespace

TEST_CASE("equal documents differ in nothing, whatever was saved anew") {
  DocxBuilder old;
  old.body("<w:p w:rsidR=\"00A1\">" + DocxBuilder::run("Ґанок і ") + DocxBuilder::run("їжак") + "</w:p>");
  DocxBuilder now;
  now.body("<w:p w:rsidR=\"00B2\"><w:proofErr w:type=\"spellStart\"/>" + DocxBuilder::run("Ґанок") + DocxBuilder::run(" і їжак") +
           "</w:p>");
  CHECK(compared(old, now).is_equal());
}

TEST_CASE("a changed word is one removal and one addition among what stays") {
  DocxBuilder old;
  old.paragraph("Учасники обмінюються досвідом у сфері освіти.");
  DocxBuilder now;
  now.paragraph("Учасники обмінюються досвідом у сфері культури.");
  const auto report = compared(old, now);
  REQUIRE(report.paragraphs.size() == 1);
  CHECK(report.paragraphs[0].kind == Kind::changed);
  CHECK(report.paragraphs[0].stretches == std::vector<Stretch>{{Stretch::Kind::same, "Учасники обмінюються досвідом у сфері "},
                                                               {Stretch::Kind::removed, "освіти"},
                                                               {Stretch::Kind::added, "культури"},
                                                               {Stretch::Kind::same, "."}});
}

TEST_CASE("a number with its spaces changes as a whole") {
  DocxBuilder old;
  old.paragraph("Сума становить 1 234 567,50 грн.");
  DocxBuilder now;
  now.paragraph("Сума становить 1 234 568,50 грн.");
  const auto report = compared(old, now);
  CHECK(report.paragraphs[0].stretches[1] == Stretch{Stretch::Kind::removed, "1 234 567,50"});
  CHECK(report.paragraphs[0].stretches[2] == Stretch{Stretch::Kind::added, "1 234 568,50"});
}

TEST_CASE("paragraphs that came, went or moved are told apart") {
  DocxBuilder old;
  old.paragraph("Перший абзац про культуру.")
      .paragraph("Другий абзац про освіту дітей і молоді.")
      .paragraph("Третій абзац про медицину.")
      .paragraph("Зайве.");
  DocxBuilder now;
  now.paragraph("Перший абзац про культуру.")
      .paragraph("Третій абзац про медицину.")
      .paragraph("Щось цілком інше: енергетика.")
      .paragraph("Другий абзац про освіту дітей і молоді.");
  const auto report = compared(old, now);
  const auto all = kinds(report);
  CHECK(std::count(all.begin(), all.end(), Kind::moved_away) == 1);
  CHECK(std::count(all.begin(), all.end(), Kind::moved_here) == 1);
  CHECK(std::count(all.begin(), all.end(), Kind::inserted) == 1);
  CHECK(std::count(all.begin(), all.end(), Kind::removed) == 1);
}

TEST_CASE("what only looks otherwise is told apart from what says something else") {
  DocxBuilder old;
  old.body("<w:p>" + DocxBuilder::run("Строк: ") + formatted("<w:b/>", "п’ять років") + "</w:p>");
  DocxBuilder now;
  now.body("<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr>" + DocxBuilder::run("Строк: п’ять") + formatted("<w:b/>", " років") +
           "</w:p>");
  const auto report = compared(old, now);
  REQUIRE(report.paragraphs.size() == 1);
  CHECK(report.paragraphs[0].kind == Kind::formatted);
  CHECK(report.paragraphs[0].stretches[1] == Stretch{Stretch::Kind::formatted, "п’ять"});
}

TEST_CASE("tables are compared row by row, cells in place") {
  DocxBuilder old;
  old.table({{"1", "Обмін делегаціями"}, {"2", "Спільні виставки"}, {"3", "Конференція"}}).paragraph("кінець");
  DocxBuilder now;
  now.table({{"1", "Обмін делегаціями шкіл"}, {"3", "Конференція"}, {"4", "Новий захід"}}).paragraph("кінець");
  const auto report = compared(old, now);
  for (const auto& paragraph : report.paragraphs) {
    if (paragraph.stretches.empty()) continue;
    CHECK(paragraph.cell == (paragraph.stretches[0].text != "кінець"));
  }
}

TEST_CASE("columns that came or went, and whole tables") {
  DocxBuilder old;
  old.table({{"а", "б"}, {"в", "г"}}).paragraph("між").table({{"зайва таблиця"}}).paragraph("кінець");
  DocxBuilder now;
  now.paragraph("вступ").table({{"а", "б", "ґ"}, {"в", "г", "є"}}).paragraph("між").paragraph("кінець");
  (void)compared(old, now);
}

TEST_CASE("notes, headers and footers are compared too") {
  const auto with = [](const char* note, const char* head) {
    DocxBuilder builder;
    builder.body("<w:p>" + DocxBuilder::run("Текст") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>").footnote({note});
    builder.header({head}).body(
        "<w:p><w:pPr><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/></w:sectPr></w:pPr></w:p>");
    return builder;
  };
  const auto report = compared(with("Виноска перша", "Шапка один"), with("Виноска друга", "Шапка два"));
  CHECK(std::count_if(report.paragraphs.begin(), report.paragraphs.end(),
                      [](const ReportedParagraph& one) { return one.kind == Kind::changed; }) == 2);
}

TEST_CASE("a note that came or went is tracked with its text") {
  DocxBuilder with;
  with.body("<w:p>" + DocxBuilder::run("Текст") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>").footnote({"Виноска"});
  DocxBuilder without;
  without.paragraph("Текст").footnote({"до якої ніщо не веде"});
  for (const bool came : {true, false}) {
    const auto old = (came ? without : with).package();
    const auto now = (came ? with : without).package();
    const auto result = compare(old, now, options);
    REQUIRE(result.redline);
    const auto redline = formats::DocxPackage::read(Blob(*result.redline), "redline.docx");
    CHECK(accepted_equals(redline, now));
    CHECK(rejected_equals(redline, old));
    const auto notes = text_of(*result.redline, came ? Resolution::accept : Resolution::reject);
    CHECK(notes.find("Текст[^1]\n") == 0);
    CHECK(notes.find("Виноска\n") != std::string::npos);
  }
}

TEST_CASE("links, fields, breaks and bookmarks in changed paragraphs survive") {
  const std::string field =
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar "
      "w:fldCharType=\"separate\"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  DocxBuilder old;
  old.body("<w:p>" + DocxBuilder::run("див. ") + "<w:hyperlink r:id=\"rId1\">" + DocxBuilder::run("реєстр угод") +
           "</w:hyperlink>" + field + "<w:r><w:tab/><w:t>а</w:t><w:br/></w:r></w:p>")
      .relationship("hyperlink", "https://example.org/a", true);
  DocxBuilder now;
  now.body("<w:p><w:bookmarkStart w:id=\"0\" w:name=\"м\"/>" + DocxBuilder::run("дивись ") + "<w:hyperlink r:id=\"rId1\">" +
           DocxBuilder::run("реєстр договорів") + "</w:hyperlink><w:bookmarkEnd w:id=\"0\"/><w:r><w:t>б</w:t><w:br/></w:r></w:p>")
      .relationship("hyperlink", "https://example.org/b", true);
  const auto report = compared(old, now);
  CHECK(says(report, "comparison.bookmarks_not_tracked"));
}

TEST_CASE("pictures that only the old document has are carried into the result") {
  const auto picture = [](const char* id) {
    return "<w:p>" + DocxBuilder::run("герб ") +
           "<w:r><w:drawing><a:blip xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" r:embed=\"" + id +
           "\"/></w:drawing></w:r></w:p>";
  };
  DocxBuilder old;
  old.body(picture("rId1")).relationship("image", "media/a.png").entry("word/media/a.png", "old picture", "image/png");
  DocxBuilder now;
  now.body(picture("rId1")).relationship("image", "media/a.png").entry("word/media/a.png", "new picture", "image/png");
  (void)compared(old, now);
}

TEST_CASE("lists and styles that only the old document has come along") {
  const std::string list =
      "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"Стаття "
      "%1\"/></w:lvl></w:abstractNum>"
      "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num>";
  const std::string bullets =
      "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText "
      "w:val=\"%1)\"/></w:lvl></w:abstractNum>"
      "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num>";
  const std::string item =
      "<w:p><w:pPr><w:pStyle w:val=\"S\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr>";
  DocxBuilder old;
  old.numbering(list)
      .styles("<w:style w:type=\"paragraph\" w:styleId=\"S\"/>")
      .body(item + DocxBuilder::run("про культуру") + "</w:p>")
      .paragraph("кінець");
  DocxBuilder now;
  now.numbering(bullets).styles("<w:style w:type=\"paragraph\" w:styleId=\"T\"/>").paragraph("кінець");
  (void)compared(old, now);
  (void)compared(now, old);
}

TEST_CASE("content controls: their text is compared, their frame is the new one") {
  DocxBuilder old;
  old.body("<w:sdt><w:sdtPr><w:tag w:val=\"place\"/></w:sdtPr><w:sdtContent>" + DocxBuilder::paragraph_of({"м. Київ"}) +
           "</w:sdtContent></w:sdt>");
  DocxBuilder now;
  now.body("<w:sdt><w:sdtPr><w:tag w:val=\"place\"/></w:sdtPr><w:sdtContent>" + DocxBuilder::paragraph_of({"м. Житомир"}) +
           "</w:sdtContent></w:sdt>");
  CHECK(kinds(compared(old, now)) == std::vector<Kind>{Kind::changed});
  DocxBuilder bare;
  bare.paragraph("м. Київ");
  CHECK(says(compared(old, bare), "comparison.controls_not_tracked"));
  (void)compared(bare, old);
}

TEST_CASE("tracked changes that are there already are accepted first and counted") {
  DocxBuilder old;
  old.paragraph("текст");
  DocxBuilder now;
  now.body("<w:p>" + DocxBuilder::run("текст") + "<w:ins w:id=\"1\" w:author=\"a\" w:date=\"2026-01-01T00:00:00Z\">" +
           DocxBuilder::run(" новий") + "</w:ins></w:p>");
  const auto result = compare(old.package(), now.package(), options);
  CHECK(result.report.accepted_in_new == 1);
  CHECK(result.report.accepted_in_old == 0);
  REQUIRE(result.redline);
  CHECK(text_of(*result.redline, Resolution::accept) == "текст новий\n");
  CHECK(text_of(*result.redline, Resolution::reject) == "текст\n");
}

TEST_CASE("same input, same bytes; author and date stand at every change") {
  DocxBuilder old;
  old.paragraph("один два три");
  DocxBuilder now;
  now.paragraph("один чотири три");
  const auto first = compare(old.package(), now.package(), options);
  CHECK(*first.redline == *compare(old.package(), now.package(), options).redline);
  const auto part = formats::DocxPackage::read(Blob(*first.redline), "r").part("word/document.xml");
  CHECK(part.find("w:author=\"Ярина Зразкова\" w:date=\"2026-01-02T03:04:05Z\"") != Bytes::npos);
}

TEST_CASE("what has no tracked form is said") {
  DocxBuilder old;
  old.paragraph("а").comment({"зауваження"});
  DocxBuilder now;
  now.paragraph("а").styles("<w:style w:type=\"paragraph\" w:styleId=\"S\"/>");
  CHECK(says(compared(old, now), "comparison.comments_not_compared"));
  DocxBuilder other;
  other.paragraph("а").styles("<w:style w:type=\"paragraph\" w:styleId=\"S\"><w:rPr><w:b/></w:rPr></w:style>");
  CHECK(says(compared(now, other), "comparison.style_not_tracked"));
}

TEST_CASE("documents in two dialects are refused, with the prefix") {
  DocxBuilder old;
  old.paragraph("а");
  const auto package = old.package();
  auto part = package.part("word/document.xml");
  const std::string transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  part.replace(part.find(transitional), transitional.size(), "http://purl.oclc.org/ooxml/wordprocessingml/main");
  const auto strict = formats::DocxPackage::read(Blob(package.with_parts({{"word/document.xml", part}})), "strict.docx");
  CHECK(tests::key_of([&] { (void)compare(package, strict, options); }) == "comparison.dialects_differ");
}

TEST_CASE("JSON holds what changed, HTML all of it, both escaped") {
  DocxBuilder old;
  old.paragraph("а < б").paragraph("стоїть");
  DocxBuilder now;
  now.paragraph("а > б").paragraph("стоїть");
  const auto report = compared(old, now);
  const auto json = to_json(report, text::Language::uk);
  CHECK(json.at("equal") == false);
  CHECK(json.at("paragraphs").size() == 1);
  CHECK(json.at("counts").at("same") == 1);
  CHECK(json.at("paragraphs")[0].at("stretches")[1].at("text") == "<");
  const auto html = to_html(report, text::Language::en, Layout::inline_text);
  CHECK(html.find("<del>&lt;</del><ins>&gt;</ins>") != std::string::npos);
  CHECK(html.find("стоїть") != std::string::npos);
  const auto page = to_page(report, text::Language::uk, "а & б", Layout::side_by_side);
  CHECK(page.find("<title>а &amp; б</title>") != std::string::npos);
  CHECK(page.find("<td>а <del>&lt;</del> б</td><td>а <ins>&gt;</ins> б</td>") != std::string::npos);
}
