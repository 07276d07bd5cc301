#pragma once

#include "base/timestamp.h"
#include "formats/certificate_chain.h"
#include "signing/public_key.h"
#include "signing/signed_attributes.h"
#include "signing/signed_data.h"
#include "signing/trust_material.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace chancery::signing {

/// A signer's certificate with what was found out about it once.
struct KnownSigner {
  formats::Certificate certificate;
  std::vector<formats::Certificate> chain;    // the other certificates of the signature
  std::vector<formats::Certificate> helpers;  // those and the ones that the reader added: what a path may be built from
  bool all_readable;                          // no certificate had to be passed over
  std::optional<PublicKey> key;
  std::optional<Bytes> algorithm;  // what our profile signs with under this key
  bool all_in_chain;               // every other certificate issued one that is used, and its own signature is right
  mutable std::vector<std::pair<Timestamp, formats::ChainVerdict>> verdicts;  // of paths judged before, with their times
};

/// The signers that a verifier has met, by the certificates in their signatures.
class KnownSigners {
 public:
  KnownSigners(TrustMaterial trust, Timestamp at) : trust_(std::move(trust)), at_(at) {}

  /// Nothing when neither the signature nor the reader has the certificate that the signer names.
  [[nodiscard]] const KnownSigner* find(const std::vector<BytesView>& certificates, const SignerInfo& signer);
  /// The same for a signer that is named by a hash of its certificate.
  [[nodiscard]] const KnownSigner* find(const std::vector<BytesView>& certificates, const CertificateReference& reference);

  /// The path of a signer to an anchor, judged at a time. One that is trusted is judged once for all times within its validity.
  [[nodiscard]] const formats::ChainVerdict& chain_at(const KnownSigner& signer, Timestamp time) const;

  [[nodiscard]] const TrustMaterial& trust() const { return trust_; }
  [[nodiscard]] Timestamp at() const { return at_; }

 private:
  using Name = std::function<bool(const formats::Certificate&)>;
  [[nodiscard]] const KnownSigner* find(const std::vector<BytesView>& certificates, std::initializer_list<BytesView> identity,
                                        const Name& named);
  [[nodiscard]] std::unique_ptr<KnownSigner> meet(const std::vector<BytesView>& certificates, const Name& named) const;
  [[nodiscard]] bool is_used(const formats::Certificate& authority, const KnownSigner& signer) const;

  TrustMaterial trust_;
  Timestamp at_;
  std::map<Sha256, std::unique_ptr<KnownSigner>> signers_;
};

}  // namespace chancery::signing
