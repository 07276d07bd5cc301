#include "signing/known_signers.h"

#include "base/error.h"
#include "signing/algorithms.h"

#include <algorithm>

namespace chancery::signing {
namespace {

using formats::Certificate;

/// More than any office meets in one run; a flood of strangers' certificates may not fill the memory.
constexpr std::size_t most_signers = 4096;

std::optional<Certificate> read_certificate(BytesView der) {
  try {
    return Certificate::read(der, "certificate");
  } catch (const Error&) {  // a stranger's odd certificate is passed over; the signer's own is then not found
    return std::nullopt;
  }
}

bool contains(const std::vector<Certificate>& certificates, const Certificate& one) {
  return std::find(certificates.begin(), certificates.end(), one) != certificates.end();
}

}  // namespace

const KnownSigner* KnownSigners::find(const SignedData& data, const SignerInfo& signer) {
  const Sha256 key = sha256({data.certificate_set, "\n", signer.issuer, "\n", signer.serial, "\n", signer.key_identifier});
  const auto known = signers_.find(key);
  if (known != signers_.end()) return known->second.get();
  if (signers_.size() >= most_signers) signers_.clear();
  return signers_.emplace(key, meet(data, signer)).first->second.get();
}

std::unique_ptr<KnownSigner> KnownSigners::meet(const SignedData& data, const SignerInfo& signer) const {
  std::optional<Certificate> own;
  std::vector<Certificate> others;
  for (const BytesView der : data.certificates) {
    auto certificate = read_certificate(der);
    if (!certificate) continue;
    if (!own && names(signer, *certificate))
      own = std::move(*certificate);
    else
      others.push_back(std::move(*certificate));
  }
  if (!own) return nullptr;
  const bool all_readable = others.size() + 1 == data.certificates.size();
  auto key = PublicKey::from(*own);
  auto algorithm = signature_algorithm_for(*own);
  auto verdict = anchors_.verify_chain(*own, others, at_);
  auto known = std::make_unique<KnownSigner>(KnownSigner{std::move(*own), std::move(others), all_readable, std::move(key),
                                                         std::move(algorithm), std::move(verdict), false});
  known->all_in_chain = std::all_of(known->chain.begin(), known->chain.end(),
                                    [&](const Certificate& authority) { return is_used(authority, *known); });
  return known;
}

/// The bytes of a certificate beside the signer's are under no signature of the signer: each must have issued another one that is
/// used, and be part of the judged path, an anchor itself, or signed by one that is here.
bool KnownSigners::is_used(const Certificate& authority, const KnownSigner& signer) const {
  const auto issued = [&](const Certificate& certificate) {
    return certificate != authority && certificate.may_be_issued_by(authority) && formats::is_signed_by(certificate, authority);
  };
  if (!issued(signer.certificate) && std::none_of(signer.chain.begin(), signer.chain.end(), issued)) return false;
  if (contains(signer.verdict.path, authority) || anchors_.contains(authority)) return true;
  const auto vouches = [&](const Certificate& other) {
    return authority.may_be_issued_by(other) && formats::is_signed_by(authority, other);
  };
  return std::any_of(signer.chain.begin(), signer.chain.end(), vouches) ||
         std::any_of(anchors_.certificates().begin(), anchors_.certificates().end(), vouches) || anchors_.empty();
}

}  // namespace chancery::signing
