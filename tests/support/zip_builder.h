#pragma once

#include "base/bytes.h"
#include "formats/deflate.h"
#include "formats/zip_records.h"

#include <string>
#include <utility>
#include <vector>

namespace chancery::tests {

/// One entry as it shall stand in a file, true or not.
struct ZipPiece {
  std::string name;
  Bytes packed;
  formats::zip::SharedFields local{};
  formats::zip::SharedFields central{};
  std::string local_name;
  Bytes local_extra;
  Bytes central_extra;
  Bytes before;      // bytes in front of the local header
  Bytes descriptor;  // bytes behind the packed ones
  std::uint16_t disk = 0;
  std::int64_t shift = 0;  // added to the true offset of the local header
};

/// Writes ZIP files that lie: every field is written as it is given.
class ZipBuilder {
 public:
  [[nodiscard]] static ZipPiece stored(std::string name, const Bytes& content) {
    return piece(std::move(name), content, content, formats::zip::method_stored);
  }
  [[nodiscard]] static ZipPiece deflated(std::string name, const Bytes& content) {
    return piece(std::move(name), formats::Deflater().deflate(content), content, formats::zip::method_deflated);
  }
  /// Bit 3: zeros in the local header, the values in a descriptor behind the data.
  [[nodiscard]] static ZipPiece described(std::string name, const Bytes& content, bool with_signature = true) {
    ZipPiece piece = deflated(std::move(name), content);
    piece.local.flags = piece.central.flags = formats::zip::flag::descriptor;
    piece.local.crc32 = piece.local.packed_size = piece.local.size = 0;
    if (with_signature) piece.descriptor += formats::zip::descriptor_signature;
    for (const auto value : {piece.central.crc32, piece.central.packed_size, piece.central.size}) {
      formats::zip::append_32(piece.descriptor, value);
    }
    return piece;
  }

  ZipBuilder& add(ZipPiece piece) {
    pieces_.push_back(std::move(piece));
    return *this;
  }
  ZipBuilder& comment(Bytes text) {
    comment_ = std::move(text);
    return *this;
  }

  [[nodiscard]] Bytes bytes() const {
    Bytes file;
    Bytes directory;
    for (const ZipPiece& piece : pieces_) {
      file += piece.before;
      append_central(directory, piece, file.size());
      append_local(file, piece);
    }
    const auto offset = static_cast<std::uint32_t>(file.size());
    file += directory;
    formats::zip::append_end(file, static_cast<std::uint16_t>(pieces_.size()), static_cast<std::uint32_t>(directory.size()),
                             offset);
    file.resize(file.size() - 2);
    formats::zip::append_16(file, static_cast<std::uint16_t>(comment_.size()));
    return file + comment_;
  }

 private:
  static ZipPiece piece(std::string name, Bytes packed, const Bytes& content, std::uint16_t method) {
    ZipPiece piece;
    piece.local_name = piece.name = std::move(name);
    piece.packed = std::move(packed);
    piece.central = {.version_needed = 20,
                     .flags = 0,
                     .method = method,
                     .time = 0,
                     .date = 0x21,
                     .crc32 = formats::crc32_of(content),
                     .packed_size = static_cast<std::uint32_t>(piece.packed.size()),
                     .size = static_cast<std::uint32_t>(content.size()),
                     .name_length = 0,
                     .extra_length = 0};
    piece.local = piece.central;
    return piece;
  }
  static void append_local(Bytes& file, const ZipPiece& piece) {
    auto fields = piece.local;
    fields.name_length = static_cast<std::uint16_t>(piece.local_name.size());
    fields.extra_length = static_cast<std::uint16_t>(piece.local_extra.size());
    file += formats::zip::local_signature;
    formats::zip::append_shared(file, fields);
    file += piece.local_name + piece.local_extra + piece.packed + piece.descriptor;
  }
  static void append_central(Bytes& directory, const ZipPiece& piece, std::size_t offset) {
    auto fields = piece.central;
    fields.name_length = static_cast<std::uint16_t>(piece.name.size());
    fields.extra_length = static_cast<std::uint16_t>(piece.central_extra.size());
    directory += formats::zip::central_signature;
    formats::zip::append_16(directory, 20);
    formats::zip::append_shared(directory, fields);
    formats::zip::append_16(directory, 0);
    formats::zip::append_16(directory, piece.disk);
    formats::zip::append_16(directory, 0);
    formats::zip::append_32(directory, 0);
    formats::zip::append_32(directory, static_cast<std::uint32_t>(static_cast<std::int64_t>(offset) + piece.shift));
    directory += piece.name + piece.central_extra;
  }

  std::vector<ZipPiece> pieces_;
  Bytes comment_;
};

}  // namespace chancery::tests
