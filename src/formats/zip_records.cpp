#include "formats/zip_records.h"

#include <algorithm>

namespace chancery::formats::zip {
namespace {

std::uint32_t byte_at(BytesView bytes, std::size_t offset) {
  return static_cast<unsigned char>(bytes[offset]);
}

EndRecord read_end(BytesView bytes, std::size_t offset) {
  return {.disk = read_16(bytes, offset + 4),
          .directory_disk = read_16(bytes, offset + 6),
          .entries_here = read_16(bytes, offset + 8),
          .entries = read_16(bytes, offset + 10),
          .directory_size = read_32(bytes, offset + 12),
          .directory_offset = read_32(bytes, offset + 16),
          .offset = offset};
}

}  // namespace

std::uint16_t read_16(BytesView bytes, std::size_t offset) {
  return static_cast<std::uint16_t>(byte_at(bytes, offset) | byte_at(bytes, offset + 1) << 8U);
}

std::uint32_t read_32(BytesView bytes, std::size_t offset) {
  return byte_at(bytes, offset) | byte_at(bytes, offset + 1) << 8U | byte_at(bytes, offset + 2) << 16U |
         byte_at(bytes, offset + 3) << 24U;
}

void append_16(Bytes& bytes, std::uint16_t value) {
  bytes += static_cast<char>(value & 0xFFU);
  bytes += static_cast<char>(value >> 8U);
}

void append_32(Bytes& bytes, std::uint32_t value) {
  append_16(bytes, static_cast<std::uint16_t>(value & 0xFFFFU));
  append_16(bytes, static_cast<std::uint16_t>(value >> 16U));
}

bool has_record(BytesView bytes, std::size_t offset, std::string_view signature, std::size_t size) {
  return offset <= bytes.size() && bytes.size() - offset >= size && bytes.substr(offset, signature.size()) == signature;
}

SharedFields read_shared(BytesView bytes, std::size_t offset) {
  return {.version_needed = read_16(bytes, offset),
          .flags = read_16(bytes, offset + 2),
          .method = read_16(bytes, offset + 4),
          .time = read_16(bytes, offset + 6),
          .date = read_16(bytes, offset + 8),
          .crc32 = read_32(bytes, offset + 10),
          .packed_size = read_32(bytes, offset + 14),
          .size = read_32(bytes, offset + 18),
          .name_length = read_16(bytes, offset + 22),
          .extra_length = read_16(bytes, offset + 24)};
}

void append_shared(Bytes& bytes, const SharedFields& fields) {
  for (const auto value : {fields.version_needed, fields.flags, fields.method, fields.time, fields.date}) append_16(bytes, value);
  for (const auto value : {fields.crc32, fields.packed_size, fields.size}) append_32(bytes, value);
  for (const auto value : {fields.name_length, fields.extra_length}) append_16(bytes, value);
}

std::vector<EndRecord> find_ends(BytesView bytes) {
  constexpr std::size_t longest_comment = 0xFFFF;
  const std::size_t longest = std::min(bytes.size(), end_size + longest_comment);
  std::vector<EndRecord> ends;
  for (std::size_t length = end_size; length <= longest; ++length) {
    const std::size_t offset = bytes.size() - length;
    if (!has_record(bytes, offset, end_signature, end_size)) continue;
    if (read_16(bytes, offset + 20) == length - end_size) ends.push_back(read_end(bytes, offset));
  }
  return ends;
}

void append_end(Bytes& bytes, std::uint16_t entries, std::uint32_t directory_size, std::uint32_t directory_offset) {
  bytes += end_signature;
  append_32(bytes, 0);  // this disk, disk of the directory
  append_16(bytes, entries);
  append_16(bytes, entries);
  append_32(bytes, directory_size);
  append_32(bytes, directory_offset);
  append_16(bytes, 0);  // no comment
}

}  // namespace chancery::formats::zip
