#pragma once

#include "base/bytes.h"
#include "formats/x509.h"

namespace chancery::formats {

/// A question about one certificate, named by SHA-1 as every responder understands; without a nonce, which most of them ignore.
/// Standard: RFC 6960 §4.1, RFC 5019.
[[nodiscard]] Bytes compose_ocsp_request(const Certificate& certificate, const Certificate& issuer);

/// The key that a certificate holds, as CertID hashes it (RFC 6960 §4.1.1): without tag, length and unused bits.
[[nodiscard]] BytesView public_key_bits(const Certificate& certificate);

}  // namespace chancery::formats
