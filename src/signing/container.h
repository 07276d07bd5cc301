#pragma once

#include "base/bytes.h"
#include "formats/zip_archive.h"
#include "signing/asic_manifest.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::signing {

inline constexpr std::string_view asic_e_media_type = "application/vnd.etsi.asic-e+zip";
inline constexpr std::string_view asic_s_media_type = "application/vnd.etsi.asic-s+zip";
inline constexpr std::string_view mimetype_path = "mimetype";
inline constexpr std::string_view document_manifest_path = "manifest.json";

/// Whether an entry is one of the files that the document is of.
[[nodiscard]] inline bool is_data_file(std::string_view name) {
  return name != mimetype_path && name != document_manifest_path && !name.starts_with("META-INF/");
}

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

/// What a time server is asked to stamp, and where the answer goes. The message of the token is `listing`.
struct TimeStampOrder {
  std::string listing_path;
  Bytes listing;
  std::string token_path;

  [[nodiscard]] Sha256 imprint() const { return sha256(listing); }
};

/// A later time stamp over the signature in `signature`, for the free slot `slot`: lists the `.p7s`, its ASiCManifest,
/// `manifest.json` and every data file.   Standard: FORMATS, *Container*. Throws: Error{Fault::absent} when there is no such
/// signature; Error{Fault::conflict} when the slot is taken.
[[nodiscard]] TimeStampOrder prepare_time_stamp(const formats::ZipArchive& container, SlotNumber signature, SlotNumber slot);
/// The next long-term time stamp: lists everything in the container but `mimetype`.
[[nodiscard]] TimeStampOrder prepare_archive_time_stamp(const formats::ZipArchive& container);

/// The container with the answer. Appends, except that a renewal gives the listing before it its number.
/// Throws: Error{Fault::conflict} when the container is not the one that the order was made for; Error{Fault::input} when the
/// token is over something else.
[[nodiscard]] Bytes add_time_stamp(const Bytes& container, const TimeStampOrder& order, BytesView token);

/// A slot holds a signature, or a time stamp that was made later over a signature (FORMATS, *Container*).
enum class SlotKind { signature, time_stamp };

struct Slot {
  SlotNumber number;
  SlotKind kind;
};

/// The numbers of the long-term time stamps, in order; the last one is that of the newest listing.
[[nodiscard]] std::vector<SlotNumber> list_archive_stamps(const formats::ZipArchive& container);

/// The slots of a container, in the order of their numbers.
[[nodiscard]] std::vector<Slot> list_slots(const formats::ZipArchive& container);

}  // namespace chancery::signing
