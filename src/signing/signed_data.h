#pragma once

#include "base/bytes.h"
#include "formats/x509.h"
#include "signing/signature_evidence.h"

#include <optional>
#include <string_view>
#include <vector>

namespace chancery::signing {

/// An attribute whose values are taken one by one.
struct AttributeView {
  BytesView oid;
  std::vector<BytesView> values;  // each one element, as DER
  BytesView encoding;             // of the whole attribute
};

/// One SignerInfo as it was read; the views live as long as the bytes that were read.   Standard: RFC 5652 §5.3.
struct SignerInfo {
  BytesView issuer;  // with `serial`: which certificate; empty when a key identifier names it
  BytesView serial;
  BytesView key_identifier;
  BytesView digest_algorithm;  // AlgorithmIdentifier
  BytesView digest_oid;
  std::optional<Bytes> attributes;  // as they are signed: DER of SET OF Attribute
  BytesView signature_algorithm;    // AlgorithmIdentifier
  BytesView signature_oid;
  BytesView value;
  std::vector<AttributeView> unsigned_attributes;
};

/// A SignedData as it was read, with views into its bytes.   Standard: RFC 5652 §5.1.
struct SignedData {
  unsigned version;
  BytesView content_type;
  bool is_detached;
  BytesView content;                    // of the OCTET STRING eContent; empty when detached
  std::vector<BytesView> lists;         // CertificateList, DER
  std::vector<BytesView> ocsp;          // BasicOCSPResponse, DER
  bool has_other_revocation;            // of a kind that nobody here knows
  BytesView certificate_set;            // content of the field `certificates`
  std::vector<BytesView> certificates;  // DER, in their order
  std::vector<SignerInfo> signers;
};

/// Throws: Error{Fault::input} when the bytes are not one SignedData in DER. Unsigned attributes are not looked into.
[[nodiscard]] SignedData read_signed_data(BytesView bytes, std::string_view place);

/// The DER of one whole SignedData that is written in BER (indefinite lengths, cut strings), as time servers' answers often are.
/// Absent when it is no SignedData. What is signed keeps its bytes.
[[nodiscard]] std::optional<Bytes> reencode_signed_data(BytesView ber);

/// Whether the signer names this certificate.
[[nodiscard]] bool names(const SignerInfo& signer, const formats::Certificate& certificate);

/// What a SignedData of our profile is made of; everything else in it is fixed.
struct SignedDataParts {
  formats::Certificate certificate;
  std::vector<formats::Certificate> chain;
  BytesView digest_algorithm;
  BytesView signature_algorithm;
  BytesView attributes;  // DER of SET OF Attribute
  BytesView value;
  SignatureEvidence evidence{};
};

/// Version 1 (5 with an OCSP answer), one digest, eContentType id-data without content, the certificates, lists and answers in
/// DER order, one signer whose only unsigned attribute is the time stamp.
[[nodiscard]] Bytes compose_signed_data(const SignedDataParts& parts);

}  // namespace chancery::signing
