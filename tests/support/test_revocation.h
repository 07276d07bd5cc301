#pragma once

#include "support/test_authority.h"
#include "support/test_time_server.h"

#include <openssl/evp.h>

#include <array>
#include <optional>
#include <vector>

namespace chancery::tests {

/// Extensions by which a certificate promises a list, or answers of a responder.
[[nodiscard]] inline Bytes promises_list() {
  using namespace formats;
  const Bytes address = der(context_primitive(6), {"http://lists.invalid/ca.crl"});
  const Bytes point = der_sequence({der(context_constructed(0), {der(context_constructed(0), {address})})});
  return test_extension(Oid{"2.5.29.31"}, der_sequence({point}), false);
}
[[nodiscard]] inline Bytes promises_answers() {
  using namespace formats;
  const Bytes access = der_sequence({der_oid(Oid{"1.3.6.1.5.5.7.48.1"}), der(context_primitive(6), {"http://ocsp.invalid/"})});
  return test_extension(Oid{"1.3.6.1.5.5.7.1.1"}, der_sequence({access}), false);
}

struct Revoked {
  formats::Certificate certificate;
  Timestamp since;
};

struct TestList {
  Timestamp this_update = *Timestamp::parse("2026-11-21T11:00:00.000Z");
  std::optional<Timestamp> next_update = Timestamp::parse("2026-11-28T11:00:00.000Z");
  std::vector<Revoked> revoked{};
  Bytes extensions{};  // each one whole
  bool weak = false;   // signed with SHA-1
};

[[nodiscard]] inline Bytes make_list(const TestAuthority& authority, const TestList& wanted = {}) {
  using namespace formats;
  const Bytes algorithm = der_sequence({wanted.weak ? der_oid(Oid{"1.2.840.10045.4.1"}) : der_oid(Oid{"1.2.840.10045.4.3.2"})});
  Bytes entries;
  for (const Revoked& one : wanted.revoked) {
    entries += der_sequence({der(DerTag::integer, {one.certificate.serial()}), der_time(one.since)});
  }
  const Bytes body = der_sequence(
      {der_integer(static_cast<unsigned char>(1)), algorithm, authority.certificate().subject(), der_time(wanted.this_update),
       wanted.next_update ? der_time(*wanted.next_update) : Bytes(), entries.empty() ? Bytes() : der_sequence({entries}),
       wanted.extensions.empty() ? Bytes() : der(context_constructed(0), {der_sequence({wanted.extensions})})});
  const Bytes value = authority.sign(body, wanted.weak ? "SHA1" : "SHA256");
  return der_sequence({body, algorithm, der(DerTag::bit_string, {BytesView("\0", 1), value})});
}

[[nodiscard]] inline Bytes sha1_of(BytesView bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
  std::size_t size = raw.size();
  check_invariant(EVP_Q_digest(nullptr, "SHA1", nullptr, bytes.data(), bytes.size(), raw.data(), &size) == 1, "SHA-1");
  return {reinterpret_cast<const char*>(raw.data()), size};
}

struct TestAnswer {
  Timestamp this_update = *Timestamp::parse("2026-11-21T10:31:00.000Z");
  std::optional<Timestamp> next_update{};
  std::optional<Timestamp> revoked{};
  const TestSigner* responder = nullptr;  // the authority itself without one
};

[[nodiscard]] inline Bytes generalized(Timestamp time) {
  std::string digits;
  for (const char letter : time.text().substr(0, 19)) {
    if (letter >= '0' && letter <= '9') digits.push_back(letter);
  }
  return formats::der(formats::DerTag::generalized_time, {digits, "Z"});
}

/// A BasicOCSPResponse about a certificate that `authority` issued.
[[nodiscard]] inline Bytes make_answer(const TestAuthority& authority, const formats::Certificate& certificate,
                                       const TestAnswer& wanted = {}) {
  using namespace formats;
  DerReader key = DerReader(authority.certificate().public_key_info(), "key").enter(DerTag::sequence);
  static_cast<void>(key.next(DerTag::sequence));
  const Bytes id = der_sequence({der_sequence({der_oid(Oid{"1.3.14.3.2.26"}), der_null()}),
                                 der_octet_string(sha1_of(authority.certificate().subject())),
                                 der_octet_string(sha1_of(key.bit_string())), der(DerTag::integer, {certificate.serial()})});
  const Bytes status =
      wanted.revoked ? der(context_constructed(1), {generalized(*wanted.revoked)}) : der(context_primitive(0), {});
  const Bytes single =
      der_sequence({id, status, generalized(wanted.this_update),
                    wanted.next_update ? der(context_constructed(0), {generalized(*wanted.next_update)}) : Bytes()});
  const Certificate& responder = wanted.responder != nullptr ? wanted.responder->certificate : authority.certificate();
  const Bytes data =
      der_sequence({der(context_constructed(1), {responder.subject()}), generalized(wanted.this_update), der_sequence({single})});
  const Bytes value = wanted.responder != nullptr ? wanted.responder->sign(data) : authority.sign(data);
  const Bytes certificates =
      wanted.responder != nullptr ? der(context_constructed(0), {der_sequence({responder.der()})}) : Bytes();
  return der_sequence({data, der_sequence({der_oid(Oid{"1.2.840.10045.4.3.2"})}),
                       der(DerTag::bit_string, {BytesView("\0", 1), value}), certificates});
}

/// A certificate by which an authority appoints somebody to answer for it.
[[nodiscard]] inline TestSigner make_responder(const TestAuthority& authority) {
  using namespace formats;
  return authority.issue(
      {.name = "Відповідач OCSP",
       .more_extensions = test_extension(Oid{"2.5.29.37"}, der_sequence({der_oid(Oid{"1.3.6.1.5.5.7.3.9"})}))});
}

}  // namespace chancery::tests
