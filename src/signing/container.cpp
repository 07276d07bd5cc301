#include "signing/container.h"

#include "base/error.h"
#include "formats/zip_writer.h"

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
