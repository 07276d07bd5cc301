#pragma once

#include "base/bytes.h"
#include "formats/zip_archive.h"

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace chancery::formats {

class Deflater;

/// Writes a ZIP whose bytes depend on nothing but names, contents, order and compression: fixed time, no extra fields.
class ZipWriter {
 public:
  ZipWriter();
  ~ZipWriter();
  ZipWriter(ZipWriter&&) noexcept;
  ZipWriter& operator=(ZipWriter&&) noexcept;
  /// Goes on behind the entries of `archive`: every byte before its central directory is kept as it is. Its comment is not.
  [[nodiscard]] static ZipWriter appending_to(const ZipArchive& archive);

  /// Throws: Error{Fault::input} for a name that ZipArchive would refuse, or for more than ZIP can hold.
  void add(std::string_view name, BytesView content, Compression compression = Compression::deflated);
  /// Copies an entry without inflating it; time, flags and extra fields become the fixed ones.
  void copy(const ZipArchive& archive, const ZipEntry& entry);
  /// Ends the file. The writer is empty afterwards.
  [[nodiscard]] Bytes finish();

 private:
  void claim(std::string_view name);
  void append(ZipEntry entry, BytesView packed);

  Bytes bytes_;                         // local headers and packed bytes
  Bytes directory_;                     // the central records so far
  std::size_t count_ = 0;               // of the records in directory_
  std::set<std::string> names_;         // folded, one an entry
  std::unique_ptr<Deflater> deflater_;  // made for the first entry that needs it
};

/// Whether `archive` is byte for byte what ZipWriter makes of the same packed entries, so that no metadata is free to change.
/// Deflate has several spellings of one content: what must have one is stored.
[[nodiscard]] bool has_exact_metadata(const ZipArchive& archive);

}  // namespace chancery::formats
