#include "signing/path_judgement.h"

namespace chancery::signing {
namespace {

using formats::Certificate;
using formats::ChainResult;
using formats::ChainVerdict;

Message chain_message(const char* key, const KnownSigner& known, const ChainVerdict& verdict) {
  return {key, {{"signer", known.certificate.subject_name()}, {"detail", verdict.detail}}};
}

std::optional<Conclusion> judge_chain(const KnownSigners& signers, const KnownSigner& known, const ChainVerdict& verdict) {
  const Certificate certificate = verdict.concerning.value_or(known.certificate);
  switch (verdict.result) {
    case ChainResult::trusted:
      return std::nullopt;
    case ChainResult::no_anchor:
      return undecided(SubIndication::no_certificate_chain_found, signers.trust().anchors.empty()
                                                                      ? Message{"signing.no_anchors", {}}
                                                                      : about_signer("signing.no_chain", certificate));
    case ChainResult::expired:
      return undecided(SubIndication::out_of_bounds_no_poe,
                       about_signer("signing.expired", certificate, certificate.not_after()));
    case ChainResult::not_yet_valid:
      return undecided(SubIndication::out_of_bounds_no_poe,
                       about_signer("signing.not_yet_valid", certificate, certificate.not_before()));
    case ChainResult::not_authority:
      return undecided(SubIndication::chain_constraints_failure, chain_message("signing.chain_constraints", known, verdict));
    case ChainResult::weak:
      return undecided(SubIndication::crypto_constraints_failure, about_signer("signing.weak", certificate));
    case ChainResult::broken:
      return undecided(SubIndication::certificate_chain_general_failure, chain_message("signing.chain_broken", known, verdict));
  }
  return std::nullopt;
}

void ask(PathJudgement& judgement, const Certificate& certificate, const RevocationVerdict& verdict, Timestamp time) {
  using State = RevocationVerdict::State;
  if (verdict.source) judgement.sources.push_back(*verdict.source);
  if (verdict.state != State::not_promised) judgement.revocation_promised = true;
  switch (verdict.state) {
    case State::good:
      return;
    case State::revoked:
      judgement.revoked_since = verdict.since;
      judgement.conclusions.push_back(
          undecided(SubIndication::revoked_no_poe, about_signer("signing.revoked", certificate, verdict.since.value_or(time))));
      return;
    case State::unknown:
      judgement.all_sources_found = false;
      judgement.conclusions.push_back(
          undecided(SubIndication::try_later, about_signer("signing.revocation_unknown", certificate)));
      return;
    case State::not_promised:
      return;
  }
}

}  // namespace

PathJudgement judge_path(const KnownSigners& signers, const KnownSigner& signer, const RevocationSources& sources,
                         Timestamp time) {
  PathJudgement judgement;
  const ChainVerdict& verdict = signers.chain_at(signer, time);
  if (auto conclusion = judge_chain(signers, signer, verdict)) {
    judgement.all_sources_found = false;
    judgement.conclusions.push_back(std::move(*conclusion));
    return judgement;
  }
  for (std::size_t index = 0; index + 1 < verdict.path.size(); ++index) {
    const Certificate& certificate = verdict.path[index];
    if (signers.trust().anchors.contains(certificate)) break;
    ask(judgement, certificate, sources.judge(certificate, verdict.path[index + 1], signer.helpers, time), time);
  }
  return judgement;
}

}  // namespace chancery::signing
