#include "evidence/made_elsewhere.h"

#include "evidence/container_judgement.h"
#include "formats/zip_archive.h"
#include "signing/container.h"

#include <algorithm>
#include <set>
#include <utility>

namespace chancery::evidence {
namespace {

using formats::ZipArchive;
using formats::ZipEntry;
using signing::Indication;
using signing::SignatureReport;

Refusal refusal(const char* rule) {
  return {rule, {rule, {}}};
}

Refusal refusal(const char* rule, std::string path) {
  return {rule, {rule, {{"path", std::move(path)}}}};
}

std::set<Sha256> hashes_of(const std::vector<signing::SignedFile>& files) {
  std::set<Sha256> hashes;
  for (const signing::SignedFile& file : files) hashes.insert(file.sha256);
  return hashes;
}

/// Every file of ours, hash for hash; beside them only the offered statement.
bool is_over_same_files(const SignatureReport& report, const ElsewhereOffer& offer) {
  auto found = hashes_of(report.files);
  if (offer.statement) found.erase(*offer.statement);
  return found == hashes_of(offer.content.files);
}

bool signs(const SignatureReport& report, const std::optional<Sha256>& statement) {
  return statement && hashes_of(report.files).contains(*statement);
}

/// A `.p7s` over the manifest covers everything that it lists; the statement names the manifest.
bool is_over_root(const std::optional<Blob>& content, const ElsewhereOffer& offer) {
  if (!content) return false;
  const Sha256 hash = sha256(content->bytes());
  return hash == offer.content.manifest || hash == offer.statement;
}

std::optional<Refusal> objection_to(const SignatureReport& report) {
  if (report.indication == Indication::total_failed) return Refusal{"elsewhere.broken", signing::explain(report.sub)};
  const bool undecided =
      report.indication == Indication::indeterminate && report.verifiable && !signing::waits_for_revocation(report);
  if (undecided) return Refusal{"elsewhere.undecided", signing::explain(report.sub)};
  return std::nullopt;
}

ElsewhereSignature accepted(const SignatureReport& report, bool states) {
  return {report, report.verifiable ? SignatureKind::verified : SignatureKind::unverifiable, states};
}

std::optional<Refusal> objection_to_container(const signing::Report& report) {
  if (report.signatures.empty()) return refusal("elsewhere.no_signature");
  // What is wrong with the container itself is worse than any of its signatures.
  const auto worst = std::max_element(report.signatures.begin(), report.signatures.end(),
                                      [](const auto& left, const auto& right) { return left.indication < right.indication; });
  if (report.verdict > worst->indication) return Refusal{"elsewhere.broken", signing::explain(report.sub)};
  return std::nullopt;
}

std::optional<Refusal> compare_entries(const ZipArchive& ours, const ZipArchive& copy) {
  for (const ZipEntry& entry : ours.entries()) {
    const ZipEntry* same = copy.find(entry.name);
    if (same == nullptr || copy.content(*same) != ours.content(entry)) return refusal("elsewhere.changed", entry.name);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(SignatureKind kind) {
  switch (kind) {
    case SignatureKind::verified:
      return "verified";
    case SignatureKind::unverifiable:
      return "unverifiable";
    case SignatureKind::paper:
      return "paper";
  }
  return {};
}

Message explain(SignatureKind kind) {
  return {"evidence.kind_" + std::string(name_of(kind)), {}};
}

Decision<std::vector<ElsewhereSignature>> judge_elsewhere(const Blob& file, std::string_view place,
                                                          const std::optional<Blob>& signed_content, const ElsewhereOffer& offer,
                                                          const signing::TrustMaterial& trust, Timestamp at) {
  const signing::Report report = judge_signed_file(file, signed_content, place, trust, at).report;
  const bool container = !signed_content && !report.signatures.empty() && !report.signatures.front().files.empty();
  if (auto objection = objection_to_container(report)) return *std::move(objection);
  std::vector<ElsewhereSignature> signatures;
  for (const SignatureReport& signature : report.signatures) {
    if (auto objection = objection_to(signature)) return *std::move(objection);
    if (signature.statement) return refusal("elsewhere.by_request");
    const bool same = container ? is_over_same_files(signature, offer) : is_over_root(signed_content, offer);
    if (!same) return refusal("elsewhere.other_files");
    const bool states = container ? signs(signature, offer.statement) : offer.statement == sha256(signed_content->bytes());
    signatures.push_back(accepted(signature, states));
  }
  return signatures;
}

Decision<std::vector<AddedSignature>> judge_copy(const Blob& ours, const Blob& copy, std::string_view place,
                                                 const signing::TrustMaterial& trust, Timestamp at) {
  const ZipArchive before = ZipArchive::read(ours, "container");
  const ZipArchive after = ZipArchive::read(copy, place);
  if (auto objection = compare_entries(before, after)) return *std::move(objection);
  const Judgement judgement = judge_container(copy, place, trust, at);
  if (!judgement.report.ours || judgement.report.verdict == Indication::total_failed) {
    return Refusal{"elsewhere.broken", signing::explain(judgement.report.sub)};
  }
  if (judgement.report.verdict == Indication::indeterminate) {
    return Refusal{"elsewhere.undecided", signing::explain(judgement.report.sub)};
  }
  std::vector<AddedSignature> added;
  for (const signing::Slot& slot : signing::list_slots(after)) {
    const bool is_new = before.find(slot.number.asic_manifest_path()) == nullptr;
    if (!is_new || slot.kind != signing::SlotKind::signature) continue;
    added.push_back({slot.number, after.content(*after.find(slot.number.asic_manifest_path())),
                     after.content(*after.find(slot.number.signature_path()))});
  }
  if (added.empty()) return refusal("elsewhere.no_signature");
  return added;
}

}  // namespace chancery::evidence
