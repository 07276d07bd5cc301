#include "ledger/step.h"

#include "base/error.h"
#include "ledger/who.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;
using chancery::formats::Json;

namespace {

const DocumentId document = *DocumentId::parse("00112233445566778899aabbccddeeff");
const Timestamp noon = *Timestamp::parse("2026-11-21T12:00:00.000Z");
const Pseudonym person = pseudonym_in(document, SecretBytes(std::string(32, 'k')));

Step smallest() {
  return {.doc = document,
          .doc_seq = 0,
          .doc_prev = {},
          .event = "NEW",
          .refused_by = {},
          .revision = 1,
          .from = {},
          .to = {"draft"},
          .workflow = {sha256("chart")},
          .facts = sha256("facts"),
          .manifest = {},
          .sections = {},
          .in = {},
          .out = {},
          .signatures = {},
          .recorded = {},
          .parent = {}};
}

FileSignature verified_signature() {
  return {.act = "sign",
          .kind = FileSignature::Kind::verified,
          .value_sha256 = sha256("value"),
          .file_sha256 = sha256("p7s"),
          .signed_sha256 = sha256("signed"),
          .cert_sha256 = sha256("certificate"),
          .chain_sha256 = {sha256("authority")},
          .tokens_sha256 = {},
          .revocation_sha256 = {sha256("ocsp")},
          .indication = "INDETERMINATE",
          .sub = "NO_POE",
          .policy_sha256 = sha256("policy")};
}

/// Everything that a step can say.
Step largest() {
  Step step = smallest();
  step.doc_seq = 3;
  step.doc_prev = sha256("previous");
  step.refused_by = "workflow.role";
  step.manifest = sha256("manifest");
  step.sections = {{"source", sha256("source")}, {"translation:en", sha256("english")}};
  step.in = {OpenFile{"Лист Ґ.docx", "application/pdf", 7, sha256("letter")}, ClosedFile{sha256("closed")}};
  step.out = {ClosedFile{sha256("other")}};
  step.signatures = {verified_signature(), PaperSignature{"initial", sha256("scan")}};
  step.recorded = RecordedAct{"Governor", "ministry", noon, "Київ", "post", "12/3", sha256("evidence"), Actor(person)};
  step.parent = sha256("parent");
  return step;
}

}  // namespace

TEST_CASE("the smallest step has every list and no optional key") {
  const Json json = to_json(smallest());
  CHECK(formats::committed_json(json) ==
        R"({"doc":"00112233445566778899aabbccddeeff","doc_seq":0,"event":"NEW","facts":")" + sha256("facts").hex() +
            R"(","from":[],"in":[],"out":[],"outcome":"done","revision":1,"sections":[],"sig":[],"to":["draft"],)" +
            R"("workflow":{"engine":"scxml/1","sha256":")" + sha256("chart").hex() + R"("}})");
  CHECK_FALSE(why_not_a_step(json));
}

TEST_CASE("a step with everything is written and understood") {
  const Json json = to_json(largest());
  CHECK_FALSE(why_not_a_step(json));
  CHECK(json["outcome"] == "refused");
  CHECK(json["rule"] == "workflow.role");
  CHECK(json["in"][1] == Json{{"commitment", sha256("closed").hex()}});
  CHECK(json["sig"][1] == Json{{"act", "initial"}, {"kind", "paper"}, {"file_sha256", sha256("scan").hex()}});
  CHECK(json["sig"][0]["sub"] == "NO_POE");
  CHECK(json["recorded"]["recorder"].get<std::string>() == person.hex());
}

TEST_CASE("doc_prev is there from the second leaf of a document on, and only then") {
  Step step = smallest();
  step.doc_prev = sha256("x");
  CHECK_THROWS_AS(to_json(step), Error);
  step = largest();
  step.doc_prev.reset();
  CHECK_THROWS_AS(to_json(step), Error);
  Json json = to_json(smallest());
  json["doc_prev"] = sha256("x").hex();
  CHECK(why_not_a_step(json));
}

TEST_CASE("a step without a required key, with an unknown key or a wrong value is not understood") {
  const Json whole = to_json(largest());
  for (const char* key :
       {"doc", "doc_seq", "event", "outcome", "revision", "from", "to", "workflow", "facts", "sections", "in", "out", "sig"}) {
    Json json = whole;
    json.erase(key);
    CHECK(why_not_a_step(json)->key == "ledger.missing_key");
    json = whole;
    json[key] = Json{{"unexpected", "x"}};
    INFO(key);
    CHECK(why_not_a_step(json));
  }
  Json json = whole;
  json["more"] = "x";
  CHECK(why_not_a_step(json)->key == "ledger.unknown_key");
  json = whole;
  json["sig"][0]["kind"] = "trusted";
  CHECK(why_not_a_step(json) == Message{"ledger.unknown_value", {{"place", "step.sig[0].kind"}}});
  json = whole;
  json["sig"][1]["indication"] = "TOTAL-PASSED";
  CHECK(why_not_a_step(json));
  json = whole;
  json.erase("rule");
  CHECK(why_not_a_step(json));
  json = whole;
  json["workflow"]["engine"] = "scxml/2";
  CHECK(why_not_a_step(json));
  CHECK(why_not_a_step(Json::array()));
}

TEST_CASE("a person is the same within a document and another one in the next") {
  const SecretBytes key(std::string(32, 'k'));
  const auto other = *DocumentId::parse("ffeeddccbbaa99887766554433221100");
  CHECK(pseudonym_in(document, key) == person);
  CHECK(pseudonym_in(other, key) != person);
  CHECK(pseudonym_in(document, SecretBytes(std::string(32, 'l'))) != person);
  const Sha256 expected = hmac_sha256(std::string(32, 'k'), "chancery.person/1\n00112233445566778899aabbccddeeff");
  CHECK(person.hex() == expected.hex().substr(0, 32));
  CHECK(pseudonym_in_system("a/e1", key).hex() ==
        hmac_sha256(std::string(32, 'k'), "chancery.person/1\na/e1").hex().substr(0, 32));
}

TEST_CASE("who acted is written with what applies and understood") {
  const Who least{Actor::system(), {}, "", "", {}, {"none", {}, {}}};
  CHECK(formats::committed_json(to_json(least)) == R"({"auth":{"method":"none"},"org":"","person":"system","role":""})");
  CHECK_FALSE(why_not_a_who(to_json(least)));
  const Who most{Actor(person), person, "lawyer", "region", sha256("order"), {"password", sha256("session"), sha256("proof")}};
  CHECK_FALSE(why_not_a_who(to_json(most)));
  Json json = to_json(most);
  json["person"] = "Єва";
  CHECK(why_not_a_who(json)->key == "ledger.unknown_value");
  json = to_json(most);
  json["auth"]["token"] = "x";
  CHECK(why_not_a_who(json)->key == "ledger.unknown_key");
}

TEST_CASE("an empty note is an empty object, a note holds names and free text") {
  CHECK(formats::committed_json(to_json(Note{})) == "{}");
  const Json json = to_json(Note{"Їжакевич", "зауваження", "10.0.0.1", "00"});
  CHECK(json.size() == 4);
  CHECK_FALSE(why_not_a_note(json));
  CHECK(why_not_a_note(Json{{"mood", "good"}})->key == "ledger.unknown_key");
  CHECK(why_not_a_note(Json{{"name", 1}})->key == "ledger.unknown_value");
}
