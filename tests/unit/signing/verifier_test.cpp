#include "signing/verifier.h"

#include "support/effort.h"
#include "support/errors.h"
#include "support/signed_container.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

std::string log_of(const Report& report) {
  std::string text = std::string(name_of(report.verdict)) + " " + std::string(name_of(report.sub));
  for (const Note& note : report.notes) text += "\n" + note.place + ": " + to_log(note.message);
  return text;
}

}  // namespace

TEST_CASE("an untouched container of ours is valid for a reader who trusts its authority") {
  const TestAuthority authority;
  const Bytes container = with_signature(unsigned_container(), authority.issue(), authority);
  const Report report = verify_at_signing_day(container, authority);
  INFO(log_of(report));
  CHECK(report.verdict == Indication::total_passed);
  CHECK(report.ours);
  REQUIRE(report.signatures.size() == 1);
  const SignatureReport& signature = report.signatures.front();
  CHECK(signature.signer == "Іванна Ґудзь");
  CHECK(signature.claimed_time == signing_day);
  CHECK_FALSE(signature.proven_time);
  CHECK(signature.statement == sample_statement);
  CHECK(signature.commitment == Commitment::proof_of_approval);
  CHECK(signature.files == signed_files(sample_manifest, sample_files()));
}
