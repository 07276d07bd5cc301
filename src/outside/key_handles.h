#pragma once

#include "base/handle.h"
#include "formats/certificate_handles.h"
#include "signing/key_handles.h"

#include <openssl/pkcs12.h>
#include <openssl/x509.h>

namespace chancery::outside {

inline void free_safes(STACK_OF(PKCS7) * safes) {
  sk_PKCS7_pop_free(safes, PKCS7_free);
}
inline void free_bags(STACK_OF(PKCS12_SAFEBAG) * bags) {
  sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
}

using formats::X509Handle;
using formats::X509StackHandle;
using signing::KeyContextHandle;
using signing::KeyHandle;
using Pkcs12Handle = Handle<PKCS12, PKCS12_free>;
using SafesHandle = Handle<STACK_OF(PKCS7), free_safes>;
using BagsHandle = Handle<STACK_OF(PKCS12_SAFEBAG), free_bags>;
using EncryptedKeyHandle = Handle<X509_SIG, X509_SIG_free>;
using PlainKeyHandle = Handle<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;
using BioHandle = Handle<BIO, BIO_free_all>;

}  // namespace chancery::outside
