#include "document/facts.h"

#include "document/section.h"
#include "unit/document/document_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::document;
using chancery::tests::hash_of;
using chancery::tests::memorandum;

namespace {

formats::Json facts(const Document& document) {
  return facts_of(
      document,
      {"dddddddddddddddddddddddddddddddd", {"clerk", "translator"}, document.created, false, true, {{"as", "evidence"}}});
}

Document frozen(Document document) {
  document.frozen = Frozen{tests::file_named("manifest.json"), {}};
  return document;
}

Document signed_by(Document document, unsigned party, const std::string& act = "sign") {
  document.signatures.push_back(
      {party, act, SignatureKind::verified, party, "signer", "e", document.created, tests::file_named("s.p7s")});
  return document;
}

}  // namespace

TEST_CASE("facts are committed JSON: what guards see is what the leaf holds the hash of") {
  const auto value = facts(memorandum());
  CHECK_NOTHROW(formats::committed_json(value));
  CHECK(value.at("actor").at("roles") == formats::Json({"clerk", "translator"}));
  CHECK(value.at("comment") == "yes");
  CHECK(value.at("recorded") == "no");
  CHECK(value.at("payload").at("as") == "evidence");
  CHECK(value.at("time") == "2026-02-03T04:05:06.789Z");
}

TEST_CASE("an approval stands while its section has the hash that was approved") {
  Document document = memorandum();
  document = tests::approved(document, "source", *section_hash(document, "source"));
  CHECK(facts(document).at("approvals").at(0) == formats::Json({{"section", "source"}, {"count", 1}, {"stands", "yes"}}));
  CHECK(facts(document).at("approvals").at(1).at("stands") == "no");
  document.texts[0].content = hash_of("змінено");
  CHECK(facts(document).at("approvals").at(0).at("stands") == "no");
}

TEST_CASE("a certified translation of an older source is stale and no longer certified") {
  Document document = memorandum();
  document = tests::approved(document, "translation:en", *section_hash(document, "translation:en"));
  CHECK(facts(document).at("translations").at("all_certified") == "yes");
  document.texts[0].content = hash_of("змінено");
  CHECK(facts(document).at("translations").at("all_fresh") == "no");
  CHECK(facts(document).at("translations").at("all_certified") == "no");
}

TEST_CASE("all have signed when every party has; an initial is no signature") {
  Document document = signed_by(signed_by(memorandum(), 1), 2, "initial");
  CHECK(facts(document).at("signatures").at("done") == 1);
  CHECK(facts(document).at("signatures").at("all") == "no");
  document = signed_by(document, 2);
  CHECK(facts(document).at("signatures").at("all") == "yes");
  CHECK(facts(document).at("signatures").at("parties").at(1).at("done") == "yes");
}

TEST_CASE("the closing confirmation counts only for the manifest that it took") {
  Document document = frozen(memorandum());
  CHECK(facts(document).at("closed") == "no");
  document.closed = hash_of("another manifest");
  CHECK(facts(document).at("closed") == "no");
  document.closed = document.frozen->manifest.sha256;
  CHECK(facts(document).at("closed") == "yes");
}
