#pragma once

#include "base/handle.h"

#include <openssl/evp.h>

namespace chancery::outside {

using CipherContext = Handle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

}  // namespace chancery::outside
