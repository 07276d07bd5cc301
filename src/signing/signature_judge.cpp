#include "signing/signature_judge.h"

#include "base/error.h"
#include "formats/der.h"
#include "signing/algorithms.h"
#include "signing/cades_enclosures.h"
#include "signing/cms_check.h"
#include "signing/conclusion.h"
#include "signing/demonstration.h"
#include "signing/signature_value.h"
#include "signing/signed_attributes.h"
#include "signing/signed_data.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace chancery::signing {
namespace {

using formats::Certificate;

/// Each signer costs at least one verification; more than a summit has is an attack.
constexpr std::size_t most_signers = 256;

enum class Profile { ours, foreign, attached };

/// What is at hand while one signer of a SignedData is judged.
struct Case {
  Profile profile;
  BytesView signature;
  BytesView content;
  Sha256 content_sha256;
  const SignedData& data;
  std::size_t index;  // of the signer
  const SignerInfo& signer;
  const KnownSigner* known;
  SignedAttributes attributes;
};

using Check = std::optional<Conclusion> (*)(const Case&);

/// DSTU 4145 with GOST 34.311 or Kupyna: OpenSSL does not have them, which says nothing against the signature.
std::optional<Conclusion> check_ukrainian_algorithms(const Case& c) {
  const bool ukrainian = digest_algorithm(c.signer.digest_oid).strength == DigestStrength::ukrainian ||
                         digest_algorithm(c.signer.signature_oid).strength == DigestStrength::ukrainian ||
                         (c.known != nullptr && c.known->certificate.key_algorithm() == formats::KeyAlgorithm::dstu4145);
  if (!ukrainian) return std::nullopt;
  return undecided(SubIndication::crypto_constraints_failure, {"signing.dstu4145", {}});
}

std::optional<Conclusion> check_envelope(const Case& c) {
  if (c.data.is_detached == (c.profile == Profile::attached))
    return failed(SubIndication::format_failure, {"signing.not_detached", {}});
  if (!c.signer.attributes) return failed(SubIndication::format_failure, {"signing.no_signed_attributes", {}});
  if (c.attributes.content_type != c.data.content_type || !c.attributes.message_digest) {
    return failed(SubIndication::format_failure, {"signing.attribute_missing", {}});
  }
  return std::nullopt;
}

std::optional<Conclusion> check_digest(const Case& c) {
  const DigestAlgorithm algorithm = digest_algorithm(c.signer.digest_oid);
  if (algorithm.name == nullptr) return undecided(SubIndication::crypto_constraints_failure, {"signing.unknown_digest", {}});
  const bool is_sha256 = id_sha256 == c.signer.digest_oid;
  const Bytes digest = is_sha256 ? Bytes(c.content_sha256.view()) : digest_of(algorithm, c.content);
  if (*c.attributes.message_digest == digest) return std::nullopt;
  return failed(SubIndication::hash_failure, {"signing.content_changed", {}});
}

std::optional<Conclusion> check_certificate(const Case& c) {
  if (c.known == nullptr) return undecided(SubIndication::no_signing_certificate_found, {"signing.no_certificate", {}});
  if (!c.attributes.certificate) return failed(SubIndication::format_failure, {"signing.attribute_missing", {}});
  if (refers_to(*c.attributes.certificate, c.known->certificate)) return std::nullopt;
  return undecided(SubIndication::no_signing_certificate_found, about_signer("signing.other_certificate", c.known->certificate));
}

std::optional<Conclusion> check_value(const Case& c) {
  const bool fast = c.profile == Profile::ours && c.known->key && id_sha256 == c.signer.digest_oid &&
                    c.known->algorithm == c.signer.signature_algorithm;
  const bool accepted = fast ? c.known->key->verifies(sha256(*c.signer.attributes), c.signer.value)
                             : cms_accepts_value(c.signature, c.index, c.known->certificate);
  if (accepted) return std::nullopt;
  return failed(SubIndication::sig_crypto_failure, about_signer("signing.value_wrong", c.known->certificate));
}

/// Whether the certificate came in the signature itself, as the CMS API wants it.
bool is_embedded(const Case& c) {
  const BytesView der = c.known->certificate.der();
  return std::find(c.data.certificates.begin(), c.data.certificates.end(), der) != c.data.certificates.end();
}

/// What is odd about the envelope alone (an unlisted digest, a damaged certificate beside) stops the CMS API, and so it stops us.
std::optional<Conclusion> check_whole(const Case& c) {
  const bool comparable = c.profile == Profile::foreign && c.data.signers.size() == 1 && is_embedded(c);
  if (!comparable || cms_accepts(c.signature, c.content)) return std::nullopt;
  return undecided(SubIndication::sig_constraints_failure, {"signing.outside_profile", {}});
}

std::optional<Conclusion> check_strength(const Case& c) {
  const bool strong =
      is_strong_key(c.known->certificate) && digest_algorithm(c.signer.digest_oid).strength == DigestStrength::accepted;
  if (strong) return std::nullopt;
  return undecided(SubIndication::crypto_constraints_failure, about_signer("signing.weak", c.known->certificate));
}

/// Composes the signature again from what is signed or known and compares: nothing unsigned is left that could say something
/// else.
std::optional<Conclusion> check_profile(const Case& c) {
  const auto refuse = [](const char* key) { return failed(SubIndication::format_failure, {key, {}}); };
  const Certificate& certificate = c.known->certificate;
  const auto& algorithm = c.known->algorithm;
  if (!algorithm) return undecided(SubIndication::crypto_constraints_failure, about_signer("signing.weak", certificate));
  const bool plain_digest =
      c.signer.digest_algorithm == sha256_identifier() || c.signer.digest_algorithm == sha256_identifier_with_null();
  if (!plain_digest || c.data.signers.size() != 1) return refuse("signing.outside_profile");
  if (!c.known->all_readable || !c.known->all_in_chain) return refuse("signing.certificate_unused");
  if (!c.attributes.signing_time) return refuse("signing.attribute_missing");
  formats::check_der(*c.signer.attributes, "signed attributes");
  const auto value = parse_signature_value(c.signer.value, certificate);
  const bool exact = value == c.signer.value &&
                     compose_signed_data({certificate, c.known->chain, c.signer.digest_algorithm, *algorithm,
                                          *c.signer.attributes, c.signer.value, evidence_of(c.data, c.signer)}) == c.signature;
  return exact ? std::nullopt : std::optional(refuse("signing.outside_profile"));
}

/// SHA-1 in the reference to the certificate alone does not let anybody exchange the certificate, but nobody should rely on it.
std::optional<Conclusion> check_reference(const Case& c) {
  if (digest_algorithm(c.attributes.certificate->digest_oid).strength == DigestStrength::accepted) return std::nullopt;
  return undecided(SubIndication::crypto_constraints_failure, about_signer("signing.weak", c.known->certificate));
}

/// Broken comes before unknown: what fails is told apart from what only could not be judged.
constexpr Check checks_of_ours[] = {check_ukrainian_algorithms, check_envelope, check_digest,
                                    check_certificate,          check_value,    check_profile};
constexpr Check checks_of_foreign[] = {
    check_ukrainian_algorithms, check_envelope, check_digest, check_certificate, check_value, check_whole, check_strength};

Conclusion conclude(const Case& c, std::span<const Check> checks) {
  for (const Check check : checks) {
    if (auto conclusion = check(c)) return std::move(*conclusion);
  }
  return {Indication::total_passed, SubIndication::none, std::nullopt};
}

void describe(SignatureReport& report, const Case& c) {
  report.claimed_time = c.attributes.signing_time;
  report.commitment = c.attributes.commitment;
  report.value_sha256 = sha256(c.signer.value);
  if (c.known == nullptr) return;
  report.signer = c.known->certificate.subject_name();
  report.certificate = c.known->certificate.der();
  for (const Certificate& other : c.known->chain) report.chain_sha256.push_back(other.sha256());
}

/// What every reader should know even when all is well.
void remark(SignatureReport& report, const Case& c) {
  if (c.profile != Profile::ours) {
    report.notes.push_back({report.place, {"signing.unsigned_fields", {{"fields", unsigned_fields(c.data, c.signer)}}}});
  }
  if (c.known != nullptr && is_demonstration(c.known->certificate)) {
    report.notes.push_back({report.place, {"signing.demonstration", {}}});
  }
}

SignatureReport empty_report(BytesView signature, BytesView content, std::string_view place) {
  SignatureReport report(std::string(place), sha256(signature));
  report.signed_sha256 = sha256(content);
  return report;
}

SignatureReport damaged(BytesView signature, BytesView content, std::string_view place, const Message& why) {
  SignatureReport report = empty_report(signature, content, place);
  apply(report, failed(SubIndication::format_failure, why));
  return report;
}

/// BER where DER is asked for: right for the CMS API, but with more than one spelling of the same content.
SignatureReport loosely_encoded(BytesView signature, BytesView content, std::string_view place, const Message& why) {
  SignatureReport report = empty_report(signature, content, place);
  apply(report, undecided(SubIndication::sig_constraints_failure, why));
  return report;
}

}  // namespace

struct SignatureJudge::State {
  State(TrustMaterial material, Timestamp at) : trust(std::move(material), at) {}

  TrustJudge trust;

  SignatureReport judge(Profile profile, BytesView signature, BytesView content, const SignedData& data, std::size_t index,
                        std::string_view place, std::optional<Timestamp> proven) {
    SignatureReport report = empty_report(signature, content, place);
    const SignerInfo& signer = data.signers[index];
    SignedAttributes attributes;
    if (signer.attributes) attributes = read_signed_attributes(*signer.attributes, place);
    const Enclosures enclosures = enclosures_of(data, signer, attributes, content, place);
    const KnownSigner* known = trust.signers().find(certificates_of(data, enclosures), signer);
    const Case c{profile, signature, content, *report.signed_sha256, data, index, signer, known, std::move(attributes)};
    describe(report, c);
    apply(report, profile == Profile::ours ? conclude(c, checks_of_ours) : conclude(c, checks_of_foreign));
    if (report.indication == Indication::total_passed) {
      trust.judge(report, *known, enclosures, proven, profile == Profile::ours ? Strictness::ours : Strictness::foreign);
    }
    if (report.indication == Indication::total_passed) {
      if (const auto weak = check_reference(c)) apply(report, *weak);
    }
    report.verifiable = !check_ukrainian_algorithms(c);
    remark(report, c);
    return report;
  }

  std::vector<SignatureReport> judge_all(Profile profile, BytesView signature, BytesView content, const SignedData& data,
                                         std::string_view place, std::optional<Timestamp> proven) {
    if (data.signers.empty()) throw Error(Fault::input, {"signing.no_signer", {}});
    if (data.signers.size() > most_signers) throw Error(Fault::input, {"signing.too_many_signers", {}});
    std::vector<SignatureReport> reports;
    for (std::size_t index = 0; index < data.signers.size(); ++index) {
      reports.push_back(judge(profile, signature, content, data, index, place, proven));
    }
    return reports;
  }
};

SignatureJudge::SignatureJudge(TrustMaterial trust, Timestamp at) : state_(std::make_unique<State>(std::move(trust), at)) {}
SignatureJudge::~SignatureJudge() = default;
SignatureJudge::SignatureJudge(SignatureJudge&&) noexcept = default;
SignatureJudge& SignatureJudge::operator=(SignatureJudge&&) noexcept = default;

TrustJudge& SignatureJudge::trust() {
  return state_->trust;
}

SignatureReport SignatureJudge::judge_ours(BytesView signature, BytesView content, std::string_view place,
                                           std::optional<Timestamp> proven) {
  try {
    const SignedData data = read_signed_data(signature, place);
    if (!data.signers.empty()) return state_->judge(Profile::ours, signature, content, data, 0, place, proven);
    throw Error(Fault::input, {"signing.no_signer", {}});
  } catch (const Error& error) {  // damage is an answer here, not a failure of the verifier
    return damaged(signature, content, place, error.message());
  }
}

std::vector<SignatureReport> SignatureJudge::judge_foreign(BytesView signature, BytesView content, std::string_view place,
                                                           std::optional<Timestamp> proven) {
  try {
    return state_->judge_all(Profile::foreign, signature, content, read_signed_data(signature, place), place, proven);
  } catch (const Error& error) {  // as above
    const bool accepted = cms_accepts(signature, content);
    return {(accepted ? loosely_encoded : damaged)(signature, content, place, error.message())};
  }
}

std::vector<SignatureReport> SignatureJudge::judge_attached(BytesView signature, std::string_view place) {
  try {
    const SignedData data = read_signed_data(signature, place);
    return state_->judge_all(Profile::attached, signature, data.content, data, place, std::nullopt);
  } catch (const Error& error) {  // as above
    return {damaged(signature, {}, place, error.message())};
  }
}

}  // namespace chancery::signing
