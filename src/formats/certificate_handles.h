#pragma once

#include "base/handle.h"

#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

namespace chancery::formats {

inline void free_certificates(STACK_OF(X509) * certificates) {
  sk_X509_pop_free(certificates, X509_free);
}

using X509Handle = Handle<X509, X509_free>;
using X509StackHandle = Handle<STACK_OF(X509), free_certificates>;
using StoreHandle = Handle<X509_STORE, X509_STORE_free>;
using StoreContextHandle = Handle<X509_STORE_CTX, X509_STORE_CTX_free>;

}  // namespace chancery::formats
