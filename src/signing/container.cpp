#include "signing/container.h"

#include "base/error.h"
#include "formats/time_stamp.h"
#include "formats/zip_writer.h"
#include "signing/signed_data.h"
#include "signing/time_stamp_listing.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace chancery::signing {
namespace {

using formats::Compression;
using formats::ZipArchive;
using formats::ZipEntry;
using formats::ZipWriter;

constexpr std::string_view slot_prefix = "META-INF/ASiCManifest";
constexpr std::string_view slot_suffix = ".xml";

std::optional<SlotNumber> slot_of(std::string_view name) {
  if (!name.starts_with(slot_prefix) || !name.ends_with(slot_suffix)) return std::nullopt;
  const auto digits = name.substr(slot_prefix.size(), name.size() - slot_prefix.size() - slot_suffix.size());
  unsigned number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || digits.size() != 3) return std::nullopt;
  return SlotNumber::from(number);
}

Message taken(SlotNumber slot) {
  return {"signing.slot_taken", {{"slot", static_cast<std::int64_t>(slot.number())}}};
}

constexpr std::string_view folder = "META-INF/";

std::string media_type_of(const ZipEntry& entry) {
  if (entry.name == document_manifest_path) return "application/json";
  if (entry.name.ends_with(".p7s")) return "application/pkcs7-signature";
  if (entry.name.ends_with(".tst")) return std::string(time_stamp_media_type);
  if (entry.name.starts_with(folder)) return "text/xml";
  return "application/octet-stream";
}

SignedFile reference_to(const ZipArchive& container, const ZipEntry& entry, std::string name) {
  return {std::move(name), media_type_of(entry), sha256(container.content(entry))};
}

bool is_data_file(const ZipEntry& entry) {
  return entry.name != mimetype_path && !entry.name.starts_with(folder);
}

/// The newest listing is referred to by the name that it is about to get.
std::string name_after_renewal(const ZipEntry& entry, const std::vector<SlotNumber>& archives) {
  return entry.name == newest_archive_listing_path && !archives.empty() ? archive_listing_path(archives.back()) : entry.name;
}

void check_token(const TimeStampOrder& order, BytesView token) {
  const auto info = formats::read_time_stamp_info(read_signed_data(token, order.token_path).content, order.token_path);
  if (info.imprint != order.imprint().view()) throw Error(Fault::input, {"signing.token_over_other", {}});
}

/// Everything that was there, in its order; a listing that is renewed under its number.
ZipWriter with_renewed_listing(const ZipArchive& archive, const std::vector<SlotNumber>& archives) {
  ZipWriter writer;
  for (const ZipEntry& entry : archive.entries()) {
    writer.add(name_after_renewal(entry, archives), archive.content(entry), entry.compression);
  }
  return writer;
}

}  // namespace

Bytes create_container(BytesView document_manifest, const std::vector<DataFile>& files) {
  ZipWriter writer;
  writer.add(mimetype_path, asic_e_media_type, Compression::stored);
  writer.add(document_manifest_path, document_manifest, Compression::stored);
  for (const DataFile& file : files) writer.add(file.path, file.content, Compression::stored);
  return writer.finish();
}

std::vector<SignedFile> signed_files(BytesView document_manifest, const std::vector<DataFile>& files) {
  std::vector<SignedFile> result{{std::string(document_manifest_path), "application/json", sha256(document_manifest)}};
  for (const DataFile& file : files) result.push_back({file.path, file.media_type, sha256(file.content)});
  return result;
}

Bytes add_signature(const Bytes& container, SlotNumber slot, BytesView asic_manifest, BytesView signature) {
  const ZipArchive archive = ZipArchive::read(Blob(container), "container");
  if (archive.find(slot.asic_manifest_path()) != nullptr || archive.find(slot.signature_path()) != nullptr) {
    throw Error(Fault::conflict, taken(slot));
  }
  ZipWriter writer = ZipWriter::appending_to(archive);
  writer.add(slot.asic_manifest_path(), asic_manifest, Compression::stored);
  writer.add(slot.signature_path(), signature, Compression::stored);
  return writer.finish();
}

TimeStampOrder prepare_time_stamp(const ZipArchive& container, SlotNumber signature, SlotNumber slot) {
  const ZipEntry* own = container.find(signature.signature_path());
  const ZipEntry* listing = container.find(signature.asic_manifest_path());
  if (own == nullptr || listing == nullptr) {
    throw Error(Fault::absent, {"signing.file_missing", {{"path", signature.signature_path()}}});
  }
  if (container.find(slot.asic_manifest_path()) != nullptr) throw Error(Fault::conflict, taken(slot));
  std::vector<SignedFile> files{reference_to(container, *own, own->name), reference_to(container, *listing, listing->name)};
  for (const ZipEntry& entry : container.entries()) {
    if (is_data_file(entry)) files.push_back(reference_to(container, entry, entry.name));
  }
  return {slot.asic_manifest_path(), TimeStampListing::in_slot(slot, std::move(files)).write(), slot.time_stamp_path()};
}

TimeStampOrder prepare_archive_time_stamp(const ZipArchive& container) {
  const auto archives = list_archive_stamps(container);
  const auto generation = SlotNumber::from(archives.empty() ? 1 : archives.back().number() + 1);
  if (!generation) throw Error(Fault::conflict, taken(archives.back()));
  std::vector<SignedFile> files;
  for (const ZipEntry& entry : container.entries()) {
    if (entry.name != mimetype_path) files.push_back(reference_to(container, entry, name_after_renewal(entry, archives)));
  }
  return {std::string(newest_archive_listing_path), TimeStampListing::archive(*generation, std::move(files)).write(),
          archive_time_stamp_path(*generation)};
}

Bytes add_time_stamp(const Bytes& container, const TimeStampOrder& order, BytesView token) {
  check_token(order, token);
  const ZipArchive archive = ZipArchive::read(Blob(container), "container");
  const auto listing = TimeStampListing::read(order.listing);
  check_invariant(listing.has_value(), "an order has a listing");
  const bool is_archive = listing->is_archive();
  const bool current =
      is_archive ? prepare_archive_time_stamp(archive).listing == order.listing : archive.find(order.listing_path) == nullptr;
  if (!current) throw Error(Fault::conflict, {"signing.container_moved", {}});
  const auto archives = list_archive_stamps(archive);
  ZipWriter writer = is_archive && !archives.empty() ? with_renewed_listing(archive, archives) : ZipWriter::appending_to(archive);
  writer.add(order.listing_path, order.listing, Compression::stored);
  writer.add(order.token_path, token, Compression::stored);
  return writer.finish();
}

std::vector<SlotNumber> list_archive_stamps(const ZipArchive& container) {
  std::vector<SlotNumber> numbers;
  for (unsigned number = 1; const auto generation = SlotNumber::from(number); ++number) {
    if (container.find(archive_time_stamp_path(*generation)) == nullptr) break;
    numbers.push_back(*generation);
  }
  return numbers;
}

std::vector<Slot> list_slots(const ZipArchive& container) {
  std::vector<Slot> slots;
  for (const ZipEntry& entry : container.entries()) {
    const auto number = slot_of(entry.name);
    if (!number) continue;
    const bool stamped = container.find(number->time_stamp_path()) != nullptr;
    slots.push_back({*number, stamped ? SlotKind::time_stamp : SlotKind::signature});
  }
  std::sort(slots.begin(), slots.end(), [](const Slot& left, const Slot& right) { return left.number < right.number; });
  return slots;
}

}  // namespace chancery::signing
