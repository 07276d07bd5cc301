#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::formats {

/// Limits of DESIGN §11.
struct ZipLimits {
  std::size_t package = 50'000'000;
  std::size_t entries = 2'000;
  std::size_t entry = 64'000'000;   // inflated
  std::size_t total = 256'000'000;  // inflated
  std::size_t ratio = 200;          // inflated to packed, judged above 1 MB
};

enum class Compression { stored, deflated };

struct ZipEntry {
  std::string name;
  Compression compression;
  std::uint32_t crc32;
  std::size_t packed_size;
  std::size_t size;
  std::size_t header_offset;  // of the local header
  std::size_t data_offset;    // of the packed bytes
};

/// A ZIP file read strictly: central and local headers agree, nothing overlaps, no gap, no doubled or odd name.
class ZipArchive {
 public:
  /// `place` names the file in errors.
  /// Throws: Error{Fault::input} naming the entry and the rule.
  [[nodiscard]] static ZipArchive read(Blob bytes, std::string_view place, const ZipLimits& limits = {});

  [[nodiscard]] const std::vector<ZipEntry>& entries() const;  // in the order of the central directory
  [[nodiscard]] const ZipEntry* find(std::string_view name) const;
  /// Inflated under the limits, checked against size and CRC.
  [[nodiscard]] Bytes content(const ZipEntry& entry) const;
  [[nodiscard]] BytesView packed(const ZipEntry& entry) const;
  [[nodiscard]] std::size_t central_directory_offset() const;
  /// All central records as they stand in the file.
  [[nodiscard]] BytesView central_directory() const;
  [[nodiscard]] BytesView comment() const;
  [[nodiscard]] const Blob& bytes() const;
  [[nodiscard]] const std::string& place() const;

 private:
  struct Content;
  explicit ZipArchive(std::shared_ptr<const Content> content);
  std::shared_ptr<const Content> content_;
};

}  // namespace chancery::formats
