#pragma once

#include "formats/x509.h"
#include "outside/key_handles.h"

namespace chancery::outside {

/// Between our certificates and the library's.
[[nodiscard]] X509Handle to_x509(const formats::Certificate& certificate);
[[nodiscard]] formats::Certificate from_x509(X509* certificate);

}  // namespace chancery::outside
