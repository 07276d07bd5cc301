#pragma once

#include "base/bytes.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "formats/x509.h"
#include "signing/signing_request.h"

#include <optional>
#include <vector>

namespace chancery::signing {

/// The `SET OF Attribute` that a signer signs: content-type, message-digest, signing-time, signing-certificate-v2 and
/// commitment-type-indication.   Standard: RFC 5652 §5.3, ETSI EN 319 122-1 §6.3 (level B-B).
[[nodiscard]] Bytes compose_signed_attributes(const formats::Certificate& certificate, const Sha256& content, Timestamp time,
                                              Commitment commitment);

/// How a signer names its certificate in signing-certificate (SHA-1) or signing-certificate-v2.   Standard: RFC 5035.
struct CertificateReference {
  Bytes digest_oid;  // content of the OBJECT IDENTIFIER
  Bytes digest;
};

/// What was read from signed attributes; others than these are signed, but mean nothing to Chancery.
struct SignedAttributes {
  std::optional<Bytes> content_type;
  std::optional<Bytes> message_digest;
  std::optional<Timestamp> signing_time;
  std::optional<CertificateReference> certificate;
  std::optional<Commitment> commitment;
  std::vector<Bytes> content_time_stamps;  // tokens over the content, made before the signature
};

/// `set` is the DER of `SET OF Attribute`, as it is signed.
/// Throws: Error{Fault::input} when it is not, or holds an attribute twice or with several values.
[[nodiscard]] SignedAttributes read_signed_attributes(BytesView set, std::string_view place);

/// Whether the reference names this certificate.
[[nodiscard]] bool refers_to(const CertificateReference& reference, const formats::Certificate& certificate);

}  // namespace chancery::signing
