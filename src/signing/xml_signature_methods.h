#pragma once

#include "base/bytes.h"
#include "formats/x509.h"
#include "formats/xml_document.h"

#include <optional>
#include <string_view>

namespace chancery::signing {

/// How a `ds:CanonicalizationMethod` or `ds:Transform` writes an element; absent for any other algorithm.
/// Standard: RFC 9231 §3.4, xmldsig-core1 §6.5.
[[nodiscard]] std::optional<formats::Canonicalization> read_canonicalization(const formats::XmlElement& method);

enum class XmlMethodStrength { accepted, weak, unknown };

/// What a `ds:SignatureMethod` is worth.   Standard: RFC 9231 §2.3.
[[nodiscard]] XmlMethodStrength strength_of_method(std::string_view uri);

/// Whether `value` (r‖s for ECDSA) is a signature of the key of `certificate` over `bytes` by this method.
[[nodiscard]] bool verifies(std::string_view method, const formats::Certificate& certificate, BytesView bytes, BytesView value);

}  // namespace chancery::signing
