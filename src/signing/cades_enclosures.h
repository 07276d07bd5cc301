#pragma once

#include "signing/enclosures.h"
#include "signing/signed_attributes.h"
#include "signing/signed_data.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::signing {

/// What came with a CAdES signature: the certificates and revocation data of the SignedData, and the unsigned attributes
/// signature-time-stamp, certificate-values and revocation-values; content-time-stamp from the signed ones.
/// Standard: ETSI EN 319 122-1 §5.2.8, §5.3, §5.4, §A.1.
/// Throws: Error{Fault::input} when one of these attributes is damaged.
[[nodiscard]] Enclosures enclosures_of(const SignedData& data, const SignerInfo& signer, const SignedAttributes& attributes,
                                       BytesView content, std::string_view place);

/// All certificates in which the signer's own and its path may be found; the views live as long as both arguments.
[[nodiscard]] std::vector<BytesView> certificates_of(const SignedData& data, const Enclosures& enclosures);

/// The parts of a SignedData that its profile allows beside the signature, as they were read.
[[nodiscard]] SignatureEvidence evidence_of(const SignedData& data, const SignerInfo& signer);

/// The fields of this signature that no signature covers, by their names in RFC 5652, for whoever relies on it.
[[nodiscard]] std::string unsigned_fields(const SignedData& data, const SignerInfo& signer);

}  // namespace chancery::signing
