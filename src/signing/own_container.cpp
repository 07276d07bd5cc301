#include "signing/own_container.h"

#include "base/error.h"
#include "formats/json.h"
#include "formats/zip_writer.h"
#include "signing/conclusion.h"
#include "signing/container.h"
#include "signing/container_stamps.h"
#include "signing/foreign_names.h"
#include "signing/time_stamp_listing.h"

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

/// Each long-term token has its listing: the newest one under its own name, those before it under their numbers.
std::vector<std::string> names_of_archives(const std::vector<SlotNumber>& archives) {
  std::vector<std::string> names;
  for (const SlotNumber& generation : archives) {
    const bool newest = generation == archives.back();
    names.push_back(newest ? std::string(newest_archive_listing_path) : archive_listing_path(generation));
    names.push_back(archive_time_stamp_path(generation));
  }
  return names;
}

/// Judges one container; what it finds is collected in the report.
class OwnContainer {
 public:
  OwnContainer(const ZipArchive& archive, SignatureJudge& judge)
      : archive_(archive), judge_(judge), slots_(list_slots(archive)), archives_(list_archive_stamps(archive)) {}

  Report report() && {
    report_.ours = true;
    report_.verdict = Indication::total_passed;
    check_package();
    check_names();
    read_files();
    judge_stamps();
    for (const Slot& slot : slots_) {
      if (slot.kind == SlotKind::signature) judge_slot(slot);
    }
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
    auto known = names_in_slots(slots_);
    for (std::string& name : names_of_archives(archives_)) known.push_back(std::move(name));
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

  void judge_stamps() {
    std::vector<StandingStamp> stamps;
    const auto names = names_of_archives(archives_);
    for (std::size_t index = 0; index + 1 < names.size(); index += 2) read_stamp(names[index], names[index + 1], stamps);
    for (const Slot& slot : slots_) {
      if (slot.kind == SlotKind::signature) continue;
      read_stamp(slot.number.asic_manifest_path(), slot.number.time_stamp_path(), stamps);
    }
    stamps_.emplace(std::move(stamps), judge_.trust(), Strictness::ours, report_);
  }

  void read_stamp(const std::string& listing_path, const std::string& token_path, std::vector<StandingStamp>& stamps) {
    const ZipEntry* entry = archive_.find(listing_path);
    if (entry == nullptr) return damage({"signing.file_missing", {{"path", listing_path}}});
    const Bytes bytes = archive_.content(*entry);
    const auto listing = TimeStampListing::read(bytes);
    if (!listing || listing->token_path() != token_path) return damage({"signing.listing_unreadable", {}});
    StandingStamp stamp{token_path, {archive_.content(*archive_.find(token_path)), bytes}, {}, listing->is_archive()};
    for (const SignedFile& file : listing->files()) {
      if (const auto conclusion = compare_entry(file)) worsen(*conclusion, listing_path);
      stamp.covers.push_back(file.path);
    }
    stamps.push_back(std::move(stamp));
  }

  std::optional<Conclusion> compare_entry(const SignedFile& file) const {
    const ZipEntry* entry = archive_.find(file.path);
    if (entry == nullptr) return failed(SubIndication::format_failure, {"signing.file_missing", {{"path", file.path}}});
    if (sha256(archive_.content(*entry)) == file.sha256) return std::nullopt;
    return failed(SubIndication::hash_failure, {"signing.file_changed", {{"path", file.path}}});
  }

  void judge_slot(const Slot& slot) {
    const ZipEntry* entry = archive_.find(slot.number.signature_path());
    if (entry == nullptr) return damage({"signing.file_missing", {{"path", slot.number.signature_path()}}});
    const Bytes listing = archive_.content(*archive_.find(slot.number.asic_manifest_path()));
    SignatureReport signature = judge_.judge_ours(archive_.content(*entry), listing, entry->name, stamps_->proven(entry->name));
    if (signature.level == Level::b_lt && stamps_->is_archived(entry->name)) signature.level = Level::b_lta;
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
  std::vector<SlotNumber> archives_;
  std::optional<ContainerStamps> stamps_;
  std::map<std::string, Sha256> files_;
  Report report_;
};

bool has_our_manifest(const ZipArchive& container) {
  const ZipEntry* entry = container.find(document_manifest_path);
  if (entry == nullptr) return false;
  try {
    const Json manifest = formats::parse_json(container.content(*entry), document_manifest_path);
    return manifest.is_object() && manifest.value("type", Json()) == manifest_type;
  } catch (const Error&) {  // somebody else's file of that name
    return false;
  }
}

bool has_our_slot(const ZipArchive& container) {
  const auto slots = list_slots(container);
  return std::any_of(slots.begin(), slots.end(), [&](const Slot& slot) {
    return AsicManifest::read(container.content(*container.find(slot.number.asic_manifest_path())), slot.number).has_value();
  });
}

bool has_signatures(const ZipArchive& container) {
  const auto& entries = container.entries();
  return std::any_of(entries.begin(), entries.end(), [](const ZipEntry& entry) {
    const EntryKind kind = kind_of(entry.name);
    return kind == EntryKind::cades_signature || kind == EntryKind::xades_file || kind == EntryKind::cades_listing;
  });
}

}  // namespace

bool is_ours(const ZipArchive& container) {
  return has_our_manifest(container) && (has_our_slot(container) || !has_signatures(container));
}

Report judge_own_container(const ZipArchive& container, SignatureJudge& judge) {
  return OwnContainer(container, judge).report();
}

}  // namespace chancery::signing
