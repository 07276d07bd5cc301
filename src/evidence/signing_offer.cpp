#include "evidence/signing_offer.h"

#include "base/error.h"
#include "document/manifest.h"
#include "formats/zip_archive.h"
#include "signing/container.h"
#include "signing/signed_attributes.h"

#include <algorithm>
#include <utility>

namespace chancery::evidence {
namespace {

using document::ListedFile;
using signing::DataFile;
using signing::SignedFile;

[[noreturn]] void refuse(const char* key) {
  throw Error(Fault::input, {key, {}});
}

bool by_path(const SignedFile& left, const SignedFile& right) {
  return left.path < right.path;
}

/// The manifest names each file with its media type, size and hash; nothing may be missing, beside it or different.
ContentToSign compare(BytesView manifest, std::vector<std::pair<std::string, BytesView>> files) {
  const auto listed = document::files_listed(manifest, signing::document_manifest_path);
  ContentToSign content{sha256(manifest), {{std::string(signing::document_manifest_path), "application/json", sha256(manifest)}}};
  std::sort(files.begin(), files.end());
  if (files.size() != listed.size()) refuse("evidence.files_differ");
  for (std::size_t index = 0; index < files.size(); ++index) {
    const auto& [path, bytes] = files[index];
    const ListedFile& wanted = listed[index];
    if (wanted.path != path || wanted.size != bytes.size() || wanted.sha256 != sha256(bytes)) refuse("evidence.files_differ");
    content.files.push_back({path, wanted.media_type, wanted.sha256});
  }
  return content;
}

bool agrees(document::Act act, const signing::SigningRequest& offered) {
  const auto attributes = signing::read_signed_attributes(offered.signed_attributes(), "signed attributes");
  const auto wanted = act == document::Act::seal ? signing::Commitment::proof_of_origin : signing::Commitment::proof_of_approval;
  return attributes.commitment == wanted;
}

}  // namespace

ContentToSign recompute(BytesView manifest, const std::vector<DataFile>& files) {
  std::vector<std::pair<std::string, BytesView>> views;
  for (const DataFile& file : files) views.emplace_back(file.path, file.content);
  return compare(manifest, std::move(views));
}

ContentToSign recompute(const Blob& container, std::string_view place) {
  const auto archive = formats::ZipArchive::read(container, place);
  const formats::ZipEntry* manifest = archive.find(signing::document_manifest_path);
  if (manifest == nullptr) refuse("evidence.files_differ");
  std::vector<DataFile> files;
  for (const formats::ZipEntry& entry : archive.entries()) {
    if (signing::is_data_file(entry.name)) files.push_back({entry.name, {}, archive.content(entry)});
  }
  return recompute(archive.content(*manifest), files);
}

document::Statement check_offer(const signing::SigningRequest& offered, const ContentToSign& content, const Intent& intent,
                                const RequestId& request, Timestamp now) {
  const auto listing = signing::AsicManifest::read(offered.asic_manifest(), offered.slot());
  if (!listing) refuse("evidence.offer_listing");
  auto listed = listing->files();
  auto wanted = content.files;
  std::sort(listed.begin(), listed.end(), by_path);
  std::sort(wanted.begin(), wanted.end(), by_path);
  if (listed != wanted) refuse("evidence.offer_files");
  auto statement = document::parse_statement(listing->statement(), "statement");
  if (statement.manifest != content.manifest) refuse("evidence.statement_of_another");
  if (statement.request != request) refuse("evidence.offer_request");
  if (statement.act != intent.act || !agrees(statement.act, offered)) refuse("evidence.offer_act");
  if (intent.capacity && statement.capacity != *intent.capacity) refuse("evidence.offer_capacity");
  if (statement.expires < now) {
    throw Error(Fault::conflict, {"evidence.offer_expired", {{"expires", statement.expires.text()}}});
  }
  return statement;
}

}  // namespace chancery::evidence
