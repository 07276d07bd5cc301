#include "formats/x509.h"

#include "formats/der.h"
#include "support/errors.h"
#include "support/suites.h"
#include "support/test_authority.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;
using namespace chancery::tests;

TEST_CASE("a certificate says who, by whom, for how long and with what key") {
  const TestAuthority authority;
  const Certificate certificate = authority.issue().certificate;
  CHECK(certificate.subject_name() == "Іванна Ґудзь");
  CHECK(certificate.issuer_name() == "Тестовий надавач");
  CHECK(certificate.not_before().text() == "2026-01-01T00:00:00.000Z");
  CHECK(certificate.not_after().text() == "2028-01-01T00:00:00.000Z");
  CHECK(certificate.key_algorithm() == KeyAlgorithm::ec_p256);
  CHECK(certificate.key_bits() == 256);
  CHECK(certificate.key_algorithm_oid() == "1.2.840.10045.2.1");
  REQUIRE(certificate.key_usage());
  CHECK(certificate.key_usage()->digital_signature);
  CHECK(certificate.key_usage()->content_commitment);
  CHECK_FALSE(certificate.key_usage()->certificate_signing);
  CHECK_FALSE(certificate.is_authority());
  CHECK_FALSE(certificate.self_issued());
  CHECK(certificate.sha256() == sha256(certificate.der()));
  CHECK(certificate.may_be_issued_by(authority.certificate()));
  CHECK_FALSE(authority.certificate().may_be_issued_by(certificate));
  CHECK(authority.certificate().is_authority());
  CHECK(authority.certificate().self_issued());
  CHECK(authority.certificate().key_usage()->certificate_signing);
}

TEST_CASE("key kinds and sizes are told apart") {
  const TestAuthority authority;
  CHECK(authority.issue({.key = "P-384"}).certificate.key_algorithm() == KeyAlgorithm::ec_p384);
  const Certificate rsa = authority.issue({.key = "1024"}).certificate;
  CHECK(rsa.key_algorithm() == KeyAlgorithm::rsa);
  CHECK(rsa.key_bits() == 1024);
}

TEST_CASE("a key by DSTU 4145 is recognised though it cannot be used") {
  const Bytes algorithm = der_sequence({der_oid(Oid{"1.2.804.2.1.1.1.1.3.1.1"}), der_sequence({})});
  const Bytes info = der_sequence({algorithm, der(DerTag::bit_string, {BytesView("\0\x04\x01", 3)})});
  const Certificate certificate = TestAuthority().issue_for({}, info);
  CHECK(certificate.key_algorithm() == KeyAlgorithm::dstu4145);
  CHECK(certificate.key_algorithm_oid() == "1.2.804.2.1.1.1.1.3.1.1");
}

TEST_CASE("key identifiers, policies and purposes are read from the extensions") {
  const auto extension = [](const Oid& type, const Bytes& value) {
    return der_sequence({der_oid(type), der_octet_string(value)});
  };
  const Bytes own = extension(Oid{"2.5.29.14"}, der_octet_string("own"));
  const Bytes issuer = extension(Oid{"2.5.29.35"}, der_sequence({der(context_primitive(0), {"issuer"})}));
  const Bytes policies = extension(Oid{"2.5.29.32"}, der_sequence({der_sequence({der_oid(Oid{"2.25.5"})})}));
  const Bytes purposes = extension(Oid{"2.5.29.37"}, der_sequence({der_oid(Oid{"1.3.6.1.5.5.7.3.8"})}));
  const Certificate certificate = TestAuthority().issue({.more_extensions = own + issuer + policies + purposes}).certificate;
  CHECK(certificate.subject_key_identifier() == "own");
  CHECK(certificate.authority_key_identifier() == "issuer");
  CHECK(certificate.has_policy(Oid{"2.25.5"}));
  CHECK_FALSE(certificate.has_policy(Oid{"2.25.6"}));
  CHECK(certificate.has_extended_usage(Oid{"1.3.6.1.5.5.7.3.8"}));
  CHECK_FALSE(certificate.has_extended_usage(Oid{"1.3.6.1.5.5.7.3.4"}));
  CHECK(certificate.has_any_extended_usage());
  const Bytes again = extension(Oid{"2.5.29.14"}, der_octet_string("again"));
  CHECK(key_of([&] { static_cast<void>(TestAuthority().issue({.more_extensions = own + again})); }) ==
        "formats.certificate_extension_twice");
}

TEST_CASE("a name in a stranger's certificate can always be printed") {
  const auto named = [](std::string name) { return TestAuthority().issue({.name = std::move(name)}).certificate.subject_name(); };
  CHECK(named("a\nb") == "a b");
  CHECK(named("\xff\xfe") == "fffe");
}

TEST_CASE("certificates come as DER or as PEM, one or several") {
  const TestAuthority authority;
  const Certificate one = authority.issue().certificate;
  CHECK(read_certificates(one.der(), "der") == std::vector{one});
  const Bytes pem = "Bag Attributes\n" + write_pem(one) + write_pem(authority.certificate());
  CHECK(read_certificates(pem, "pem") == std::vector{one, authority.certificate()});
  CHECK(key_of([] { static_cast<void>(read_certificates("nothing", "pem")); }) == "formats.certificate_none");
  CHECK(key_of([] { static_cast<void>(read_certificates("-----BEGIN CERTIFICATE-----\n!!", "pem")); }) ==
        "formats.certificate_pem");
}

TEST_CASE("a certificate cut off or changed in its structure is an error, never a crash") {
  const Bytes der = TestAuthority().issue().certificate.der();
  for (std::size_t size = 0; size < der.size(); ++size) {
    CHECK(fault_of([&] { static_cast<void>(Certificate::read(BytesView(der).substr(0, size), "cut")); }) == Fault::input);
  }
  for (std::size_t offset = 0; offset < der.size(); ++offset) {
    Bytes changed = der;
    changed[offset] = static_cast<char>(changed[offset] ^ 0x55);
    const auto fault = fault_of([&] { static_cast<void>(Certificate::read(changed, "changed")); });
    if (fault) CHECK(fault == Fault::input);
  }
}
