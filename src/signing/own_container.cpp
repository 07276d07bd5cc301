#include "signing/own_container.h"

#include "base/error.h"
#include "formats/json.h"
#include "formats/zip_writer.h"
#include "signing/conclusion.h"
#include "signing/container.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace chancery::signing {
namespace {

using formats::Compression;
using formats::Json;
using formats::ZipArchive;
using formats::ZipEntry;

constexpr std::string_view signatures_folder = "META-INF/";
constexpr std::string_view manifest_type = "chancery.manifest/1";

bool is_data_file(const ZipEntry& entry) {
  return entry.name != mimetype_path && !entry.name.starts_with(signatures_folder);
}

std::vector<std::string> names_in_slots(const std::vector<Slot>& slots) {
  std::vector<std::string> names;
  for (const Slot& slot : slots) {
    names.push_back(slot.number.asic_manifest_path());
    names.push_back(slot.kind == SlotKind::signature ? slot.number.signature_path() : slot.number.time_stamp_path());
  }
  return names;
}

/// Judges one container; what it finds is collected in the report.
class OwnContainer {
 public:
  OwnContainer(const ZipArchive& archive, SignatureJudge& judge)
      : archive_(archive), judge_(judge), slots_(list_slots(archive)) {}

  Report report() && {
    report_.ours = true;
    report_.verdict = Indication::total_passed;
    check_package();
    check_names();
    read_files();
    for (const Slot& slot : slots_) judge_slot(slot);
    if (report_.signatures.empty()) worsen(undecided(SubIndication::none, {"signing.no_signature", {}}));
    return std::move(report_);
  }

 private:
  /// Names, order, contents and fixed values make the whole file: composing it again must give the same bytes.
  void check_package() {
    const auto& entries = archive_.entries();
    const bool stored = std::all_of(entries.begin(), entries.end(),
                                    [](const ZipEntry& entry) { return entry.compression == Compression::stored; });
    const bool first = entries.size() > 1 && entries[0].name == mimetype_path && entries[1].name == document_manifest_path &&
                       archive_.content(entries[0]) == asic_e_media_type;
    if (!stored || !first || !formats::has_exact_metadata(archive_)) damage({"signing.package_not_exact", {}});
  }

  void check_names() {
    const auto known = names_in_slots(slots_);
    for (const ZipEntry& entry : archive_.entries()) {
      const bool expected =
          !entry.name.starts_with(signatures_folder) || std::find(known.begin(), known.end(), entry.name) != known.end();
      if (!expected) damage({"signing.unexpected_file", {{"path", entry.name}}});
    }
  }

  void read_files() {
    for (const ZipEntry& entry : archive_.entries()) {
      if (is_data_file(entry)) files_.emplace(entry.name, sha256(archive_.content(entry)));
    }
  }

  void judge_slot(const Slot& slot) {
    if (slot.kind == SlotKind::time_stamp) {
      return worsen(undecided(SubIndication::none, {"signing.time_stamp_unchecked", {}}), slot.number.time_stamp_path());
    }
    const ZipEntry* entry = archive_.find(slot.number.signature_path());
    if (entry == nullptr) return damage({"signing.file_missing", {{"path", slot.number.signature_path()}}});
    const Bytes listing = archive_.content(*archive_.find(slot.number.asic_manifest_path()));
    SignatureReport signature = judge_.judge_ours(archive_.content(*entry), listing, entry->name);
    check_listing(signature, listing, slot.number);
    signing::worsen(report_.verdict, report_.sub, signature.indication, signature.sub);
    report_.notes.insert(report_.notes.end(), signature.notes.begin(), signature.notes.end());
    report_.signatures.push_back(std::move(signature));
  }

  void check_listing(SignatureReport& signature, BytesView listing, SlotNumber slot) {
    const auto manifest = AsicManifest::read(listing, slot);
    if (!manifest) return apply(signature, failed(SubIndication::format_failure, {"signing.listing_unreadable", {}}));
    signature.files = manifest->files();
    signature.statement = manifest->statement();
    std::set<std::string_view> listed;
    for (const SignedFile& file : manifest->files()) {
      listed.insert(file.path);
      if (auto conclusion = compare(file)) apply(signature, *conclusion);
    }
    for (const auto& [path, hash] : files_) {
      if (!listed.contains(path)) {
        apply(signature, failed(SubIndication::format_failure, {"signing.file_not_covered", {{"path", path}}}));
      }
    }
  }

  std::optional<Conclusion> compare(const SignedFile& file) const {
    const auto found = files_.find(file.path);
    if (found == files_.end()) {
      return undecided(SubIndication::signed_data_not_found, {"signing.file_missing", {{"path", file.path}}});
    }
    if (found->second == file.sha256) return std::nullopt;
    return failed(SubIndication::hash_failure, {"signing.file_changed", {{"path", file.path}}});
  }

  void damage(Message why) { worsen(failed(SubIndication::format_failure, std::move(why))); }

  void worsen(const Conclusion& conclusion, std::string_view place = {}) {
    if (conclusion.why) report_.notes.push_back({place.empty() ? archive_.place() : std::string(place), *conclusion.why});
    signing::worsen(report_.verdict, report_.sub, conclusion.indication, conclusion.sub);
  }

  const ZipArchive& archive_;
  SignatureJudge& judge_;
  std::vector<Slot> slots_;
  std::map<std::string, Sha256> files_;
  Report report_;
};

}  // namespace

bool is_ours(const ZipArchive& container) {
  const ZipEntry* entry = container.find(document_manifest_path);
  if (entry == nullptr) return false;
  try {
    const Json manifest = formats::parse_json(container.content(*entry), document_manifest_path);
    return manifest.is_object() && manifest.value("type", Json()) == manifest_type;
  } catch (const Error&) {  // somebody else's file of that name
    return false;
  }
}

Report judge_own_container(const ZipArchive& container, SignatureJudge& judge) {
  return OwnContainer(container, judge).report();
}

}  // namespace chancery::signing
