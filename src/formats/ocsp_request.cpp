#include "formats/ocsp_request.h"

#include "base/error.h"
#include "formats/der.h"

#include <openssl/evp.h>

#include <array>

namespace chancery::formats {
namespace {

constexpr Oid id_sha1{"1.3.14.3.2.26"};

Bytes sha1(BytesView bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
  std::size_t size = raw.size();
  check_invariant(EVP_Q_digest(nullptr, "SHA1", nullptr, bytes.data(), bytes.size(), raw.data(), &size) == 1, "SHA-1");
  return {reinterpret_cast<const char*>(raw.data()), size};
}

}  // namespace

BytesView public_key_bits(const Certificate& certificate) {
  DerReader info = DerReader(certificate.public_key_info(), "key").enter(DerTag::sequence);
  static_cast<void>(info.next(DerTag::sequence));
  return info.bit_string();
}

Bytes compose_ocsp_request(const Certificate& certificate, const Certificate& issuer) {
  const Bytes id = der_sequence({der_sequence({der_oid(id_sha1), der_null()}), der_octet_string(sha1(issuer.subject())),
                                 der_octet_string(sha1(public_key_bits(issuer))), der(DerTag::integer, {certificate.serial()})});
  return der_sequence({der_sequence({der_sequence({der_sequence({id})})})});
}

}  // namespace chancery::formats
