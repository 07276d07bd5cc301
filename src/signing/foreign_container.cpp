#include "signing/foreign_container.h"

#include "base/error.h"
#include "formats/x509.h"
#include "signing/conclusion.h"
#include "signing/container.h"
#include "signing/foreign_listing.h"

#include <algorithm>
#include <set>
#include <utility>

namespace chancery::signing {
namespace {

using formats::ZipArchive;
using formats::ZipEntry;

constexpr std::string_view folder = "META-INF/";

bool is_data_file(const ZipEntry& entry) {
  return entry.name != mimetype_path && !entry.name.starts_with(folder) && !entry.name.ends_with('/');
}

/// EN 319 162-1 §A.4 and §4.4.4: the names contain these words.
bool is_cades_listing(std::string_view name) {
  const bool listing =
      name.find("ASiCManifest") != std::string_view::npos || name.find("ASiCArchiveManifest") != std::string_view::npos;
  return name.starts_with(folder) && name.ends_with(".xml") && listing;
}

bool is_xades_file(std::string_view name) {
  return name.starts_with("META-INF/") && name.ends_with(".xml") && name.find("signatures") != std::string_view::npos;
}

bool is_signature_file(std::string_view name) {
  return name.starts_with(folder) && name.ends_with(".p7s");
}

class ForeignContainer {
 public:
  ForeignContainer(const ZipArchive& archive, SignatureJudge& judge) : archive_(archive), judge_(judge) {}

  Report report() && {
    report_.verdict = Indication::total_passed;
    check_media_type();
    for (const ZipEntry& entry : archive_.entries()) judge_entry(entry);
    check_coverage();
    if (report_.signatures.empty()) worsen(undecided(SubIndication::none, {"signing.no_signature", {}}));
    return std::move(report_);
  }

 private:
  /// Where it stands and how it is packed differs in real containers; what it says must be right.
  void check_media_type() {
    const ZipEntry* entry = archive_.find(mimetype_path);
    if (entry == nullptr) return note(archive_.place(), {"signing.no_media_type", {}});
    if (archive_.content(*entry) == asic_e_media_type) return;
    worsen(failed(SubIndication::format_failure, {"signing.other_media_type", {}}));
  }

  void judge_entry(const ZipEntry& entry) {
    try {
      if (is_cades_listing(entry.name))
        judge_cades(entry);
      else if (is_xades_file(entry.name))
        judge_xades(entry);
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
    if (!is_signature_file(listing.signature_path)) return note(signature->name, {"signing.time_stamp_unchecked", {}});
    for (SignatureReport& report : judge_.judge_foreign(archive_.content(*signature), bytes, signature->name)) {
      compare(report, listing.references);
      keep(std::move(report));
    }
  }

  void judge_xades(const ZipEntry& entry) {
    const Bytes bytes = archive_.content(entry);
    for (const XadesListing& listing : read_xades_listings(bytes, entry.name)) {
      SignatureReport report(entry.name, sha256(bytes));
      describe(report, listing);
      compare(report, listing.references);
      if (listing.signed_properties != 1) {
        apply(report, failed(SubIndication::format_failure, {"signing.signed_properties", {}}));
      }
      apply(report, undecided(SubIndication::none, {"signing.xades_unchecked", {}}));
      keep(std::move(report));
    }
  }

  static void describe(SignatureReport& report, const XadesListing& listing) {
    report.claimed_time = listing.claimed_time;
    report.value_sha256 = sha256(listing.value);
    report.certificate = listing.certificate;
    report.verifiable = false;
    if (listing.certificate) report.signer = formats::Certificate::read(*listing.certificate, report.place).subject_name();
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
    if (report_.signatures.empty()) return;
    for (const ZipEntry& entry : archive_.entries()) {
      const bool stray = is_signature_file(entry.name) && !named_.contains(entry.name);
      const bool uncovered = is_data_file(entry) && !covered_.contains(entry.name);
      if (stray) worsen(failed(SubIndication::format_failure, {"signing.unexpected_file", {{"path", entry.name}}}));
      if (uncovered) worsen(failed(SubIndication::format_failure, {"signing.file_not_covered", {{"path", entry.name}}}));
    }
  }

  void keep(SignatureReport report) {
    signing::worsen(report_.verdict, report_.sub, report.indication, report.sub);
    report_.notes.insert(report_.notes.end(), report.notes.begin(), report.notes.end());
    report_.signatures.push_back(std::move(report));
  }

  void note(const std::string& place, Message message) { report_.notes.push_back({place, std::move(message)}); }

  void worsen(const Conclusion& conclusion) {
    if (conclusion.why) note(archive_.place(), *conclusion.why);
    signing::worsen(report_.verdict, report_.sub, conclusion.indication, conclusion.sub);
  }

  const ZipArchive& archive_;
  SignatureJudge& judge_;
  std::set<std::string> covered_;
  std::set<std::string> named_;
  Report report_;
};

}  // namespace

Report judge_foreign_container(const ZipArchive& container, SignatureJudge& judge) {
  return ForeignContainer(container, judge).report();
}

}  // namespace chancery::signing
