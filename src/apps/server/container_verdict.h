#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "formats/certificate_chain.h"
#include "formats/json.h"
#include "text/catalogue.h"

#include <string_view>

namespace chancery::server {

/// What a signed container came to, for the page that verifies: {verdict, words, ours, signatures:[{place, indication,
/// words, signer, time?, act?, capacity?, mode?}], notes:[{place, text}], files:[{path, size, sha256}]}.
/// Throws: Error{Fault::input} when the file is of no known type.
[[nodiscard]] formats::Json container_verdict(const Blob& container, std::string_view name, const formats::TrustAnchors& anchors,
                                              Timestamp at, text::Language language);

}  // namespace chancery::server
