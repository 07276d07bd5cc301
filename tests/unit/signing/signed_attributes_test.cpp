#include "signing/signed_attributes.h"

#include "formats/der.h"
#include "signing/algorithms.h"
#include "support/errors.h"
#include "support/signed_container.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

Bytes attribute(const Oid& type, BytesView values) {
  return der_sequence({der_oid(type), der(DerTag::set, {values})});
}
constexpr Oid signing_time{"1.2.840.113549.1.9.5"};
constexpr Oid old_certificate{"1.2.840.113549.1.9.16.2.12"};
constexpr Oid new_certificate{"1.2.840.113549.1.9.16.2.47"};

std::string refusal_of(const Bytes& set) {
  return key_of([&] { static_cast<void>(read_signed_attributes(set, "attributes")); });
}

}  // namespace

TEST_CASE("what is composed is read back") {
  const TestSigner signer = TestAuthority().issue();
  for (const auto commitment : {Commitment::proof_of_approval, Commitment::proof_of_origin}) {
    const Bytes set = compose_signed_attributes(signer.certificate, sha256("list"), signing_day, commitment);
    CHECK_NOTHROW(check_der(set, "attributes"));
    const SignedAttributes read = read_signed_attributes(set, "attributes");
    CHECK(read.content_type == id_data.view());
    CHECK(read.message_digest == sha256("list").view());
    CHECK(read.signing_time == signing_day);
    CHECK(read.commitment == commitment);
  }
}

TEST_CASE("a certificate is also known by the old attribute with SHA-1, but the new one is believed first") {
  const TestSigner signer = TestAuthority().issue();
  const Bytes sha1 = digest_of(digest_algorithm_by_uri("http://www.w3.org/2000/09/xmldsig#sha1"), signer.certificate.der());
  const Bytes old = attribute(old_certificate, der_sequence({der_sequence({der_sequence({der_octet_string(sha1)})})}));
  const SignedAttributes read = read_signed_attributes(der_set_of({old}), "attributes");
  REQUIRE(read.certificate);
  CHECK(refers_to(*read.certificate, signer.certificate));
  const Bytes wrong =
      attribute(new_certificate, der_sequence({der_sequence({der_sequence({der_octet_string(sha256("x").view())})})}));
  const SignedAttributes both = read_signed_attributes(der_set_of({old, wrong}), "attributes");
  REQUIRE(both.certificate);
  CHECK_FALSE(refers_to(*both.certificate, signer.certificate));
}

TEST_CASE("a reference by a digest that is not known refers to nothing") {
  CHECK_FALSE(refers_to({Bytes(Oid{"1.2.3"}.view()), "x"}, TestAuthority().issue().certificate));
}

TEST_CASE("an attribute stands once, with one value") {
  const Bytes once = attribute(signing_time, der_time(signing_day));
  const Bytes later = attribute(signing_time, der_time(signing_day.plus(std::chrono::seconds(1))));
  CHECK(refusal_of(der_set_of({once})).empty());
  CHECK(refusal_of(der_set_of({once, later})) == "signing.attribute_twice");
  CHECK(refusal_of(der_set_of({attribute(signing_time, der_time(signing_day) + der_time(signing_day))})) ==
        "formats.der_trailing");
  CHECK(refusal_of("x") == "formats.der_unexpected");
}

TEST_CASE("attributes that mean nothing here do not disturb, nor does another commitment") {
  const Bytes odd = attribute(Oid{"1.2.804.2.1.1.1.11.1.4.1.1"}, der_octet_string("застарілий"));
  const Bytes other = attribute(Oid{"1.2.840.113549.1.9.16.2.16"}, der_sequence({der_oid(Oid{"1.2.840.113549.1.9.16.6.2"})}));
  const SignedAttributes read = read_signed_attributes(der_set_of({odd, other}), "attributes");
  CHECK_FALSE(read.commitment);
  CHECK_FALSE(read.signing_time);
}
