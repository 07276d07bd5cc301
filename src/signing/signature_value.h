#pragma once

#include "base/bytes.h"
#include "formats/x509.h"

#include <optional>

namespace chancery::signing {

/// The one spelling of a signature value that a SignedData carries: for EC keys the DER of ECDSA-Sig-Value (RFC 3279 §2.2.3),
/// made from r‖s where a card or browser gave that; for RSA exactly as many bytes as the key has. Absent when it is neither.
[[nodiscard]] std::optional<Bytes> parse_signature_value(BytesView value, const formats::Certificate& certificate);

}  // namespace chancery::signing
