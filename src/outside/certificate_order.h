#pragma once

#include "formats/x509.h"

#include <vector>

namespace chancery::outside {

/// What of a key's certificates (its own first) belongs into a signature: only those that issued another one there.
[[nodiscard]] std::vector<formats::Certificate> chain_of(const std::vector<formats::Certificate>& certificates);

}  // namespace chancery::outside
