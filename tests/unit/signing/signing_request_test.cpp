#include "signing/signing_request.h"

#include "formats/der.h"
#include "signing/cms_check.h"
#include "signing/signed_attributes.h"
#include "signing/signed_data.h"
#include "support/errors.h"
#include "support/signed_container.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

std::string objection_of(const TestCertificate& wanted) {
  const auto objection = objection_to(TestAuthority().issue(wanted).certificate, signing_day);
  return objection ? objection->key : "";
}

/// r‖s as browsers and cards give it.
Bytes raw_pair(BytesView der_value, std::size_t size) {
  formats::DerReader pair = formats::DerReader(der_value, "value").enter(formats::DerTag::sequence);
  Bytes raw;
  for (int number = 0; number < 2; ++number) {
    const BytesView digits = pair.unsigned_integer();
    raw.append(size - digits.size(), '\0').append(digits);
  }
  return raw;
}

}  // namespace

TEST_CASE("a certificate may sign while it is valid and issued for it") {
  CHECK(objection_of({}).empty());
  CHECK(objection_of({.usage = 0x40}).empty());
  CHECK(objection_of({.usage = 0x20}) == "signing.key_usage");
  CHECK(objection_of({.is_authority = true}) == "signing.key_usage");
  CHECK(objection_of({.to = *Timestamp::parse("2026-11-20T00:00:00.000Z")}) == "signing.expired");
  CHECK(objection_of({.from = *Timestamp::parse("2026-11-22T00:00:00.000Z")}) == "signing.not_yet_valid");
  CHECK(objection_of({.key = "1024"}) == "signing.key_not_accepted");
  CHECK(objection_of({.key = "2048"}) == "signing.key_not_accepted");
  CHECK(objection_of({.key = "P-521"}) == "signing.key_not_accepted");
}

TEST_CASE("prepare refuses whom the certificate does not allow to sign") {
  const TestSigner signer = TestAuthority().issue({.to = *Timestamp::parse("2026-11-20T00:00:00.000Z")});
  CHECK(key_of([&] { static_cast<void>(prepare(order_for(signer))); }) == "signing.expired");
  CHECK(fault_of([&] { static_cast<void>(prepare(order_for(signer))); }) == Fault::input);
}

TEST_CASE("the signed attributes say what, when, by whose certificate and why") {
  const TestSigner signer = TestAuthority().issue();
  auto order = order_for(signer);
  order.commitment = Commitment::proof_of_origin;
  const SigningRequest request = prepare(order);
  CHECK_NOTHROW(formats::check_der(request.signed_attributes(), "attributes"));
  const SignedAttributes attributes = read_signed_attributes(request.signed_attributes(), "attributes");
  CHECK(attributes.message_digest == sha256(request.asic_manifest()).view());
  CHECK(attributes.signing_time == signing_day);
  CHECK(attributes.commitment == Commitment::proof_of_origin);
  REQUIRE(attributes.certificate);
  CHECK(refers_to(*attributes.certificate, signer.certificate));
  CHECK(request.digest() == sha256(request.signed_attributes()));
}

TEST_CASE("the CMS API of OpenSSL accepts what was composed, for every kind of key") {
  const TestAuthority authority;
  for (const std::string key : {"P-256", "P-384", "3072"}) {
    INFO(key);
    const TestSigner signer = authority.issue({.key = key});
    const SigningRequest request = prepare(order_for(signer));
    const Bytes p7s = finish(request, signer.sign(request.signed_attributes()), {authority.certificate()});
    CHECK(cms_accepts(p7s, request.asic_manifest()));
    CHECK_FALSE(cms_accepts(p7s, request.asic_manifest() + " "));
    CHECK_NOTHROW(formats::check_der(p7s, "p7s"));
  }
}

TEST_CASE("a value as r and s joined makes the same signature as in DER") {
  const TestAuthority authority;
  for (const auto& [key, size] : {std::pair{"P-256", 32U}, {"P-384", 48U}}) {
    const TestSigner signer = authority.issue({.key = key});
    const SigningRequest request = prepare(order_for(signer));
    const Bytes value = signer.sign(request.signed_attributes());
    CHECK(finish(request, raw_pair(value, size), {}) == finish(request, value, {}));
  }
}

TEST_CASE("finish takes only a value of this key over these attributes") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  const TestSigner other = authority.issue();
  const SigningRequest request = prepare(order_for(signer));
  const auto refusal = [&](const Bytes& value) { return key_of([&] { static_cast<void>(finish(request, value, {})); }); };
  CHECK(refusal(signer.sign(request.signed_attributes())).empty());
  CHECK(refusal(signer.sign(request.asic_manifest())) == "signing.value_wrong");
  CHECK(refusal(other.sign(request.signed_attributes())) == "signing.value_wrong");
  CHECK(refusal("") == "signing.value_wrong");
  CHECK(refusal(Bytes(64, 'x')) == "signing.value_wrong");
  CHECK(refusal(signer.sign(request.signed_attributes()) + "x") == "signing.value_wrong");
}

TEST_CASE("only certificates of the signer's chain are put into a signature") {
  const TestAuthority authority;
  const TestAuthority stranger("Інший надавач");
  const TestSigner signer = authority.issue();
  const SigningRequest request = prepare(order_for(signer));
  const Bytes value = signer.sign(request.signed_attributes());
  CHECK(key_of([&] { static_cast<void>(finish(request, value, {stranger.certificate()})); }) ==
        "signing.certificate_not_in_chain");
}

TEST_CASE("a stored request is taken back only whole") {
  const TestAuthority authority;
  const TestSigner signer = authority.issue();
  const SigningRequest request = prepare(order_for(signer));
  const auto restore = [&](const formats::Certificate& certificate, const Bytes& listing, const Bytes& attributes) {
    return key_of([&] { static_cast<void>(SigningRequest(certificate, request.slot(), listing, attributes)); });
  };
  CHECK(restore(signer.certificate, request.asic_manifest(), request.signed_attributes()).empty());
  CHECK(restore(signer.certificate, request.asic_manifest() + " ", request.signed_attributes()) == "signing.request_mismatch");
  CHECK(restore(authority.issue().certificate, request.asic_manifest(), request.signed_attributes()) ==
        "signing.request_mismatch");
  CHECK(restore(signer.certificate, request.asic_manifest(), "0") == "formats.der_truncated");
}

TEST_CASE("the same order gives the same bytes to sign") {
  const TestSigner signer = TestAuthority().issue();
  CHECK(prepare(order_for(signer)).signed_attributes() == prepare(order_for(signer)).signed_attributes());
}
