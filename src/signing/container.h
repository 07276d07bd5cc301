#pragma once

#include "base/bytes.h"
#include "formats/zip_archive.h"
#include "signing/asic_manifest.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::signing {

inline constexpr std::string_view asic_e_media_type = "application/vnd.etsi.asic-e+zip";
inline constexpr std::string_view mimetype_path = "mimetype";
inline constexpr std::string_view document_manifest_path = "manifest.json";

struct DataFile {
  std::string path;
  std::string media_type;
  Bytes content;
};

/// A new ASiC-E container without signatures: `mimetype`, then `manifest.json`, then the files in the given order, all stored.
/// Nothing is deflated, so that a verifier composes the same bytes again with any version of zlib.
/// Throws: Error{Fault::input} for an odd or doubled path.
[[nodiscard]] Bytes create_container(BytesView document_manifest, const std::vector<DataFile>& files);

/// `manifest.json` and the data files as a signature lists them.
[[nodiscard]] std::vector<SignedFile> signed_files(BytesView document_manifest, const std::vector<DataFile>& files);

/// The container with a signature in its slot. Every byte before the old central directory is kept.
/// Throws: Error{Fault::conflict} when the slot is taken; Error{Fault::input} when the container is damaged.
[[nodiscard]] Bytes add_signature(const Bytes& container, SlotNumber slot, BytesView asic_manifest, BytesView signature);

/// A slot holds a signature, or a time stamp that was made later over a signature (FORMATS, *Container*).
enum class SlotKind { signature, time_stamp };

struct Slot {
  SlotNumber number;
  SlotKind kind;
};

/// The slots of a container, in the order of their numbers.
[[nodiscard]] std::vector<Slot> list_slots(const formats::ZipArchive& container);

}  // namespace chancery::signing
