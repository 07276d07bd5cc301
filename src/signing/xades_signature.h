#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "signing/algorithms.h"
#include "signing/enclosures.h"
#include "signing/foreign_listing.h"
#include "signing/signed_attributes.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::signing {

/// A reference to a part of the same document, with the bytes that it covers.
struct InnerReference {
  Bytes octets;
  DigestAlgorithm algorithm;
  Bytes digest;
};

/// One `ds:Signature` with its XAdES properties, read and not judged.   Standard: xmldsig-core1, ETSI EN 319 132-1.
struct XadesSignature {
  Bytes signed_info;   // in its canonical form: what the value signs
  std::string method;  // URI of the signature method
  Bytes value;
  std::vector<Reference> files;
  std::vector<InnerReference> inner;
  std::size_t signed_properties;                    // references to its own SignedProperties; exactly one is right
  bool understood;                                  // no reference is transformed in a way that nobody here knows
  std::vector<Bytes> certificates;                  // in KeyInfo, DER
  std::optional<CertificateReference> certificate;  // the signed reference to the signer's own
  std::optional<Timestamp> claimed_time;
  std::vector<Bytes> content_tokens;  // over the bytes of all files, joined in order
  Enclosures enclosures;
  std::string unsigned_fields;  // elements that no signature covers, by their names
};

/// All signatures of a `META-INF/*signatures*.xml`.
/// Throws: Error{Fault::input} when it is not one, or when two elements have the same Id.
[[nodiscard]] std::vector<XadesSignature> read_xades_signatures(BytesView bytes, std::string_view place);

}  // namespace chancery::signing
