#include "document/document.h"

#include "base/error.h"
#include "unit/document/document_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::document;
using chancery::tests::file_named;
using chancery::tests::memorandum;

namespace {

/// With everything that a document can hold.
Document full_memorandum() {
  Document document = tests::approved(memorandum(), "source", tests::hash_of("section"));
  const auto pen = file_named("scan.pdf");
  document.annexes.push_back({1, file_named("annex-1.pdf")});
  document.evidence.push_back(pen);
  document.performances.push_back({"submit", "cccccccccccccccccccccccccccccccc"});
  document.unconfirmed.push_back(
      {"record.sign", "голова", "область", document.created, "Київ", "paper", "1", "c", "Ім’я", 2, pen});
  document.registration = Registration{"1/2026", "2026-02-03"};
  document.frozen = Frozen{file_named("manifest.json"), {file_named("memorandum.txt")}};
  document.closed = document.frozen->manifest.sha256;
  document.container = file_named("memorandum.asice");
  document.signatures.push_back({1, "sign", SignatureKind::paper, 0, "Ярина Зразкова", "c", document.created, pen});
  return document;
}

}  // namespace

TEST_CASE("a stored document comes back as it was") {
  for (const Document& document : {memorandum(), full_memorandum()}) {
    CHECK(to_json(document_from_json(to_json(document))) == to_json(document));
  }
}

TEST_CASE("a stored value that is no document is the machine's fault, and named") {
  auto broken = to_json(memorandum());
  SECTION("a field is missing") {
    broken.erase("texts");
  }
  SECTION("an id is odd") {
    broken["id"] = "Ґ";
  }
  SECTION("a hash is odd") {
    broken["workflow"] = "00";
  }
  SECTION("a status is unknown") {
    broken["texts"][0]["status"] = "perhaps";
  }
  try {
    (void)document_from_json(broken);
    FAIL("it was read");
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::environment);
    CHECK(error.message().key == "document.stored_value_broken");
  }
}

TEST_CASE("a text is found by its language, and only by it") {
  const Document document = memorandum();
  REQUIRE(document.text_in(*LanguageTag::parse("en")) != nullptr);
  CHECK(document.text_in(*LanguageTag::parse("en"))->content == tests::hash_of("text"));
  CHECK(document.text_in(*LanguageTag::parse("fr")) == nullptr);
  CHECK(document.source().language.text() == "uk");
}

TEST_CASE("the words of statuses and kinds are those of the manifest") {
  for (const char* name : {"authentic", "official", "courtesy", "machine"})
    CHECK(name_of(*parse_translation_status(name)) == name);
  CHECK_FALSE(parse_translation_status("Authentic"));
  CHECK(name_of(SignatureKind::verified) == "verified");
  CHECK(name_of(SignatureKind::unverifiable) == "unverifiable");
  CHECK(name_of(SignatureKind::paper) == "paper");
}
