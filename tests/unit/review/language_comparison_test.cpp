#include "review/language_comparison.h"

#include "support/docx_builder.h"

#include <catch2/catch.hpp>

using namespace chancery;
using review::LanguageComparison;
using tests::DocxBuilder;

namespace {

text::SegmentedText text_of(const char* tag, const std::vector<const char*>& paragraphs) {
  DocxBuilder docx;
  for (const char* paragraph : paragraphs) docx.paragraph({paragraph}, tag);
  const auto language = *LanguageTag::parse(tag);
  return text::segments(docx.package(), {language, {}, {language}});
}

LanguageComparison compared(const std::vector<const char*>& uk, const std::vector<const char*>& en) {
  const review::Agreement agreement(*LanguageTag::parse("uk"), *LanguageTag::parse("en"));
  return review::compare_languages(text_of("uk", uk), text_of("en", en), agreement);
}

std::vector<std::string> rules(const LanguageComparison& comparison) {
  std::vector<std::string> all;
  for (const auto& segment : comparison.segments) {
    for (const auto& finding : segment.findings) all.push_back(finding.rule());
  }
  return all;
}

}  // namespace

TEST_CASE("two languages that say the same agree, sentence beside sentence") {
  const auto both = compared({"Сторони надають 5 000 євро.", "Ґанок відкрито 1 березня 2026 року."},
                             {"The Parties provide EUR 5,000.", "The porch opens on 1 March 2026."});
  CHECK(rules(both).empty());
  CHECK(both.agrees());
  REQUIRE(both.segments.size() == 2);
  CHECK(both.segments[1].source == "Ґанок відкрито 1 березня 2026 року.");
  CHECK(both.segments[1].target == "The porch opens on 1 March 2026.");
}

TEST_CASE("a value that disagrees is found at its sentence") {
  const auto both =
      compared({"Сторони надають 5 000 євро.", "Строк — 3 роки."}, {"The Parties provide EUR 5,000.", "The term is 4 years."});
  CHECK_FALSE(both.agrees());
  CHECK(both.segments[0].findings.empty());
  REQUIRE(both.segments[1].findings.size() == 1);
  CHECK(both.segments[1].findings[0].segment == both.segments[1].segment);
}

TEST_CASE("a sentence that one language lacks is missing, and compared with nothing") {
  const auto both = compared({"Перше речення.", "Друге речення про 7 справ."}, {"The first sentence."});
  CHECK(rules(both) == std::vector<std::string>{"review.segment_missing"});
  CHECK(both.segments.back().target.empty());
}
