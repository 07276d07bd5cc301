#pragma once

#include "base/bytes.h"

namespace chancery::signing {

/// Whether the CMS API of OpenSSL accepts the values of all signers over detached content. Chains are judged elsewhere.
[[nodiscard]] bool cms_accepts(BytesView signature, BytesView content);

}  // namespace chancery::signing
