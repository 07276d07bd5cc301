// Laws over generated values: what goes in comes out, and nothing but the data decides the bytes.
#include "support/effort.h"
#include "support/templates.h"
#include "text/characters.h"
#include "text/story.h"

#include <random>

using namespace chancery;
using namespace chancery::tests;

namespace {

std::string random_value(std::mt19937& random) {
  static const std::vector<std::string> pieces{
      "Ґ",     "Є",     "І",  "Ї", "’",      "ʼ", "<",  ">",  "&",  "]]>",    "{",      "}",  "{#a}", "{a}",
      "&amp;", "&#65;", "\"", "'", "<w:p/>", " ", "  ", "\n", "\t", "\u00A0", "\u2028", "%1", "\\",   "\U0001F600"};
  std::string value;
  for (auto left = random() % 20; left > 0; --left) {
    if (random() % 2 == 0) {
      value += pieces[random() % pieces.size()];
    } else {
      const auto point = static_cast<char32_t>(random() % 0x110000);
      if (point >= 0x20 && text::is_xml_character(point)) text::append_utf8(value, point);
    }
  }
  return value;
}

/// The value as it stands in the only paragraph of the body, read from the bytes by the walker.
std::string taken_out(const Bytes& package) {
  const auto story = text::Story::walk(read_package(package).part("word/document.xml"), "word/document.xml");
  std::string value;
  for (const auto& piece : story.paragraphs().front().pieces) {
    if (piece.kind == text::StoryPiece::Kind::text) value += story.text_of(piece);
    if (piece.kind == text::StoryPiece::Kind::tab) value += '\t';
    if (piece.kind == text::StoryPiece::Kind::line_break) value += '\n';
  }
  return value;
}

}  // namespace

TEST_CASE("any value is taken out of the document as it was put in") {
  std::mt19937 random(20241121);
  const auto whole = templating::compile(DocxBuilder().paragraph("{a}").package(), {});
  const auto cut = templating::compile(DocxBuilder().paragraph({"<", "{", "a", "}", ">"}).package(), {});
  for (int round = 0; round < 5'000 * effort(); ++round) {
    const auto value = random_value(random);
    const formats::Json data{{"a", value}};
    const auto document = filled(whole, data);
    REQUIRE(taken_out(document) == value);
    REQUIRE(document == filled(whole, data));
    REQUIRE(taken_out(filled(cut, data)) == "<" + value + ">");
  }
}

TEST_CASE("where a tag is cut into runs changes nothing that people read") {
  std::mt19937 random(7);
  const std::string source = "Між {#parties}{name.uk | upper:uk}, {/parties}далі — {term | default:\"Ґ\"}.";
  const auto* data = R"({"parties":[{"name":{"uk":"їжак"}},{"name":{"uk":"єнот"}}]})";
  const auto expected = lines(DocxBuilder().paragraph(source.c_str()), data);
  CHECK(expected == "Між ЇЖАК, ЄНОТ, далі — Ґ.\n");
  for (int round = 0; round < 200 * effort(); ++round) {
    DocxBuilder::Runs runs{""};
    for (const char one : source) {
      const bool boundary = (static_cast<unsigned char>(one) & 0xC0U) != 0x80U;
      if (boundary && random() % 3 == 0) runs.emplace_back();
      runs.back() += one;
    }
    REQUIRE(lines(DocxBuilder().paragraph(runs), data) == expected);
  }
}

TEST_CASE("whatever tags stand in paragraphs and cells, the outcome is findings or a well-formed document") {
  std::mt19937 random(42);
  const std::vector<std::string> words{"{#a}", "{/a}", "{#b}", "{/b}", "{/}", "{^a}", "{x}", "text ", "{!c}", ""};
  const auto data = json(R"({"a":[1,2],"b":[],"x":"Ї"})");
  const auto random_text = [&] {
    std::string text;
    for (auto left = random() % 4; left > 0; --left) text += words[random() % words.size()];
    return text;
  };
  int written = 0;
  for (int round = 0; round < 3'000 * effort(); ++round) {
    DocxBuilder builder;
    for (auto left = 1 + random() % 3; left > 0; --left) {
      if (random() % 3 == 0) {
        builder.table({{random_text(), random_text()}, {random_text(), random_text()}});
      } else {
        builder.paragraph({random_text(), random_text()});
      }
    }
    const auto outcome = templating::fill(templating::compile(builder.package(), {}), data);
    if (const auto* document = std::get_if<templating::Filled>(&outcome)) {
      ++written;
      REQUIRE_NOTHROW(text::rendition(read_package(document->package)));
    }
  }
  CHECK(written > 100);
}
