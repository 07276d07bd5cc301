#include "signing/report.h"

#include "signing/demonstration.h"
#include "support/signed_container.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

TEST_CASE("a verified signature becomes the SIG record of a leaf") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  const Bytes container = with_signature(unsigned_container(), signer, authority);
  const Report report = verify_at_signing_day(container, authority);
  const auto record = sig_record(report.signatures.at(0), "sign", sha256("policy"));
  CHECK(record["act"] == "sign");
  CHECK(record["kind"] == "verified");
  CHECK(record["indication"] == "TOTAL-PASSED");
  CHECK_FALSE(record.contains("sub"));
  CHECK(record["cert_sha256"] == signer.certificate.sha256().hex());
  CHECK(record["chain_sha256"] == formats::Json::array({authority.certificate().sha256().hex()}));
  CHECK(record["tokens_sha256"] == formats::Json::array());
  CHECK(record["revocation_sha256"] == formats::Json::array());
  CHECK(record["policy_sha256"] == sha256("policy").hex());
  CHECK(record["value_sha256"].is_string());
  CHECK_NOTHROW(formats::committed_json(record));
}

TEST_CASE("what could not be checked here says so in its record") {
  SignatureReport report("META-INF/signature001.p7s", sha256("p7s"));
  report.indication = Indication::indeterminate;
  report.sub = SubIndication::crypto_constraints_failure;
  report.verifiable = false;
  const auto record = sig_record(report, "seal", sha256("policy"));
  CHECK(record["kind"] == "unverifiable");
  CHECK(record["sub"] == "CRYPTO_CONSTRAINTS_FAILURE");
  CHECK_FALSE(record.contains("cert_sha256"));
  CHECK_FALSE(record.contains("value_sha256"));
}

TEST_CASE("a certificate for demonstrations is told by its policy or its authority's name") {
  CHECK_FALSE(is_demonstration(TestAuthority().issue().certificate));
  CHECK(is_demonstration(TestAuthority("DEMONSTRATION · Рада").issue().certificate));
  using namespace formats;
  const Bytes policies =
      der_sequence({der_oid(Oid{"2.5.29.32"}), der_octet_string(der_sequence({der_sequence({der_oid(demonstration_policy)})}))});
  CHECK(is_demonstration(TestAuthority().issue({.more_extensions = policies}).certificate));
}
