#include "review/lint.h"

#include "support/docx_builder.h"
#include "support/errors.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using namespace chancery::review;
using tests::DocxBuilder;

namespace {

std::vector<Finding> linted(std::initializer_list<const char*> paragraphs, const char* language, const char* profile) {
  DocxBuilder builder;
  for (const char* const one : paragraphs) builder.paragraph(one);
  const auto tag = *LanguageTag::parse(language);
  const auto* found = find_profile(profile);
  REQUIRE(found != nullptr);
  return lint(text::segments(builder.package(), {tag, {}, {}}), tag, *found, "uk");
}

bool has(const std::vector<Finding>& findings, const char* rule, const std::string& argument = {}) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& one) {
    return one.rule() == rule && (argument.empty() || std::get<std::string>(one.message.arguments.at(0).second) == argument);
  });
}

}  // namespace

TEST_CASE("four profiles come with the program, each rule with its source") {
  std::vector<std::string> names;
  for (const auto& profile : built_in_profiles()) {
    names.push_back(profile.name);
    CHECK(profile.title.count("uk") == 1);
    for (const auto& word : profile.words) CHECK_FALSE(profile.source_in(word.source, "uk").empty());
    for (const auto& clause : profile.clauses) CHECK_FALSE(profile.source_in(clause.source, "en").empty());
  }
  std::sort(names.begin(), names.end());
  CHECK(names == std::vector<std::string>{"eu_region", "note_verbale", "ukrainian_region", "us_state"});
  CHECK(find_profile("nothing") == nullptr);
}

TEST_CASE("binding words are advised against in a text with a US state, at their segment and with the source") {
  const auto findings = linted({"The Parties shall agree on a plan.", "The Participants intend to meet."}, "en", "us_state");
  CHECK(has(findings, "review.advised_word", "shall"));
  CHECK(has(findings, "review.advised_word", "Parties"));
  const auto first =
      std::find_if(findings.begin(), findings.end(), [](const Finding& one) { return one.rule() == "review.advised_word"; });
  CHECK_FALSE(first->segment.empty());
  CHECK(first->source.find("Державного департаменту") != std::string::npos);
  CHECK_FALSE(has(linted({"The Participants intend to meet."}, "en", "us_state"), "review.advised_word"));
}

TEST_CASE("missing clauses are named, those that are there are not") {
  const auto bare = linted({"Учасники співпрацюють."}, "uk", "ukrainian_region");
  for (const char* const clause : {"financing", "duration", "language", "termination"})
    CHECK(has(bare, "review.missing_clause", clause));
  const auto whole = linted({"Заходи здійснюють у межах наявного фінансування.", "Меморандум діє п’ять років.",
                             "Укладено українською мовою у двох примірниках.", "Учасник може припинити співпрацю."},
                            "uk", "ukrainian_region");
  CHECK_FALSE(has(whole, "review.missing_clause"));
}

TEST_CASE("a term that is used with a capital is defined somewhere") {
  CHECK(has(linted({"За згодою Сторони змінюють план."}, "uk", "ukrainian_region"), "review.undefined_term", "Сторони"));
  CHECK_FALSE(
      has(linted({"Область і штат (далі — Сторони) домовилися.", "За згодою Сторони змінюють план."}, "uk", "ukrainian_region"),
          "review.undefined_term"));
  CHECK_FALSE(has(linted({"Обидві сторони змінюють план."}, "uk", "ukrainian_region"), "review.undefined_term"));
}

TEST_CASE("a reference leads to an article of the document or of a named act") {
  const auto findings = linted({"Стаття 1. Мета", "Як сказано в статті 7, план змінюють.",
                                "Відповідно до статті 9 Закону України план змінюють.", "Див. статтю 1."},
                               "uk", "ukrainian_region");
  CHECK(has(findings, "review.broken_reference", "7"));
  CHECK_FALSE(has(findings, "review.broken_reference", "9"));
  CHECK_FALSE(has(findings, "review.broken_reference", "1"));
}

TEST_CASE("numbers that disagree inside the text are found") {
  CHECK(has(linted({"Діє 5 (шість) років."}, "uk", "ukrainian_region"), "review.number_words", "5"));
}

TEST_CASE("a note verbale speaks in the third person, with its courtesies, without a signature block") {
  const auto wrong = linted({"Ми просимо розглянути план.", "__________ /підпис/"}, "uk", "note_verbale");
  CHECK(has(wrong, "review.advised_word", "ми"));
  CHECK(has(wrong, "review.missing_clause", "courtesy_open"));
  CHECK(has(wrong, "review.signature_block"));
  const auto right = linted({"Адміністрація засвідчує свою повагу Посольству та має честь повідомити таке.",
                             "Адміністрація користується цією нагодою, щоб поновити запевнення у своїй повазі."},
                            "uk", "note_verbale");
  CHECK(right.empty());
}

TEST_CASE("a profile that is not one is refused with its field") {
  for (
      const char* const text :
      {"[]", "{}",
       R"({"title":{"uk":"а","en":"a"},"sources":{},"words":[],"clauses":[{"clause":"x","source":"none","words":{}}],"terms":{}})",
       R"({"title":{"uk":"а"},"sources":{},"words":[],"clauses":[],"terms":{}})",
       R"({"title":{"uk":"а","en":"a"},"sources":{},"words":{},"clauses":[],"terms":{}})"}) {
    CHECK(tests::key_of([&] { (void)read_profile(formats::parse_json(text, "p"), "p"); }) == "review.profile_shape");
  }
}
