#include "apps/cli/document_text.h"

#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using formats::Json;
using tests::TestOffice;

namespace {

std::string text_of(const Json& document, text::Language language) {
  std::string text;
  for (const std::string& line : cli::document_text(cli::Terminal(language, false), document)) text += line + "\n";
  return text;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

}  // namespace

TEST_CASE("a document is shown to people in lines, in their language") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  const auto uk = text_of(test.show(id), text::Language::uk);
  const auto en = text_of(test.show(id), text::Language::en);
  for (const auto* const part : {"Проєкт", "стан ", "ЗРАЗОК / SPECIMEN", "не завізовано"}) {
    CAPTURE(part);
    CHECK(contains(uk, part));
  }
  for (const auto* const part : {"Draft", "revision ", "- main text: not approved", "translation (English)"}) {
    CAPTURE(part);
    CHECK(contains(en, part));
  }
}

TEST_CASE("an approval shows at its section") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  (void)test.done(test.clerk(), test.event(id, "submit"));
  (void)test.done(test.lawyer(), test.over(id, "approve", "source"));
  CHECK(contains(text_of(test.show(id), text::Language::en), "+ main text: approved"));
}

TEST_CASE("links, signatures and files have a line each") {
  const Json words{{"uk", "Ґ"}, {"en", "G"}};
  const Json document{{"title", words},
                      {"stage_label", words},
                      {"revision", 3},
                      {"updated", "2026-03-02T08:00:00.000Z"},
                      {"container", {{"path", "a.asice"}, {"sha256", "cc"}}},
                      {"annexes", Json::array({{{"number", 1}, {"file", {{"path", "annex-1.pdf"}, {"sha256", "aa"}}}}})},
                      {"links", Json::array({{{"label", words}, {"document", {{"id", "12"}, {"title", words}}}}})},
                      {"signatures", Json::array({{{"kind", "paper"},
                                                   {"party_name", "Київ"},
                                                   {"act", "sign"},
                                                   {"signer", "Єва"},
                                                   {"time", "2026-03-02T08:00:00.000Z"}}})}};
  const auto text = text_of(document, text::Language::en);
  for (const auto* const part : {"— · G · revision 3 · 2026-03-02, 10:00", "cc  a.asice", "aa  annex-1.pdf", "G: 12  G", "Єва"}) {
    CAPTURE(part);
    CHECK(contains(text, part));
  }
}
