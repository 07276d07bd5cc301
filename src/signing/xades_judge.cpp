#include "signing/xades_judge.h"

#include "base/error.h"
#include "signing/conclusion.h"
#include "signing/demonstration.h"
#include "signing/xml_signature_methods.h"

#include <utility>

namespace chancery::signing {
namespace {

using formats::Certificate;

std::vector<BytesView> certificates_of(const XadesSignature& signature) {
  std::vector<BytesView> all(signature.certificates.begin(), signature.certificates.end());
  all.insert(all.end(), signature.enclosures.certificates.begin(), signature.enclosures.certificates.end());
  return all;
}

/// What is at hand while one signature is judged.
struct Case {
  const XadesSignature& signature;
  const KnownSigner* known;
};

using Check = std::optional<Conclusion> (*)(const Case&);

std::optional<Conclusion> check_structure(const Case& c) {
  if (c.signature.signed_properties != 1) return failed(SubIndication::format_failure, {"signing.signed_properties", {}});
  if (c.signature.files.empty()) return failed(SubIndication::format_failure, {"signing.no_files", {}});
  return std::nullopt;
}

std::optional<Conclusion> check_inner(const Case& c) {
  for (const InnerReference& reference : c.signature.inner) {
    if (reference.algorithm.name == nullptr) {
      return undecided(SubIndication::crypto_constraints_failure, {"signing.unknown_digest", {}});
    }
    if (digest_of(reference.algorithm, reference.octets) == reference.digest) continue;
    return failed(SubIndication::hash_failure, {"signing.xades_properties_changed", {}});
  }
  return std::nullopt;
}

std::optional<Conclusion> check_signer(const Case& c) {
  if (!c.signature.certificate) return failed(SubIndication::format_failure, {"signing.attribute_missing", {}});
  if (c.known != nullptr) return std::nullopt;
  return undecided(SubIndication::no_signing_certificate_found, {"signing.no_certificate", {}});
}

std::optional<Conclusion> check_algorithms(const Case& c) {
  if (c.known->certificate.key_algorithm() == formats::KeyAlgorithm::dstu4145) {
    return undecided(SubIndication::crypto_constraints_failure, {"signing.dstu4145", {}});
  }
  if (strength_of_method(c.signature.method) == XmlMethodStrength::unknown) {
    return undecided(SubIndication::crypto_constraints_failure, about_signer("signing.unknown_method", c.known->certificate));
  }
  if (!c.signature.understood) return undecided(SubIndication::sig_constraints_failure, {"signing.xades_transform", {}});
  return std::nullopt;
}

std::optional<Conclusion> check_value(const Case& c) {
  if (verifies(c.signature.method, c.known->certificate, c.signature.signed_info, c.signature.value)) return std::nullopt;
  return failed(SubIndication::sig_crypto_failure, about_signer("signing.value_wrong", c.known->certificate));
}

std::optional<Conclusion> check_strength(const Case& c) {
  bool strong = is_strong_key(c.known->certificate) && strength_of_method(c.signature.method) == XmlMethodStrength::accepted;
  for (const InnerReference& reference : c.signature.inner) {
    strong = strong && reference.algorithm.strength == DigestStrength::accepted;
  }
  if (strong) return std::nullopt;
  return undecided(SubIndication::crypto_constraints_failure, about_signer("signing.weak", c.known->certificate));
}

constexpr Check checks[] = {check_structure, check_inner, check_signer, check_algorithms, check_value, check_strength};

void describe(SignatureReport& report, const Case& c) {
  report.claimed_time = c.signature.claimed_time;
  report.value_sha256 = sha256(c.signature.value);
  report.signed_sha256 = sha256(c.signature.signed_info);
  if (c.known == nullptr) return;
  report.signer = c.known->certificate.subject_name();
  report.certificate = c.known->certificate.der();
  for (const Certificate& other : c.known->chain) report.chain_sha256.push_back(other.sha256());
}

Enclosures enclosures_of(const XadesSignature& signature, BytesView content) {
  Enclosures enclosures = signature.enclosures;
  enclosures.certificates.insert(enclosures.certificates.end(), signature.certificates.begin(), signature.certificates.end());
  for (const Bytes& token : signature.content_tokens) enclosures.content_stamps.push_back({token, Bytes(content)});
  return enclosures;
}

void remark(SignatureReport& report, const Case& c) {
  report.notes.push_back({report.place, {"signing.unsigned_fields", {{"fields", c.signature.unsigned_fields}}}});
  if (c.known != nullptr && is_demonstration(c.known->certificate)) {
    report.notes.push_back({report.place, {"signing.demonstration", {}}});
  }
}

}  // namespace

SignatureReport judge_xades(const XadesSignature& signature, BytesView file, BytesView content, TrustJudge& trust,
                            std::string_view place, std::optional<Timestamp> proven) {
  SignatureReport report(std::string(place), sha256(file));
  const auto certificates = certificates_of(signature);
  const KnownSigner* known = signature.certificate ? trust.signers().find(certificates, *signature.certificate) : nullptr;
  const Case c{signature, known};
  describe(report, c);
  for (const Check check : checks) {
    if (const auto conclusion = check(c)) {
      apply(report, *conclusion);
      break;
    }
  }
  report.verifiable = known == nullptr || known->certificate.key_algorithm() != formats::KeyAlgorithm::dstu4145;
  if (report.indication == Indication::total_passed) {
    trust.judge(report, *known, enclosures_of(signature, content), proven, Strictness::foreign);
    const bool weak_reference = digest_algorithm(signature.certificate->digest_oid).strength != DigestStrength::accepted;
    if (report.indication == Indication::total_passed && weak_reference) {
      apply(report, undecided(SubIndication::crypto_constraints_failure, about_signer("signing.weak", known->certificate)));
    }
  }
  remark(report, c);
  return report;
}

}  // namespace chancery::signing
