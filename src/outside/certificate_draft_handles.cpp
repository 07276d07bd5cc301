#include "outside/certificate_draft_handles.h"

#include "base/error.h"
#include "base/openssl_handles.h"
#include "formats/der.h"
#include "signing/demonstration.h"

#include <array>

namespace chancery::outside {
namespace {

using namespace formats;

constexpr unsigned char version_three = 2;
constexpr unsigned char may_sign_documents = 0xc0;     // digitalSignature, contentCommitment
constexpr unsigned char may_sign_certificates = 0x06;  // keyCertSign, cRLSign

Bytes name_part(const Oid& type, std::string_view text) {
  return der(DerTag::set, {der_sequence({der_oid(type), der(DerTag::utf8_string, {text})})});
}

Bytes extension(const Oid& type, bool critical, BytesView value) {
  const Bytes mark = critical ? der(DerTag::boolean, {"\xff"}) : Bytes();
  return der_sequence({der_oid(type), mark, der_octet_string(value)});
}

/// A BIT STRING of one byte; DER cuts the zero bits at its end.
Bytes key_usage(unsigned char bits) {
  unsigned char unused = 0;
  while (((bits >> unused) & 1U) == 0) ++unused;
  const std::array<char, 2> content{static_cast<char>(unused), static_cast<char>(bits)};
  return der(DerTag::bit_string, {BytesView(content.data(), content.size())});
}

Bytes compose_extensions(const CertificateDraft& draft, EVP_PKEY* key) {
  const Bytes constraints = der_sequence({draft.is_authority ? der(DerTag::boolean, {"\xff"}) : Bytes()});
  const Bytes authority =
      draft.authority_key_identifier.empty()
          ? Bytes()
          : extension(Oid{"2.5.29.35"}, false, der_sequence({der(context_primitive(0), {draft.authority_key_identifier})}));
  const Bytes policies = der_sequence({der_sequence({der_oid(signing::demonstration_policy)})});
  const Bytes list =
      der_sequence({extension(Oid{"2.5.29.19"}, true, constraints),
                    extension(Oid{"2.5.29.15"}, true, key_usage(draft.is_authority ? may_sign_certificates : may_sign_documents)),
                    extension(Oid{"2.5.29.14"}, false, der_octet_string(key_identifier_of(key))), authority,
                    extension(Oid{"2.5.29.32"}, false, policies)});
  return der(context_constructed(3), {list});
}

Bytes public_key_info(EVP_PKEY* key) {
  const int size = i2d_PUBKEY(key, nullptr);
  check_invariant(size > 0, "a public key is written");
  Bytes info(static_cast<std::size_t>(size), '\0');
  auto* out = reinterpret_cast<unsigned char*>(info.data());
  check_invariant(i2d_PUBKEY(key, &out) == size, "a public key is written");
  return info;
}

/// Authorities have P-256 keys.
Bytes signature_algorithm() {
  return der_sequence({der_oid(Oid{"1.2.840.10045.4.3.2"})});
}

Bytes sign(BytesView bytes, EVP_PKEY* key) {
  const DigestContext context(EVP_MD_CTX_new());
  std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(key));
  Bytes value(size, '\0');
  const bool made = context && EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
                    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(value.data()), &size,
                                   reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()) == 1;
  check_invariant(made, "an authority signs");
  value.resize(size);
  return value;
}

}  // namespace

Bytes compose_name(std::string_view organisation, std::string_view common_name) {
  return der_sequence({name_part(Oid{"2.5.4.10"}, organisation), name_part(Oid{"2.5.4.3"}, common_name)});
}

Bytes key_identifier_of(EVP_PKEY* key) {
  const Bytes info = public_key_info(key);
  DerReader reader = DerReader(info, "key").enter(DerTag::sequence);
  static_cast<void>(reader.next(DerTag::sequence));
  const BytesView bits = reader.bit_string();
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  std::size_t length = digest.size();
  check_invariant(EVP_Q_digest(nullptr, "SHA1", nullptr, bits.data(), bits.size(), digest.data(), &length) == 1, "SHA-1");
  return {reinterpret_cast<const char*>(digest.data()), length};
}

Certificate issue_certificate(const CertificateDraft& draft, EVP_PKEY* key, EVP_PKEY* authority_key) {
  const Bytes validity = der_sequence({der_time(draft.from), der_time(draft.to)});
  const Bytes body =
      der_sequence({der(context_constructed(0), {der_integer(version_three)}), der_integer(draft.serial), signature_algorithm(),
                    draft.issuer, validity, draft.subject, public_key_info(key), compose_extensions(draft, key)});
  const Bytes signature = der(DerTag::bit_string, {BytesView("\0", 1), sign(body, authority_key)});
  return Certificate::read(der_sequence({body, signature_algorithm(), signature}), "new certificate");
}

}  // namespace chancery::outside
