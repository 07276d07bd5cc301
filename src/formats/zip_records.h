#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

// The records of a ZIP file as APPNOTE.TXT 6.3 lays them out; all numbers are little-endian.
namespace chancery::formats::zip {

constexpr std::string_view local_signature{"PK\3\4", 4};
constexpr std::string_view central_signature{"PK\1\2", 4};
constexpr std::string_view end_signature{"PK\5\6", 4};
constexpr std::string_view zip64_locator_signature{"PK\6\7", 4};
constexpr std::string_view descriptor_signature{"PK\7\10", 4};

constexpr std::size_t local_size = 30;    // §4.3.7 without name and extra field
constexpr std::size_t central_size = 46;  // §4.3.12 without name, extra field and comment
constexpr std::size_t end_size = 22;      // §4.3.16 without comment
constexpr std::size_t zip64_locator_size = 20;

constexpr std::uint32_t absent_32 = 0xFFFFFFFF;  // §4.4.1.4: the value stands in a ZIP64 field
constexpr std::uint16_t absent_16 = 0xFFFF;

/// The fields that a local header and a central record have in common, in the order in which both have them.
struct SharedFields {
  std::uint16_t version_needed;
  std::uint16_t flags;
  std::uint16_t method;
  std::uint16_t time;
  std::uint16_t date;
  std::uint32_t crc32;
  std::uint32_t packed_size;
  std::uint32_t size;
  std::uint16_t name_length;
  std::uint16_t extra_length;
};

namespace flag {
constexpr std::uint16_t encrypted = 1U << 0U;
constexpr std::uint16_t deflate_options = 3U << 1U;
constexpr std::uint16_t descriptor = 1U << 3U;
constexpr std::uint16_t utf8 = 1U << 11U;
constexpr std::uint16_t understood = deflate_options | descriptor | utf8;
}  // namespace flag

constexpr std::uint16_t method_stored = 0;
constexpr std::uint16_t method_deflated = 8;

/// The end of central directory record.
struct EndRecord {
  std::uint16_t disk;
  std::uint16_t directory_disk;
  std::uint16_t entries_here;
  std::uint16_t entries;
  std::uint32_t directory_size;
  std::uint32_t directory_offset;
  std::size_t offset;  // of the record itself
};

/// Requires: the bytes are there.
[[nodiscard]] std::uint16_t read_16(BytesView bytes, std::size_t offset);
[[nodiscard]] std::uint32_t read_32(BytesView bytes, std::size_t offset);
void append_16(Bytes& bytes, std::uint16_t value);
void append_32(Bytes& bytes, std::uint32_t value);

/// Whether `signature` stands at `offset` with at least `size` bytes from there on.
[[nodiscard]] bool has_record(BytesView bytes, std::size_t offset, std::string_view signature, std::size_t size);

/// Requires: 26 bytes from `offset` on.
[[nodiscard]] SharedFields read_shared(BytesView bytes, std::size_t offset);
void append_shared(Bytes& bytes, const SharedFields& fields);

/// The end records whose comment reaches exactly to the end of the file, the last one first; a sound file has one.
[[nodiscard]] std::vector<EndRecord> find_ends(BytesView bytes);
/// An end record without a comment.
void append_end(Bytes& bytes, std::uint16_t entries, std::uint32_t directory_size, std::uint32_t directory_offset);

}  // namespace chancery::formats::zip
