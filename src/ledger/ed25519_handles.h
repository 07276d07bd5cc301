#pragma once

#include "base/handle.h"

#include <openssl/evp.h>

namespace chancery::ledger {

using PublicOrPrivateKey = Handle<EVP_PKEY, EVP_PKEY_free>;

}  // namespace chancery::ledger
