#include "apps/server/evidence_verdict.h"

#include "base/error.h"
#include "ledger/hash_words.h"
#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using evidence::Reliance;

TEST_CASE("what a reader knows is a key, the words of one, or a printed checkpoint") {
  Reliance known;
  server::rely_on(known, "");
  server::rely_on(known, " \r\n");
  CHECK(known.keys.empty());
  CHECK(known.key_words.empty());
  const auto words = ledger::hash_words(sha256("ключ"));
  server::rely_on(known, words + "\r\n");
  CHECK(known.key_words == std::vector<std::string>{words});
  CHECK(tests::key_of([&] { server::rely_on(known, "Ґанок"); }) == "server.reliance_odd");
  CHECK(tests::fault_of([&] { server::rely_on(known, std::string(10'000, 'x')); }) == Fault::input);
}

TEST_CASE("what cannot be read as evidence is a failed verdict in words") {
  const auto report =
      evidence::verify_evidence(Blob(Bytes("PK")), "Є.evidence.zip", {}, *Timestamp::parse("2027-01-01T00:00:00.000Z"));
  for (const auto language : {text::Language::uk, text::Language::en}) {
    const auto json = server::evidence_verdict(report, "Є.evidence.zip", language);
    CHECK(json.at("verdict") == "TOTAL-FAILED");
    CHECK(json.at("file") == "Є.evidence.zip");
    CHECK(json.at("checks").at(0).at("result") == "failed");
    CHECK_FALSE(json.contains("root"));
  }
}
