#pragma once

#include "formats/time_stamp.h"
#include "signing/algorithms.h"
#include "support/test_authority.h"

#include <optional>
#include <string>

namespace chancery::tests {

/// A critical extension with the content of its OCTET STRING.
[[nodiscard]] inline Bytes test_extension(const formats::Oid& type, BytesView value, bool critical = true) {
  using namespace formats;
  return der_sequence({der_oid(type), critical ? der(DerTag::boolean, {"\xff"}) : Bytes(), der_octet_string(value)});
}

[[nodiscard]] inline Bytes time_stamping_usage(bool critical = true) {
  using namespace formats;
  return test_extension(Oid{"2.5.29.37"}, der_sequence({der_oid(Oid{"1.3.6.1.5.5.7.3.8"})}), critical);
}

/// What a token of a test says and how it is wrong.
struct TestToken {
  Timestamp time = *Timestamp::parse("2026-11-21T10:30:05.000Z");
  Bytes nonce = "\x11\x22\x33\x44";
  bool with_certificate = true;
  bool other_content_digest = false;  // the message-digest attribute is of something else
  bool spoiled_value = false;
  std::string fraction{};       // ".5"
  Bytes unsigned_attributes{};  // of the SignerInfo, as they stand
};

/// A time server in the process of the test.
class TestTimeServer {
 public:
  explicit TestTimeServer(const TestAuthority& authority, TestCertificate wanted = {}, Bytes usage = time_stamping_usage())
      : signer_(authority.issue(server_certificate(std::move(wanted), usage))) {}

  [[nodiscard]] const formats::Certificate& certificate() const { return signer_.certificate; }

  [[nodiscard]] Bytes stamp(BytesView message, const TestToken& wanted = {}) const { return stamp(sha256(message), wanted); }

  [[nodiscard]] Bytes stamp(const Sha256& imprint, const TestToken& wanted = {}) const {
    using namespace formats;
    const Bytes info = compose_info(imprint, wanted);
    const Bytes digest_algorithm = der_sequence({der_oid(signing::id_sha256)});
    const Bytes attributes = der_set_of(
        {attribute(Oid{"1.2.840.113549.1.9.3"}, der_oid(id_tst_info)),
         attribute(Oid{"1.2.840.113549.1.9.4"}, der_octet_string(sha256(wanted.other_content_digest ? "" : info).view())),
         attribute(Oid{"1.2.840.113549.1.9.16.2.47"},
                   der_sequence({der_sequence({der_sequence({der_octet_string(certificate().sha256().view())})})}))});
    Bytes value = signer_.sign(attributes);
    if (wanted.spoiled_value) value = signer_.sign(attributes + " ");
    Bytes tagged = attributes;
    tagged.front() = static_cast<char>(context_constructed(0));
    const Bytes signer = der_sequence({der_integer(static_cast<unsigned char>(1)),
                                       der_sequence({certificate().issuer(), der(DerTag::integer, {certificate().serial()})}),
                                       digest_algorithm, tagged, der_sequence({der_oid(Oid{"1.2.840.10045.4.3.2"})}),
                                       der_octet_string(value), wanted.unsigned_attributes});
    const Bytes content = der_sequence({der_oid(id_tst_info), der(context_constructed(0), {der_octet_string(info)})});
    const Bytes certificates = wanted.with_certificate ? der(context_constructed(0), {certificate().der()}) : Bytes();
    const Bytes body = der_sequence({der_integer(static_cast<unsigned char>(3)), der(DerTag::set, {digest_algorithm}), content,
                                     certificates, der(DerTag::set, {signer})});
    return der_sequence({der_oid(signing::id_signed_data), der(context_constructed(0), {body})});
  }

  /// The TimeStampResp to a request, at this time.
  [[nodiscard]] Bytes answer(BytesView request, TestToken wanted = {}) const {
    using namespace formats;
    const TimeStampRequest asked = read_time_stamp_request(request, "request");
    wanted.nonce = asked.nonce;
    const Bytes granted = der_sequence({der_integer(static_cast<unsigned char>(0))});
    return der_sequence({granted, stamp(asked.imprint, wanted)});
  }

 private:
  static TestCertificate server_certificate(TestCertificate wanted, const Bytes& usage) {
    if (wanted.name == TestCertificate().name) wanted.name = "Тестовий сервер часу";
    wanted.more_extensions += usage;
    return wanted;
  }

  static Bytes attribute(const formats::Oid& type, BytesView value) {
    using namespace formats;
    return der_sequence({der_oid(type), der(DerTag::set, {value})});
  }

  static Bytes compose_info(const Sha256& imprint, const TestToken& wanted) {
    using namespace formats;
    std::string digits;
    for (const char letter : wanted.time.text().substr(0, 19)) {
      if (letter >= '0' && letter <= '9') digits.push_back(letter);
    }
    const Bytes algorithm = der_sequence({der_oid(signing::id_sha256)});
    return der_sequence({der_integer(static_cast<unsigned char>(1)), der_oid(Oid{"1.2.3.4.1"}),
                         der_sequence({algorithm, der_octet_string(imprint.view())}), der_integer(static_cast<unsigned char>(7)),
                         der(DerTag::generalized_time, {digits, wanted.fraction, "Z"}),
                         wanted.nonce.empty() ? Bytes() : der_integer(wanted.nonce)});
  }

  TestSigner signer_;
};

}  // namespace chancery::tests
