#include "signing/known_signers.h"

#include "base/error.h"
#include "signing/algorithms.h"

#include <algorithm>

namespace chancery::signing {
namespace {

using formats::Certificate;
using formats::ChainResult;
using formats::ChainVerdict;

/// More than any office meets in one run; a flood of strangers' certificates may not fill the memory.
constexpr std::size_t most_signers = 4096;
/// A signature with more certificates than this is somebody's joke; building paths from them would take long.
constexpr std::size_t most_certificates = 64;

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

/// A trusted path stays trusted while all of it is valid; anything else holds for its own time only.
bool holds_at(const std::pair<Timestamp, ChainVerdict>& judged, Timestamp time) {
  if (judged.first == time) return true;
  if (judged.second.result != ChainResult::trusted) return false;
  return std::all_of(judged.second.path.begin(), judged.second.path.end(), [&](const Certificate& certificate) {
    return time >= certificate.not_before() && time <= certificate.not_after();
  });
}

}  // namespace

const KnownSigner* KnownSigners::find(const std::vector<BytesView>& certificates, const SignerInfo& signer) {
  return find(certificates, {signer.issuer, "\n", signer.serial, "\n", signer.key_identifier},
              [&](const Certificate& certificate) { return names(signer, certificate); });
}

const KnownSigner* KnownSigners::find(const std::vector<BytesView>& certificates, const CertificateReference& reference) {
  return find(certificates, {reference.digest_oid, "\n", reference.digest},
              [&](const Certificate& certificate) { return refers_to(reference, certificate); });
}

const KnownSigner* KnownSigners::find(const std::vector<BytesView>& certificates, std::initializer_list<BytesView> identity,
                                      const Name& named) {
  Sha256Stream stream;
  for (const BytesView der : certificates) stream.add(der);
  for (const BytesView part : identity) stream.add(part);
  const Sha256 key = stream.finish();
  const auto known = signers_.find(key);
  if (known != signers_.end()) return known->second.get();
  if (signers_.size() >= most_signers) signers_.clear();
  return signers_.emplace(key, meet(certificates, named)).first->second.get();
}

std::unique_ptr<KnownSigner> KnownSigners::meet(const std::vector<BytesView>& certificates, const Name& named) const {
  std::optional<Certificate> own;
  std::vector<Certificate> others;
  bool all_readable = certificates.size() <= most_certificates;
  for (const BytesView der : certificates) {
    auto certificate = others.size() < most_certificates ? read_certificate(der) : std::nullopt;
    all_readable = all_readable && certificate;
    if (!certificate) continue;
    if (!own && named(*certificate))
      own = std::move(*certificate);
    else
      others.push_back(std::move(*certificate));
  }
  std::vector<Certificate> helpers = others;
  helpers.insert(helpers.end(), trust_.certificates.begin(), trust_.certificates.end());
  const auto look_in = [&](const std::vector<Certificate>& place) {
    const auto found = std::find_if(place.begin(), place.end(), named);
    if (!own && found != place.end()) own = *found;
  };
  look_in(trust_.certificates);
  look_in(trust_.anchors.certificates());
  if (!own) return nullptr;
  auto key = PublicKey::from(*own);
  auto algorithm = signature_algorithm_for(*own);
  auto known = std::make_unique<KnownSigner>(KnownSigner{
      std::move(*own), std::move(others), std::move(helpers), all_readable, std::move(key), std::move(algorithm), false, {}});
  known->all_in_chain = std::all_of(known->chain.begin(), known->chain.end(),
                                    [&](const Certificate& authority) { return is_used(authority, *known); });
  return known;
}

const ChainVerdict& KnownSigners::chain_at(const KnownSigner& signer, Timestamp time) const {
  for (const auto& judged : signer.verdicts) {
    if (holds_at(judged, time)) return judged.second;
  }
  constexpr std::size_t most_verdicts = 16;
  if (signer.verdicts.size() >= most_verdicts) signer.verdicts.clear();
  signer.verdicts.emplace_back(time, trust_.anchors.verify_chain(signer.certificate, signer.helpers, time));
  return signer.verdicts.back().second;
}

/// The bytes of a certificate beside the signer's are under no signature of the signer: each must have issued another one that is
/// used, and be part of the judged path, an anchor itself, or signed by one that is here.
bool KnownSigners::is_used(const Certificate& authority, const KnownSigner& signer) const {
  const auto issued = [&](const Certificate& certificate) {
    return certificate != authority && certificate.may_be_issued_by(authority) && formats::is_signed_by(certificate, authority);
  };
  if (!issued(signer.certificate) && std::none_of(signer.chain.begin(), signer.chain.end(), issued)) return false;
  if (contains(chain_at(signer, at_).path, authority) || trust_.anchors.contains(authority)) return true;
  const auto vouches = [&](const Certificate& other) {
    return authority.may_be_issued_by(other) && formats::is_signed_by(authority, other);
  };
  const auto& anchors = trust_.anchors.certificates();
  return std::any_of(signer.chain.begin(), signer.chain.end(), vouches) || std::any_of(anchors.begin(), anchors.end(), vouches) ||
         anchors.empty();
}

}  // namespace chancery::signing
