#include "document/section.h"

#include "unit/document/document_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::document;
using chancery::tests::hash_of;
using chancery::tests::memorandum;

TEST_CASE("a bilingual document has a source and a translation, and annexes only when there are any") {
  Document document = memorandum();
  REQUIRE(sections_of(document).size() == 2);
  CHECK(sections_of(document)[0].name == "source");
  CHECK(sections_of(document)[1].name == "translation:en");
  document.annexes.push_back({1, tests::file_named("annex-1.pdf")});
  REQUIRE(sections_of(document).size() == 3);
  CHECK(sections_of(document)[2].name == "annexes");
}

TEST_CASE("a section is the hash of its canonical JSON, to the letter of FORMATS") {
  const Section source = sections_of(memorandum())[0];
  CHECK(source.sha256 == sha256(formats::committed_json(source.value)));
  CHECK(formats::committed_json(source.value) == R"({"clauses":[],"content":")" + hash_of("текст").hex() + R"(","data":")" +
                                                     hash_of("data").hex() + R"(","language":"uk","name":"source","template":")" +
                                                     hash_of("template").hex() + R"(","type":"chancery.section/1"})");
}

TEST_CASE("a changed clause voids the approval of the source, a new translation does not") {
  Document document = memorandum();
  document = tests::approved(document, "source", *section_hash(document, "source"));
  REQUIRE(is_approved(document, sections_of(document)[0]));
  document.texts[1].content = hash_of("another translation");
  CHECK(is_approved(document, sections_of(document)[0]));
  document.texts[0].content = hash_of("змінена стаття");
  CHECK_FALSE(is_approved(document, sections_of(document)[0]));
}

TEST_CASE("an approval of one section says nothing of another with the same hash") {
  Document document = memorandum();
  document = tests::approved(document, "translation:en", *section_hash(document, "source"));
  CHECK_FALSE(is_approved(document, sections_of(document)[0]));
  CHECK_FALSE(is_approved(document, sections_of(document)[1]));
}

TEST_CASE("a translation names the source that it was made from, not the one of now") {
  Document document = memorandum();
  const auto before = section_hash(document, "translation:en");
  document.texts[0].content = hash_of("змінена стаття");
  CHECK(section_hash(document, "translation:en") == before);
  CHECK_FALSE(section_hash(document, "translation:fr"));
}
