#include "comparison/tracked_changes.h"

#include "support/docx_builder.h"
#include "text/rendition.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::comparison;
using tests::DocxBuilder;

namespace {

constexpr const char* who = " w:id=\"1\" w:author=\"Ґ\" w:date=\"2026-01-01T00:00:00Z\"";

std::string inserted(std::string_view text) {
  return "<w:ins" + std::string(who) + ">" + DocxBuilder::run(text) + "</w:ins>";
}
std::string deleted(const std::string& text) {
  return "<w:del" + std::string(who) + "><w:r><w:delText xml:space=\"preserve\">" + text + "</w:delText></w:r></w:del>";
}
std::string marked(const char* mark, const std::string& content) {
  return "<w:p><w:pPr><w:rPr><w:" + std::string(mark) + who + "/></w:rPr></w:pPr>" + content + "</w:p>";
}

struct Read {
  std::string text;
  std::size_t changes;
};

Read resolved(const DocxBuilder& builder, Resolution resolution) {
  const auto package = builder.package();
  const auto one = resolve_changes(package.part("word/document.xml"), "word/document.xml", resolution);
  const auto after = formats::DocxPackage::read(Blob(package.with_parts({{"word/document.xml", one.part}})), "after");
  return {text::rendition(after), one.changes};
}

}  // namespace

TEST_CASE("a part without tracked changes comes back byte for byte") {
  const auto part = DocxBuilder().paragraph("Стаття 1. Ґрунт, Європа, Їжак, Інше, м’яч").package().part("word/document.xml");
  const auto one = resolve_changes(part, "p", Resolution::reject);
  CHECK(one.part == part);
  CHECK(one.changes == 0);
}

TEST_CASE("insertions and deletions of words are accepted or rejected") {
  DocxBuilder builder;
  builder.body("<w:p>" + DocxBuilder::run("Сторони ") + deleted("погоджують") + inserted("узгоджують") +
               DocxBuilder::run(" план.") + "</w:p>");
  CHECK(resolved(builder, Resolution::accept).text == "Сторони узгоджують план.\n");
  CHECK(resolved(builder, Resolution::reject).text == "Сторони погоджують план.\n");
  CHECK(resolved(builder, Resolution::accept).changes == 2);
}

TEST_CASE("whole paragraphs come and go with their marks") {
  DocxBuilder builder;
  builder.paragraph("А").body(marked("ins", inserted("нове"))).body(marked("del", deleted("старе"))).paragraph("Я");
  CHECK(resolved(builder, Resolution::accept).text == "А\nнове\nЯ\n");
  CHECK(resolved(builder, Resolution::reject).text == "А\nстаре\nЯ\n");
}

TEST_CASE("what a paragraph without its mark keeps goes to the next one") {
  DocxBuilder builder;
  builder.body(marked("del", DocxBuilder::run("Перша ") + deleted("частина"))).paragraph("друга");
  CHECK(resolved(builder, Resolution::accept).text == "Перша друга\n");
  CHECK(resolved(builder, Resolution::reject).text == "Перша частина\nдруга\n");
}

TEST_CASE("moved paragraphs stand at one place only") {
  DocxBuilder builder;
  builder.body("<w:moveFromRangeStart" + std::string(who) + " w:name=\"m\"/>")
      .body(marked("moveFrom", "<w:moveFrom" + std::string(who) + ">" + DocxBuilder::run("переїзд") + "</w:moveFrom>"))
      .body("<w:moveFromRangeEnd w:id=\"1\"/>")
      .paragraph("середина")
      .body(marked("moveTo", "<w:moveTo" + std::string(who) + ">" + DocxBuilder::run("переїзд") + "</w:moveTo>"));
  CHECK(resolved(builder, Resolution::accept).text == "середина\nпереїзд\n");
  CHECK(resolved(builder, Resolution::reject).text == "переїзд\nсередина\n");
}

TEST_CASE("rows and cells are accepted or rejected, and a table without rows goes") {
  const auto row = [](const std::string& mark, std::string_view text) {
    return "<w:tr>" + (mark.empty() ? "" : "<w:trPr><w:" + mark + who + "/></w:trPr>") + "<w:tc>" +
           DocxBuilder::paragraph_of({std::string(text)}) + "</w:tc></w:tr>";
  };
  DocxBuilder builder;
  builder.body("<w:tbl>" + row("", "а") + row("ins", "б") + row("del", "в") + "</w:tbl>").paragraph("Ї");
  CHECK(resolved(builder, Resolution::accept).text == "[table]\nа\n[|]\n[/]\nб\n[|]\n[/]\n[/table]\nЇ\n");
  CHECK(resolved(builder, Resolution::reject).text == "[table]\nа\n[|]\n[/]\nв\n[|]\n[/]\n[/table]\nЇ\n");
  DocxBuilder gone;
  gone.body("<w:tbl>" + row("del", "в") + "</w:tbl>").paragraph("Ї");
  CHECK(resolved(gone, Resolution::accept).text == "Ї\n");
}

TEST_CASE("a rejected format is the one that was remembered") {
  const std::string change = "<w:rPrChange" + std::string(who) + "><w:rPr><w:i/></w:rPr></w:rPrChange>";
  DocxBuilder builder;
  builder.body("<w:p><w:pPr><w:jc w:val=\"right\"/><w:pPrChange" + std::string(who) +
               "><w:pPr><w:jc w:val=\"left\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:b/>" + change +
               "</w:rPr><w:t>текст</w:t></w:r></w:p>");
  const auto part = builder.package().part("word/document.xml");
  const auto accepted = resolve_changes(part, "p", Resolution::accept).part;
  const auto rejected = resolve_changes(part, "p", Resolution::reject).part;
  CHECK(accepted.find("<w:pPr><w:jc w:val=\"right\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>") != Bytes::npos);
  CHECK(rejected.find("<w:pPr><w:jc w:val=\"left\"/></w:pPr><w:r><w:rPr><w:i/></w:rPr>") != Bytes::npos);
}

TEST_CASE("a cell whose paragraphs all went keeps an empty one") {
  DocxBuilder builder;
  builder.body("<w:tbl><w:tr><w:tc>" + marked("del", deleted("усе")) + "</w:tc></w:tr></w:tbl>").paragraph("Є");
  CHECK(resolved(builder, Resolution::accept).text == "[table]\n\n[|]\n[/]\n[/table]\nЄ\n");
}
