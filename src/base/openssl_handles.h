#pragma once

#include <openssl/evp.h>

#include "base/handle.h"

namespace chancery {

using DigestContext = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;
using Digest = Handle<EVP_MD, EVP_MD_free>;

}  // namespace chancery
