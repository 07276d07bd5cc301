#pragma once

#include "base/bytes.h"
#include "formats/x509.h"

#include <cstddef>

namespace chancery::signing {

/// Whether the CMS API of the library accepts a signature over `content`: digests and values of all its signers, no chains.
[[nodiscard]] bool cms_accepts(BytesView signature, BytesView content);

/// Whether it accepts the value that the signer with this number (from 0) made over its signed attributes with the key of
/// `certificate`. It knows ECDSA, RSA with PKCS#1 v1.5 and PSS.
[[nodiscard]] bool cms_accepts_value(BytesView signature, std::size_t signer, const formats::Certificate& certificate);

}  // namespace chancery::signing
