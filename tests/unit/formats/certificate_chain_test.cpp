#include "formats/certificate_chain.h"

#include "support/test_authority.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;
using namespace chancery::tests;

namespace {

Timestamp time(std::string_view text) {
  return *Timestamp::parse(text);
}
const Timestamp within = time("2027-01-01T00:00:00.000Z");

}  // namespace

TEST_CASE("a chain leads from the signer to a given anchor") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  const ChainVerdict verdict = TrustAnchors({authority.certificate()}).verify_chain(signer.certificate, {}, within);
  CHECK(verdict.result == ChainResult::trusted);
  CHECK(verdict.path == std::vector{signer.certificate, authority.certificate()});
  CHECK(verdict.detail.empty());
}

TEST_CASE("nobody is trusted who was not given") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  CHECK(TrustAnchors().verify_chain(signer.certificate, {authority.certificate()}, within).result == ChainResult::no_anchor);
  CHECK(TrustAnchors().empty());
  CHECK_FALSE(TrustAnchors().contains(authority.certificate()));
  CHECK(TrustAnchors({authority.certificate()}).contains(authority.certificate()));
}

TEST_CASE("the signer's own certificate may be the anchor") {
  const TestSigner signer = TestAuthority().issue();
  CHECK(TrustAnchors({signer.certificate}).verify_chain(signer.certificate, {}, within).result == ChainResult::trusted);
}

TEST_CASE("expired and not yet valid are told apart, and the certificate is named") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  const TrustAnchors anchors({authority.certificate()});
  const auto late = anchors.verify_chain(signer.certificate, {}, time("2028-01-01T00:00:01.000Z"));
  CHECK(late.result == ChainResult::expired);
  CHECK(late.path.empty());
  CHECK(late.concerning.has_value());
  CHECK(anchors.verify_chain(signer.certificate, {}, time("2025-12-31T23:59:59.000Z")).result == ChainResult::not_yet_valid);
}

TEST_CASE("an issuer that is no authority breaks the chain") {
  const TestAuthority impostor("Не надавач");
  const TestAuthority root;
  const auto not_authority = root.issue_for({.name = "Не надавач"}, impostor.certificate().public_key_info());
  const TestSigner signer = impostor.issue();
  const auto verdict = TrustAnchors({root.certificate()}).verify_chain(signer.certificate, {not_authority}, within);
  CHECK(verdict.result == ChainResult::not_authority);
}

TEST_CASE("an intermediate authority is part of the path") {
  const TestAuthority middle("Проміжний надавач");
  const TestAuthority root;
  const auto certificate =
      root.issue_for({.name = "Проміжний надавач", .is_authority = true, .usage = 0x06}, middle.certificate().public_key_info());
  const TestSigner signer = middle.issue();
  const auto verdict = TrustAnchors({root.certificate()}).verify_chain(signer.certificate, {certificate}, within);
  CHECK(verdict.result == ChainResult::trusted);
  CHECK(verdict.path.size() == 3);
  CHECK(is_signed_by(certificate, root.certificate()));
  CHECK_FALSE(is_signed_by(certificate, middle.certificate()));
}

TEST_CASE("SHA-1 and small keys are too weak for a chain") {
  const TestAuthority authority;
  const TrustAnchors anchors({authority.certificate()});
  CHECK(anchors.verify_chain(authority.issue({.weak = true}).certificate, {}, within).result == ChainResult::weak);
  CHECK(anchors.verify_chain(authority.issue({.key = "1024"}).certificate, {}, within).result == ChainResult::weak);
}

TEST_CASE("a certificate with a wrong signature is not trusted") {
  const TestAuthority authority;
  const TestAuthority same_name;
  const auto verdict = TrustAnchors({same_name.certificate()}).verify_chain(authority.issue().certificate, {}, within);
  CHECK(verdict.result == ChainResult::broken);
  CHECK_FALSE(verdict.detail.empty());
}
