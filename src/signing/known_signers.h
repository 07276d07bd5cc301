#pragma once

#include "base/timestamp.h"
#include "formats/certificate_chain.h"
#include "signing/public_key.h"
#include "signing/signed_data.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace chancery::signing {

/// A signer's certificate with what was found out about it once.
struct KnownSigner {
  formats::Certificate certificate;
  std::vector<formats::Certificate> chain;  // the other certificates of the signature
  bool all_readable;                        // no certificate had to be passed over
  std::optional<PublicKey> key;
  std::optional<Bytes> algorithm;  // what our profile signs with under this key
  formats::ChainVerdict verdict;
  bool all_in_chain;  // every other certificate issued one that is used, and its own signature is right
};

/// The signers that a verifier has met, by the certificates in their signatures.
class KnownSigners {
 public:
  KnownSigners(formats::TrustAnchors anchors, Timestamp at) : anchors_(std::move(anchors)), at_(at) {}

  /// Nothing when the signature does not carry the certificate that the signer names.
  [[nodiscard]] const KnownSigner* find(const SignedData& data, const SignerInfo& signer);
  [[nodiscard]] bool has_anchors() const { return !anchors_.empty(); }

 private:
  [[nodiscard]] std::unique_ptr<KnownSigner> meet(const SignedData& data, const SignerInfo& signer) const;
  [[nodiscard]] bool is_used(const formats::Certificate& authority, const KnownSigner& signer) const;

  formats::TrustAnchors anchors_;
  Timestamp at_;
  std::map<Sha256, std::unique_ptr<KnownSigner>> signers_;
};

}  // namespace chancery::signing
