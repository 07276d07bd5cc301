#pragma once

#include "base/bytes.h"
#include "base/handle.h"
#include "base/timestamp.h"

#include <openssl/ocsp.h>
#include <openssl/x509v3.h>

#include <optional>

namespace chancery::formats {

using RevocationListHandle = Handle<X509_CRL, X509_CRL_free>;
using DistributionPointHandle = Handle<ISSUING_DIST_POINT, ISSUING_DIST_POINT_free>;
using OcspResponseHandle = Handle<OCSP_RESPONSE, OCSP_RESPONSE_free>;
using BasicResponseHandle = Handle<OCSP_BASICRESP, OCSP_BASICRESP_free>;
using SerialHandle = Handle<ASN1_INTEGER, ASN1_INTEGER_free>;

/// The library's time as ours; absent when it is none.
[[nodiscard]] std::optional<Timestamp> to_timestamp(const ASN1_TIME* time);
/// Whether a signature algorithm uses a digest that is accepted today.
[[nodiscard]] bool has_strong_digest(int signature_nid);
/// The serial number of a certificate as the library has it.
[[nodiscard]] SerialHandle to_serial(BytesView integer_content);

}  // namespace chancery::formats
