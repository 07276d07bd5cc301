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

TEST_CASE("neither initials nor seals are a party's signature") {
  Document document = frozen(memorandum());
  for (unsigned party = 1; party <= 2; ++party) document = signed_by(signed_by(document, party, "initial"), party, "seal");
  CHECK(facts(document).at("signatures").at("done") == 0);
  CHECK(facts(document).at("signatures").at("all") == "no");
}

TEST_CASE("a signature ad referendum waits until it is confirmed, each for its own party") {
  Document document = signed_by(frozen(memorandum()), 1, "ad_referendum");
  CHECK(facts(document).at("signatures").at("ad_referendum") == "yes");
  CHECK(waits_for_confirmation(document, 1));
  CHECK_FALSE(waits_for_confirmation(document, 2));
  CHECK_FALSE(waits_for_confirmation(signed_by(document, 1, "confirm"), 1));
}

TEST_CASE("facts name in whose name the person acts and acted, and nothing where it is their own") {
  Document document = memorandum();
  document.performances = {{"submit", "aa", "bb"}, {"return", "cc"}};
  CHECK(facts(document).at("performers").at(0).at("principal") == "bb");
  CHECK_FALSE(facts(document).at("performers").at(1).contains("principal"));
  CHECK_FALSE(facts(document).at("actor").contains("principal"));
  const auto value = facts_of(document, {"dd", {"clerk"}, document.created, false, false, formats::Json::object(), "ee"});
  CHECK(value.at("actor").at("principal") == "ee");
}
