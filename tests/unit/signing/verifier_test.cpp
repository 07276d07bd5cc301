#include "signing/verifier.h"

#include "formats/zip_writer.h"
#include "support/effort.h"
#include "support/errors.h"
#include "support/signed_container.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using namespace chancery::signing;
using namespace chancery::tests;

namespace {

std::string log_of(const Report& report) {
  std::string text = std::string(name_of(report.verdict)) + " " + std::string(name_of(report.sub));
  for (const Note& note : report.notes) text += "\n" + note.place + ": " + to_log(note.message);
  return text;
}

bool has_note(const Report& report, std::string_view key) {
  return std::any_of(report.notes.begin(), report.notes.end(), [&](const Note& note) { return note.message.key == key; });
}

struct Entry {
  std::string name;
  Bytes content;
};

std::vector<Entry> entries_of(const Bytes& container) {
  const auto archive = formats::ZipArchive::read(Blob(container), "container");
  std::vector<Entry> entries;
  for (const auto& entry : archive.entries()) entries.push_back({entry.name, archive.content(entry)});
  return entries;
}

Bytes pack(const std::vector<Entry>& entries, formats::Compression compression = formats::Compression::stored) {
  formats::ZipWriter writer;
  for (const Entry& entry : entries) writer.add(entry.name, entry.content, compression);
  return writer.finish();
}

Entry& entry_named(std::vector<Entry>& entries, std::string_view name) {
  return *std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.name == name; });
}

void erase_named(std::vector<Entry>& entries, std::string_view name) {
  std::erase_if(entries, [&](const Entry& entry) { return entry.name == name; });
}

/// The container after `change` was made to its entries and it was packed again without a trace.
template <class Change>
Report report_after(const Bytes& container, const TestAuthority& authority, Change&& change) {
  auto entries = entries_of(container);
  change(entries);
  return verify_at_signing_day(pack(entries), authority);
}

struct Scene {
  TestAuthority authority;
  TestSigner signer = authority.issue();
  Bytes container = with_signature(unsigned_container(), signer, authority);
};

}  // namespace

TEST_CASE("an untouched container of ours is valid for a reader who trusts its authority") {
  const Scene scene;
  const Report report = verify_at_signing_day(scene.container, scene.authority);
  INFO(log_of(report));
  CHECK(report.verdict == Indication::total_passed);
  CHECK(report.sub == SubIndication::none);
  CHECK(report.ours);
  CHECK(has_note(report, "signing.revocation_unchecked"));
  REQUIRE(report.signatures.size() == 1);
  const SignatureReport& signature = report.signatures.front();
  CHECK(signature.place == "META-INF/signature001.p7s");
  CHECK(signature.signer == "Іванна Ґудзь");
  CHECK(signature.claimed_time == signing_day);
  CHECK_FALSE(signature.proven_time);
  CHECK(signature.certificate == scene.signer.certificate.der());
  CHECK(signature.chain_sha256 == std::vector{scene.authority.certificate().sha256()});
  CHECK(signature.statement == sample_statement);
  CHECK(signature.commitment == Commitment::proof_of_approval);
  CHECK(signature.files == signed_files(sample_manifest, sample_files()));
}

TEST_CASE("keys on P-256 and P-384 and RSA keys from 3072 bits make valid signatures") {
  const TestAuthority authority;
  for (const std::string key : {"P-256", "P-384", "3072"}) {
    const Bytes container = with_signature(unsigned_container(), authority.issue({.key = key}), authority);
    const Report report = verify_at_signing_day(container, authority);
    INFO(key << log_of(report));
    CHECK(report.verdict == Indication::total_passed);
  }
}

TEST_CASE("several persons sign one after the other without touching what was there") {
  Scene scene;
  const Bytes second = with_signature(scene.container, scene.authority.issue({.name = "Олексій Їжак"}), scene.authority, 7);
  const auto before = formats::ZipArchive::read(Blob(scene.container), "before");
  CHECK(second.starts_with(BytesView(scene.container).substr(0, before.central_directory_offset())));
  const Report report = verify_at_signing_day(second, scene.authority);
  INFO(log_of(report));
  CHECK(report.verdict == Indication::total_passed);
  REQUIRE(report.signatures.size() == 2);
  CHECK(report.signatures[1].signer == "Олексій Їжак");
}

TEST_CASE("without a trusted authority a sound container is undecided") {
  const Scene scene;
  const Report report = verify(Blob(scene.container), "container", formats::TrustAnchors(), signing_day);
  CHECK(report.verdict == Indication::indeterminate);
  CHECK(report.sub == SubIndication::no_certificate_chain_found);
  CHECK(has_note(report, "signing.no_anchors"));
}

TEST_CASE("an authority of the same name does not vouch for a stranger's signer") {
  const Scene scene;
  const Report report = verify_at_signing_day(scene.container, TestAuthority());
  INFO(log_of(report));
  CHECK(report.verdict != Indication::total_passed);
}

TEST_CASE("an authority of another name leaves the signer without a chain") {
  const Scene scene;
  const Report report = verify_at_signing_day(scene.container, TestAuthority("Інший надавач"));
  INFO(log_of(report));
  CHECK(report.verdict == Indication::indeterminate);
  CHECK(report.sub == SubIndication::no_certificate_chain_found);
  CHECK(has_note(report, "signing.no_chain"));
}

TEST_CASE("an expired certificate is undecided, not broken") {
  const Scene scene;
  const auto later = *Timestamp::parse("2030-01-01T00:00:00.000Z");
  const Report report = verify(Blob(scene.container), "container", trust_in(scene.authority), later);
  CHECK(report.verdict == Indication::indeterminate);
  CHECK(report.sub == SubIndication::out_of_bounds_no_poe);
  CHECK(has_note(report, "signing.expired"));
}

TEST_CASE("a certificate that is not yet valid at the time of checking is undecided") {
  const Scene scene;
  const auto earlier = *Timestamp::parse("2020-01-01T00:00:00.000Z");
  const Report report = verify(Blob(scene.container), "container", trust_in(scene.authority), earlier);
  CHECK(report.verdict == Indication::indeterminate);
  CHECK(report.sub == SubIndication::out_of_bounds_no_poe);
  CHECK(has_note(report, "signing.not_yet_valid"));
}

TEST_CASE("a container of ours without signatures is undecided") {
  const Report report = verify_at_signing_day(unsigned_container(), TestAuthority());
  CHECK(report.verdict == Indication::indeterminate);
  CHECK(has_note(report, "signing.no_signature"));
}

TEST_CASE("a changed, missing, added, replaced or renamed file never passes") {
  const Scene scene;
  const auto changed = report_after(scene.container, scene.authority,
                                    [](auto& entries) { entry_named(entries, "memorandum.docx").content += "!"; });
  CHECK(changed.verdict == Indication::total_failed);
  CHECK(changed.sub == SubIndication::hash_failure);
  const auto missing =
      report_after(scene.container, scene.authority, [](auto& entries) { erase_named(entries, "memorandum.docx"); });
  CHECK(missing.verdict == Indication::indeterminate);
  CHECK(missing.sub == SubIndication::signed_data_not_found);
  const auto added = report_after(scene.container, scene.authority, [](auto& entries) {
    entries.push_back({"annex.pdf", "додаток"});
  });
  CHECK(added.verdict == Indication::total_failed);
  CHECK(has_note(added, "signing.file_not_covered"));
  const auto swapped = report_after(scene.container, scene.authority, [](auto& entries) {
    std::swap(entry_named(entries, "memorandum.docx").content, entry_named(entries, "shown/memorandum.txt").content);
  });
  CHECK(swapped.sub == SubIndication::hash_failure);
  const auto renamed = report_after(scene.container, scene.authority,
                                    [](auto& entries) { entry_named(entries, "memorandum.docx").name = "Memorandum.docx"; });
  CHECK(renamed.verdict != Indication::total_passed);
}

TEST_CASE("whatever stands in the folder of signatures must belong to a signature") {
  const Scene scene;
  const auto stray = report_after(scene.container, scene.authority, [](auto& entries) {
    entries.push_back({"META-INF/note.txt", "x"});
  });
  CHECK(stray.verdict == Indication::total_failed);
  CHECK(has_note(stray, "signing.unexpected_file"));
  const auto lost =
      report_after(scene.container, scene.authority, [](auto& entries) { erase_named(entries, "META-INF/signature001.p7s"); });
  CHECK(lost.verdict == Indication::total_failed);
  CHECK(has_note(lost, "signing.file_missing"));
  const auto stamped = report_after(scene.container, scene.authority, [](auto& entries) {
    entries.push_back({"META-INF/ASiCManifest002.xml", "x"});
    entries.push_back({"META-INF/timestamp002.tst", "x"});
  });
  CHECK(stamped.verdict == Indication::total_failed);
  CHECK(has_note(stamped, "signing.listing_unreadable"));
}

TEST_CASE("a signature in another slot than its own is refused") {
  const Scene scene;
  const auto moved = report_after(scene.container, scene.authority, [](auto& entries) {
    entry_named(entries, "META-INF/ASiCManifest001.xml").name = "META-INF/ASiCManifest002.xml";
    entry_named(entries, "META-INF/signature001.p7s").name = "META-INF/signature002.p7s";
  });
  CHECK(moved.verdict == Indication::total_failed);
  CHECK(has_note(moved, "signing.file_missing"));
}

TEST_CASE("a statement cannot be replayed for another act") {
  const Scene scene;
  const auto replayed = report_after(scene.container, scene.authority, [](auto& entries) {
    Bytes& listing = entry_named(entries, "META-INF/ASiCManifest001.xml").content;
    const auto manifest = *AsicManifest::read(listing, *SlotNumber::from(1));
    Bytes statement = manifest.statement();
    statement.replace(statement.find("\"sign\""), 6, "\"seal\"");
    listing = AsicManifest(*SlotNumber::from(1), manifest.files(), statement).write();
  });
  CHECK(replayed.verdict == Indication::total_failed);
  CHECK(replayed.sub == SubIndication::hash_failure);
}

TEST_CASE("a signature over another document cannot be put beside this one") {
  const Scene scene;
  const Scene other;
  auto order = order_for(other.signer);
  order.files.pop_back();
  const auto request = prepare(order);
  const Bytes p7s = finish(request, other.signer.sign(request.signed_attributes()), {other.authority.certificate()});
  const Bytes container = add_signature(unsigned_container(), request.slot(), request.asic_manifest(), p7s);
  const Report report = verify_at_signing_day(container, other.authority);
  CHECK(report.verdict == Indication::total_failed);
  CHECK(has_note(report, "signing.file_not_covered"));
}

TEST_CASE("a container that was packed in another way is not ours any more") {
  const Scene scene;
  const auto entries = entries_of(scene.container);
  const Report deflated = verify_at_signing_day(pack(entries, formats::Compression::deflated), scene.authority);
  CHECK(deflated.verdict == Indication::total_failed);
  CHECK(has_note(deflated, "signing.package_not_exact"));
  auto reordered = entries;
  std::swap(reordered[0], reordered[1]);
  CHECK(has_note(verify_at_signing_day(pack(reordered), scene.authority), "signing.package_not_exact"));
  CHECK(verify_at_signing_day(scene.container + "tail", scene.authority).verdict == Indication::total_failed);
}

TEST_CASE("a flip of any byte of our container does not pass") {
  const Scene scene;
  Verifier verifier(trust_in(scene.authority), signing_day);
  REQUIRE(verifier.verify(Blob(scene.container), "container").verdict == Indication::total_passed);
  std::vector<unsigned char> masks{0x01, 0x20, 0x80, 0xff};
  if (effort() > 1) masks = {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff, 0x0f, 0xf0, 0x03};
  for (std::size_t offset = 0; offset < scene.container.size(); ++offset) {
    for (const unsigned char mask : masks) {
      Bytes flipped = scene.container;
      flipped[offset] = static_cast<char>(static_cast<unsigned char>(flipped[offset]) ^ mask);
      const Report report = verifier.verify(Blob(std::move(flipped)), "container");
      if (report.verdict != Indication::total_passed) continue;
      INFO("offset " << offset << ", mask " << int{mask});
      CHECK(report.verdict != Indication::total_passed);
    }
  }
}

TEST_CASE("a container cut off anywhere does not pass") {
  const Scene scene;
  Verifier verifier(trust_in(scene.authority), signing_day);
  const std::size_t stride = effort() > 1 ? 1 : 7;
  for (std::size_t size = 0; size < scene.container.size(); size += stride) {
    try {
      const Report report = verifier.verify(Blob(scene.container.substr(0, size)), "container");
      CHECK(report.verdict == Indication::total_failed);
      CHECK(report.sub == SubIndication::format_failure);
    } catch (const Error& error) {  // what is left does not show any more what it was
      CHECK(error.message().key == "signing.unknown_type");
    }
  }
}

TEST_CASE("a file of no known type is refused, a damaged container is answered") {
  const TestAuthority authority;
  CHECK(key_of([&] { return verify_at_signing_day("%PDF-1.7", authority); }) == "signing.unknown_type");
  CHECK(fault_of([&] { return verify_at_signing_day("", authority); }) == Fault::input);
  const Bytes document = pack({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<w/>"}});
  CHECK(key_of([&] { return verify_at_signing_day(document, authority); }) == "signing.unknown_type");
  const Scene scene;
  Bytes damaged = scene.container;
  damaged[30] = '.';
  const Report report = verify_at_signing_day(damaged, scene.authority);
  CHECK(report.verdict == Indication::total_failed);
  CHECK(report.sub == SubIndication::format_failure);
  REQUIRE(report.notes.size() == 1);
  CHECK(report.notes[0].place == "container.asice");
}
