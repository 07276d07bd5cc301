#pragma once

#include "base/handle.h"

#include <openssl/evp.h>

namespace chancery {

using DigestContext = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;
using Digest = Handle<EVP_MD, EVP_MD_free>;

}  // namespace chancery
