#pragma once

#include "base/bytes.h"
#include "base/message.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "formats/x509.h"
#include "signing/asic_manifest.h"
#include "signing/signature_evidence.h"

#include <optional>
#include <vector>

namespace chancery::signing {

/// Why somebody signs, in the signed attributes.   Standard: ETSI EN 319 122-1 §5.2.3; FORMATS, *Statement*.
enum class Commitment {
  proof_of_approval,  // every act but the seal
  proof_of_origin,    // the seal
};

/// Why this certificate may not sign at this time; absent when it may: key too small or unknown, wrong usage, expired, not yet
/// valid.
[[nodiscard]] std::optional<Message> objection_to(const formats::Certificate& certificate, Timestamp time);

/// What a key is asked to sign. It goes to a file, a token, a browser or another machine and comes back as a signature value.
class SigningRequest {
 public:
  /// From stored parts, so that `finish` accepts only what was offered.
  /// Throws: Error{Fault::input} when the attributes do not belong to the ASiCManifest and the certificate.
  SigningRequest(formats::Certificate certificate, SlotNumber slot, Bytes asic_manifest, Bytes signed_attributes);

  [[nodiscard]] const formats::Certificate& certificate() const { return certificate_; }
  [[nodiscard]] SlotNumber slot() const { return slot_; }
  [[nodiscard]] const Bytes& asic_manifest() const { return asic_manifest_; }
  /// The DER of `SET OF Attribute`: the bytes that the key signs (hashed with SHA-256 on the way).
  [[nodiscard]] const Bytes& signed_attributes() const { return signed_attributes_; }
  /// SHA-256 of the signed attributes, for keys that take a digest.
  [[nodiscard]] Sha256 digest() const;

 private:
  /// What was composed a moment ago needs no second look.
  struct Composed {};
  SigningRequest(Composed, formats::Certificate certificate, SlotNumber slot, Bytes asic_manifest, Bytes signed_attributes);
  friend SigningRequest prepare(const struct SigningOrder& order);

  formats::Certificate certificate_;
  SlotNumber slot_;
  Bytes asic_manifest_;
  Bytes signed_attributes_;
};

/// Warns when the certificate expires soon: the days that are left; absent when there are more than 30.
[[nodiscard]] std::optional<Message> warning_about(const formats::Certificate& certificate, Timestamp time);

struct SigningOrder {
  formats::Certificate certificate;
  Bytes statement;  // canonical JSON of `chancery.statement/1`
  Commitment commitment;
  std::vector<SignedFile> files;  // manifest.json and every data file
  SlotNumber slot;
  Timestamp time;
};

/// Throws: Error{Fault::input} with the objection to the certificate, or what is wrong with the files.
[[nodiscard]] SigningRequest prepare(const SigningOrder& order);

/// The `.p7s`: SignedData of version 1, detached, with `chain` beside the signer's certificate. `value` is a DER signature or
/// r‖s. Throws: Error{Fault::input} when the value was not made by the certificate's key over the request's attributes, or when
/// `chain` holds a certificate that is not in the chain.
[[nodiscard]] Bytes finish(const SigningRequest& request, BytesView value, const std::vector<formats::Certificate>& chain);

/// The signature value in the one spelling that goes into the `.p7s`, for a time server to stamp before `finish`: the message of
/// its token. Throws: as `finish`.
[[nodiscard]] Bytes checked_value(const SigningRequest& request, BytesView value);

/// As `finish`, with a time stamp over the value and the revocation data of its paths (levels B-T and B-LT). The token was
/// accepted by Verifier::objection_to_token. Throws: Error{Fault::input} also for a token over something else.
[[nodiscard]] Bytes finish(const SigningRequest& request, BytesView value, const std::vector<formats::Certificate>& chain,
                           const SignatureEvidence& evidence);

/// As `finish`, without the check of the value: only for a value that this process has just made with a key that was compared
/// with the certificate when it was opened (outside::KeyFile). Whatever comes from elsewhere goes through `finish`.
[[nodiscard]] Bytes compose(const SigningRequest& request, BytesView value, const std::vector<formats::Certificate>& chain);

}  // namespace chancery::signing
