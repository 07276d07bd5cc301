#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "formats/x509.h"
#include "outside/key_handles.h"

#include <string>

namespace chancery::outside {

/// What a certificate of a demonstration authority says; everything else in it is fixed.
struct CertificateDraft {
  Bytes serial;   // big-endian, positive
  Bytes issuer;   // Name as DER
  Bytes subject;  // Name as DER
  Timestamp from;
  Timestamp to;
  bool is_authority;
  Bytes authority_key_identifier;  // empty in a self-signed one
};

/// A Name of organisation and common name.   Standard: RFC 5280 §4.1.2.4.
[[nodiscard]] Bytes compose_name(std::string_view organisation, std::string_view common_name);
/// SHA-1 of the public key, as everyone makes it.   Standard: RFC 5280 §4.2.1.2 (1).
[[nodiscard]] Bytes key_identifier_of(EVP_PKEY* key);
/// The certificate for `key`, signed by `authority_key`.
[[nodiscard]] formats::Certificate issue_certificate(const CertificateDraft& draft, EVP_PKEY* key, EVP_PKEY* authority_key);

}  // namespace chancery::outside
