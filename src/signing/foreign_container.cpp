#include "signing/foreign_container.h"

#include "base/error.h"
#include "formats/x509.h"
#include "signing/conclusion.h"
#include "signing/container.h"
#include "signing/container_stamps.h"
#include "signing/foreign_listing.h"
#include "signing/foreign_names.h"
#include "signing/package_listing.h"
#include "signing/xades_judge.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace chancery::signing {
namespace {

using formats::ZipArchive;
using formats::ZipEntry;

class ForeignContainer {
 public:
  ForeignContainer(const ZipArchive& archive, SignatureJudge& judge) : archive_(archive), judge_(judge) {}

  Report report() && {
    report_.verdict = Indication::total_passed;
    check_media_type();
    judge_stamps();
    for (const ZipEntry& entry : archive_.entries()) judge_entry(entry);
    check_coverage();
    if (report_.signatures.empty()) worsen(undecided(SubIndication::none, {"signing.no_signature", {}}));
    note(archive_.place(), {"signing.unsigned_package", {}});
    return std::move(report_);
  }

 private:
  /// Where it stands and how it is packed differs in real containers; what it says must be right.
  void check_media_type() {
    const ZipEntry* entry = archive_.find(mimetype_path);
    if (entry == nullptr) return note(archive_.place(), {"signing.no_media_type", {}});
    const Bytes type = archive_.content(*entry);
    simple_ = type == asic_s_media_type;
    if (simple_ && data_files().size() != 1) worsen(failed(SubIndication::format_failure, {"signing.asic_s_files", {}}));
    if (!simple_ && type != asic_e_media_type) worsen(failed(SubIndication::format_failure, {"signing.other_media_type", {}}));
  }

  [[nodiscard]] std::vector<const ZipEntry*> data_files() const {
    std::vector<const ZipEntry*> files;
    for (const ZipEntry& entry : archive_.entries()) {
      if (kind_of(entry.name) == EntryKind::data_file) files.push_back(&entry);
    }
    return files;
  }

  /// The listings whose reference is a token, and in ASiC-S a token over the one file.
  void judge_stamps() {
    std::vector<StandingStamp> stamps;
    for (const ZipEntry& entry : archive_.entries()) {
      const EntryKind kind = kind_of(entry.name);
      try {
        if (kind == EntryKind::cades_listing || kind == EntryKind::archive_listing) read_stamp(entry, kind, stamps);
        if (simple_ && kind == EntryKind::time_stamp && data_files().size() == 1) {
          const ZipEntry& file = *data_files().front();
          covered_.insert(file.name);
          named_.insert(entry.name);
          stamps.push_back({entry.name, {archive_.content(entry), archive_.content(file)}, {file.name}, false});
        }
      } catch (const Error& error) {
        worsen(failed(SubIndication::format_failure, error.message()), entry.name);
      }
    }
    stamps_.emplace(std::move(stamps), judge_.trust(), Strictness::foreign, report_);
  }

  void read_stamp(const ZipEntry& entry, EntryKind kind, std::vector<StandingStamp>& stamps) {
    const Bytes bytes = archive_.content(entry);
    const ForeignListing listing = read_foreign_listing(bytes, entry.name);
    if (kind_of(listing.signature_path) != EntryKind::time_stamp) return;
    stamp_listings_.insert(entry.name);
    named_.insert(listing.signature_path);
    SignatureReport found(entry.name, sha256(bytes));
    compare(found, listing.references);
    worsen({found.indication, found.sub, std::nullopt}, entry.name);
    for (const Note& remark : found.notes) note(entry.name, remark.message);
    const ZipEntry* token = archive_.find(listing.signature_path);
    if (token == nullptr) {
      return worsen(failed(SubIndication::format_failure, {"signing.file_missing", {{"path", listing.signature_path}}}));
    }
    if (found.indication != Indication::total_passed) return;
    StandingStamp stamp{token->name, {archive_.content(*token), bytes}, {}, kind == EntryKind::archive_listing};
    for (const Reference& reference : listing.references) stamp.covers.push_back(reference.path);
    stamps.push_back(std::move(stamp));
  }

  void judge_entry(const ZipEntry& entry) {
    try {
      const EntryKind kind = kind_of(entry.name);
      const bool listing = kind == EntryKind::cades_listing || kind == EntryKind::archive_listing;
      if (listing && !stamp_listings_.contains(entry.name)) judge_cades(entry);
      if (kind == EntryKind::xades_file) judge_xades_file(entry);
      if (simple_ && kind == EntryKind::cades_signature) judge_simple(entry);
    } catch (const Error& error) {  // this signature is damaged; the others are judged all the same
      SignatureReport report(entry.name, sha256(archive_.packed(entry)));
      apply(report, failed(SubIndication::format_failure, error.message()));
      keep(std::move(report));
    }
  }

  void judge_cades(const ZipEntry& entry) {
    const Bytes bytes = archive_.content(entry);
    const ForeignListing listing = read_foreign_listing(bytes, entry.name);
    const ZipEntry* signature = archive_.find(listing.signature_path);
    if (signature == nullptr) {
      return worsen(failed(SubIndication::format_failure, {"signing.file_missing", {{"path", listing.signature_path}}}));
    }
    named_.insert(listing.signature_path);
    if (kind_of(signature->name) != EntryKind::cades_signature) {
      return worsen(failed(SubIndication::format_failure, {"signing.unexpected_file", {{"path", signature->name}}}));
    }
    const auto proven = stamps_->proven(signature->name);
    for (SignatureReport& report : judge_.judge_foreign(archive_.content(*signature), bytes, signature->name, proven)) {
      compare(report, listing.references);
      report.statement = listing.statement;
      keep(std::move(report));
    }
  }

  /// ASiC-S: the signature is over the one file itself.
  void judge_simple(const ZipEntry& entry) {
    const auto files = data_files();
    if (files.size() != 1) return;
    named_.insert(entry.name);
    covered_.insert(files.front()->name);
    const Bytes content = archive_.content(*files.front());
    for (SignatureReport& report :
         judge_.judge_foreign(archive_.content(entry), content, entry.name, stamps_->proven(entry.name))) {
      report.files.push_back({files.front()->name, {}, sha256(content)});
      keep(std::move(report));
    }
  }

  void judge_xades_file(const ZipEntry& entry) {
    const Bytes bytes = archive_.content(entry);
    for (const XadesSignature& signature : read_xades_signatures(bytes, entry.name)) {
      Bytes content;
      for (const Reference& reference : signature.files) {
        const ZipEntry* file = archive_.find(reference.path);
        if (file != nullptr && !signature.content_tokens.empty()) content.append(archive_.content(*file));
      }
      SignatureReport report = judge_xades(signature, bytes, content, judge_.trust(), entry.name, stamps_->proven(entry.name));
      compare(report, signature.files);
      keep(std::move(report));
    }
  }

  void compare(SignatureReport& report, const std::vector<Reference>& references) {
    std::set<std::string> listed;
    for (const Reference& reference : references) {
      if (!listed.insert(reference.path).second) {
        apply(report, failed(SubIndication::format_failure, {"signing.path_twice", {{"path", reference.path}}}));
      }
      compare(report, reference);
    }
  }

  void compare(SignatureReport& report, const Reference& reference) {
    const Message::Argument path = reference.path;
    const ZipEntry* entry = archive_.find(reference.path);
    if (entry == nullptr) {
      return apply(report, undecided(SubIndication::signed_data_not_found, {"signing.file_missing", {{"path", path}}}));
    }
    covered_.insert(entry->name);
    if (!reference.media_type.empty()) signed_types_.emplace(entry->name, reference.media_type);
    if (reference.algorithm.name == nullptr) {
      return apply(report, undecided(SubIndication::crypto_constraints_failure, {"signing.unknown_digest", {}}));
    }
    const Bytes content = archive_.content(*entry);
    if (reference.digest != digest_of(reference.algorithm, content)) {
      return apply(report, failed(SubIndication::hash_failure, {"signing.file_changed", {{"path", path}}}));
    }
    report.files.push_back({entry->name, reference.media_type, sha256(content)});
    if (reference.algorithm.strength == DigestStrength::accepted) return;
    apply(report, undecided(SubIndication::crypto_constraints_failure, {"signing.weak_digest", {{"path", path}}}));
  }

  /// A file beside the signed ones would be read as signed.
  void check_coverage() {
    if (report_.signatures.empty() && report_.stamps.empty()) return;
    for (const ZipEntry& entry : archive_.entries()) {
      const EntryKind kind = kind_of(entry.name);
      const bool signature = kind == EntryKind::cades_signature || kind == EntryKind::time_stamp;
      const Message unexpected{"signing.unexpected_file", {{"path", entry.name}}};
      if (signature && !named_.contains(entry.name)) worsen(failed(SubIndication::format_failure, unexpected));
      if (kind == EntryKind::unknown) worsen(undecided(SubIndication::sig_constraints_failure, unexpected));
      if (kind == EntryKind::data_file && !covered_.contains(entry.name)) {
        worsen(failed(SubIndication::format_failure, {"signing.file_not_covered", {{"path", entry.name}}}));
      }
      if (kind == EntryKind::package_listing) check_package_listing(entry);
    }
  }

  void check_package_listing(const ZipEntry& entry) {
    note(entry.name, {"signing.unsigned_file", {{"path", entry.name}}});
    try {
      if (const auto conclusion = judge_package_listing(archive_, entry, signed_types_)) worsen(*conclusion, entry.name);
    } catch (const Error& error) {
      worsen(failed(SubIndication::format_failure, error.message()), entry.name);
    }
  }

  void keep(SignatureReport report) {
    signing::worsen(report_.verdict, report_.sub, report.indication, report.sub);
    report_.notes.insert(report_.notes.end(), report.notes.begin(), report.notes.end());
    if (report.level == Level::b_lt && stamps_->is_archived(report.place)) report.level = Level::b_lta;
    report_.signatures.push_back(std::move(report));
  }

  void note(const std::string& place, Message message) { report_.notes.push_back({place, std::move(message)}); }

  void worsen(const Conclusion& conclusion, std::string_view place = {}) {
    if (conclusion.why) note(place.empty() ? archive_.place() : std::string(place), *conclusion.why);
    signing::worsen(report_.verdict, report_.sub, conclusion.indication, conclusion.sub);
  }

  const ZipArchive& archive_;
  SignatureJudge& judge_;
  bool simple_ = false;
  std::set<std::string> covered_;
  std::set<std::string> named_;
  std::set<std::string> stamp_listings_;
  std::map<std::string, std::string> signed_types_;
  std::optional<ContainerStamps> stamps_;
  Report report_;
};

}  // namespace

Report judge_foreign_container(const ZipArchive& container, SignatureJudge& judge) {
  return ForeignContainer(container, judge).report();
}

}  // namespace chancery::signing
