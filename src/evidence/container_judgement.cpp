#include "evidence/container_judgement.h"

#include "base/error.h"
#include "document/manifest.h"
#include "formats/zip_archive.h"
#include "signing/container.h"
#include "signing/verifier.h"

#include <algorithm>

namespace chancery::evidence {
namespace {

using signing::Indication;
using signing::Report;
using signing::SubIndication;

void fail(Report& report, const std::string& place, Message message) {
  report.verdict = Indication::total_failed;
  if (report.sub == SubIndication::none) report.sub = SubIndication::signed_data_not_found;
  report.notes.push_back({place, std::move(message)});
}

/// What the container holds besides manifest and signatures, as a manifest would list it, without media types.
std::vector<document::ListedFile> held_files(const formats::ZipArchive& archive) {
  std::vector<document::ListedFile> files;
  for (const formats::ZipEntry& entry : archive.entries()) {
    if (signing::is_data_file(entry.name)) files.push_back({entry.name, {}, entry.size, sha256(archive.content(entry))});
  }
  std::sort(files.begin(), files.end());
  return files;
}

void compare_files(Report& report, const formats::ZipArchive& archive, BytesView manifest, std::string_view place) {
  auto listed = document::files_listed(manifest, place);
  for (document::ListedFile& file : listed) file.media_type.clear();
  if (listed != held_files(archive)) {
    fail(report, std::string(signing::document_manifest_path), {"evidence.files_differ", {}});
  }
}

bool acts_agree(document::Act act, signing::Commitment commitment) {
  return (act == document::Act::seal) == (commitment == signing::Commitment::proof_of_origin);
}

std::optional<document::Statement> judge_statement(Report& report, const signing::SignatureReport& signature,
                                                   const Sha256& manifest) try {
  if (!signature.statement) return std::nullopt;
  auto statement = document::parse_statement(*signature.statement, signature.place);
  if (statement.manifest != manifest) fail(report, signature.place, {"evidence.statement_of_another", {}});
  if (signature.commitment && !acts_agree(statement.act, *signature.commitment)) {
    fail(report, signature.place, {"evidence.act_contradicts", {}});
  }
  return statement;
} catch (const Error& error) {
  fail(report, signature.place, error.message());
  return std::nullopt;
}

void judge_our_container(Judgement& judgement, const Blob& container, std::string_view place) try {
  const auto archive = formats::ZipArchive::read(container, place);
  const formats::ZipEntry* entry = archive.find(signing::document_manifest_path);
  if (entry == nullptr) return;
  const Bytes manifest = archive.content(*entry);
  compare_files(judgement.report, archive, manifest, signing::document_manifest_path);
  const Sha256 hash = sha256(manifest);
  for (const signing::SignatureReport& signature : judgement.report.signatures) {
    judgement.statements.push_back(judge_statement(judgement.report, signature, hash));
  }
} catch (const Error& error) {
  fail(judgement.report, std::string(place), error.message());
}

/// A detached signature of ours is over `statement.json`; over anything else it says nothing but itself.
std::optional<document::Statement> statement_in(BytesView content, std::string_view place) {
  try {
    return document::parse_statement(content, place);
  } catch (const Error&) {  // somebody's own file
    return std::nullopt;
  }
}

}  // namespace

Judgement judge_container(const Blob& container, std::string_view place, const signing::TrustMaterial& trust, Timestamp at) {
  Judgement judgement{signing::Verifier(trust, at).verify(container, place), {}};
  if (judgement.report.ours) judge_our_container(judgement, container, place);
  judgement.statements.resize(judgement.report.signatures.size());
  return judgement;
}

Judgement judge_signed_file(const Blob& file, const std::optional<Blob>& content, std::string_view place,
                            const signing::TrustMaterial& trust, Timestamp at) {
  if (!signing::looks_like_signed_data(file.bytes())) return judge_container(file, place, trust, at);
  const auto over = content ? std::optional<BytesView>(content->bytes()) : std::nullopt;
  Judgement judgement{signing::Verifier(trust, at).verify_detached(file.bytes(), over, place), {}};
  judgement.statements.resize(judgement.report.signatures.size(), over ? statement_in(*over, place) : std::nullopt);
  return judgement;
}

}  // namespace chancery::evidence
