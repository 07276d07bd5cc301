#include "formats/ocsp_response.h"

#include "support/test_revocation.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;
using namespace chancery::tests;

using State = OcspResponse::State;

TEST_CASE("an answer says what it says about one certificate of one issuer") {
  const TestAuthority authority;
  const TestAuthority other;
  const TestSigner signer = authority.issue();
  const auto answer = OcspResponse::read(make_answer(authority, signer.certificate), "ocsp");
  REQUIRE(answer.status_of(signer.certificate, authority.certificate()));
  CHECK(answer.status_of(signer.certificate, authority.certificate())->state == State::good);
  CHECK_FALSE(answer.status_of(authority.issue().certificate, authority.certificate()));
  CHECK_FALSE(answer.status_of(signer.certificate, other.certificate()));
}

TEST_CASE("a revoked certificate has the time since when") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  const Timestamp since = *Timestamp::parse("2026-10-01T00:00:00.000Z");
  const auto answer = OcspResponse::read(make_answer(authority, signer.certificate, {.revoked = since}), "ocsp");
  const auto status = answer.status_of(signer.certificate, authority.certificate());
  REQUIRE(status);
  CHECK(status->state == State::revoked);
  CHECK(status->revoked_since == since);
}

TEST_CASE("only the issuer or who it appointed may answer") {
  const TestAuthority authority;
  const TestAuthority stranger;
  const TestSigner signer = authority.issue();
  const TestSigner responder = make_responder(authority);
  const TestSigner colleague = authority.issue();  // no appointment
  const TestSigner foreign = make_responder(stranger);
  const auto signed_by = [&](const TestSigner* one) {
    const auto answer = OcspResponse::read(make_answer(authority, signer.certificate, {.responder = one}), "ocsp");
    return answer.is_signed_for(authority.certificate(), {});
  };
  CHECK(signed_by(nullptr));
  CHECK(signed_by(&responder));
  CHECK_FALSE(signed_by(&colleague));
  CHECK_FALSE(signed_by(&foreign));
}

TEST_CASE("a changed answer is not signed any more") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  Bytes bytes = make_answer(authority, signer.certificate);
  bytes[bytes.find("20261121103100Z") + 3] = '7';
  CHECK_FALSE(OcspResponse::read(bytes, "ocsp").is_signed_for(authority.certificate(), {}));
}

TEST_CASE("what is no answer is refused") {
  const TestAuthority authority;
  const Bytes answer = make_answer(authority, authority.issue().certificate);
  CHECK_THROWS_AS(OcspResponse::read(answer.substr(1), "ocsp"), Error);
  CHECK_THROWS_AS(OcspResponse::read(answer + "x", "ocsp"), Error);
  CHECK_THROWS_AS(OcspResponse::read("", "ocsp"), Error);
}
