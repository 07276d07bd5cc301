#include "engine/signed_elsewhere.h"

#include "engine/validation_data.h"
#include "evidence/made_elsewhere.h"
#include "formats/x509.h"
#include "signing/container.h"
#include "signing/demonstration.h"
#include "signing/verifier.h"
#include "text/characters.h"

#include <algorithm>

namespace chancery::engine {
namespace {

using evidence::ElsewhereSignature;
using evidence::SignatureKind;

constexpr const char* signed_data_media_type = "application/x-pkcs7-signature";

Refusal elsewhere_refusal(const char* rule, std::vector<std::pair<std::string, Message::Argument>> arguments = {}) {
  return {rule, {rule, std::move(arguments)}};
}

/// A `.p7s` holds no files: what it is over is the manifest.
Decision<std::vector<ElsewhereSignature>> judge_given(const Draft& draft, store::Database& database,
                                                      const SignaturePolicy& policy, const Attachment& given, Timestamp now) {
  const bool detached = signing::looks_like_signed_data(given.content.bytes());
  const Blob container = load_file(draft, database, draft.document.container->sha256);
  const auto manifest =
      detached ? std::optional(load_file(draft, database, draft.document.frozen->manifest.sha256)) : std::nullopt;
  return evidence::judge_elsewhere(given.content, given.name, manifest,
                                   {evidence::recompute(container, "container"), std::nullopt},
                                   signing::TrustMaterial(policy.anchors), now.plus(clock_slack));
}

std::optional<Refusal> objection_to_signer(store::Database& database, const document::Document& document,
                                           const ElsewhereSignature& signature, const PersonId& person, unsigned party,
                                           document::Act act) {
  if (!signature.report.certificate) return std::nullopt;
  const auto certificate = formats::Certificate::read(*signature.report.certificate, "certificate");
  if (signing::is_demonstration(certificate) && !document.specimen) return elsewhere_refusal("engine.demonstration_certificate");
  return objection_to_key(database, document, certificate, person, party, act);
}

std::optional<Refusal> objection_to_files(const document::Document& document, const std::vector<Attachment>& files) {
  if (files.empty() || files.size() > 2) return elsewhere_refusal("engine.signature_and_protocol");
  const Sha256 hash = sha256(files.front().content.bytes());
  const bool kept = std::any_of(document.signatures.begin(), document.signatures.end(),
                                [&](const document::Signature& signature) { return signature.file.sha256 == hash; });
  return kept ? std::optional(elsewhere_refusal("engine.signature_kept")) : std::nullopt;
}

std::string signers_of(const std::vector<ElsewhereSignature>& signatures) {
  std::string names;
  for (const ElsewhereSignature& signature : signatures) {
    if (!names.empty()) names += ", ";
    names += signature.report.signer.empty() ? "—" : signature.report.signer;
  }
  return names;
}

bool is_unverifiable(const std::vector<ElsewhereSignature>& signatures) {
  return std::any_of(signatures.begin(), signatures.end(),
                     [](const ElsewhereSignature& signature) { return signature.kind == SignatureKind::unverifiable; });
}

document::File keep_signature(Draft& draft, const Attachment& given) {
  const bool detached = signing::looks_like_signed_data(given.content.bytes());
  const char* media_type = detached ? signed_data_media_type : signing::asic_e_media_type.data();
  return keep_evidence(draft, {given.name, media_type, given.content}, detached ? ".p7s" : ".asice");
}

std::string words_if_given(const formats::Json& order, const char* field) {
  const bool given = order.contains(field) && order.at(field) != "";
  return given ? required_words(order, field) : std::string();
}

}  // namespace

Decision<Draft> take_elsewhere(Draft draft, store::Database& database, const SignaturePolicy& policy, const PersonId& person,
                               const Performer& performer, const Command& command) {
  require_manifest(draft.document, command);
  const auto act = *document::parse_act(command.event);
  const auto party = party_for(draft.document, command.data, act, performer);
  if (party.refused()) return party.refusal();
  if (auto objection = objection_to_files(draft.document, command.files)) return *std::move(objection);
  const std::string capacity = required_words(command.data, "capacity");
  const auto judged = judge_given(draft, database, policy, command.files.front(), performer.time);
  if (judged.refused()) return judged.refusal();
  const auto& signatures = judged.value();
  for (const ElsewhereSignature& signature : signatures) {
    auto objection = objection_to_signer(database, draft.document, signature, person, party.value(), act);
    if (objection) return *std::move(objection);
  }
  const bool unverifiable = is_unverifiable(signatures);
  if (unverifiable && command.files.size() != 2) return elsewhere_refusal("engine.protocol_needed");

  const document::File file = keep_signature(draft, command.files.front());
  if (command.files.size() == 2) static_cast<void>(keep_evidence(draft, command.files.back()));
  const auto& report = signatures.front().report;
  const document::RecordedAct recorded{command.event,
                                       capacity,
                                       {},
                                       report.proven_time.value_or(performer.time),
                                       words_if_given(command.data, "place"),
                                       {},
                                       {},
                                       performer.person,
                                       signers_of(signatures),
                                       party.value(),
                                       file};
  draft.document.signatures.push_back({party.value(), std::string(document::name_of(act)),
                                       unverifiable ? document::SignatureKind::unverifiable : document::SignatureKind::verified,
                                       0, recorded.signer, performer.person, performer.time, file,
                                       unverifiable ? std::nullopt : std::optional(std::string(signing::name_of(report.level))),
                                       report.certificate ? std::optional(sha256(*report.certificate)) : std::nullopt});
  for (const ElsewhereSignature& signature : signatures) {
    draft.signatures.emplace_back(for_leaf(signature.report, act, policy.sha256));
  }
  draft.recorded = for_leaf(recorded);
  draft.outside_actor = recorded.signer;
  draft.payload = {{"party", party.value()}, {"act", document::name_of(act)}, {"slot", 0}};
  draft.manifest = command.manifest;
  return draft;
}

}  // namespace chancery::engine
