#pragma once

#include "base/handle.h"

#include <openssl/evp.h>

namespace chancery::signing {

using KeyHandle = Handle<EVP_PKEY, EVP_PKEY_free>;
using KeyContextHandle = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

}  // namespace chancery::signing
