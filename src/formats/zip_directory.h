#pragma once

#include "formats/zip_archive.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace chancery::formats::zip {

struct Directory {
  std::vector<ZipEntry> entries;
  std::size_t offset;      // of the first central record
  std::size_t end_offset;  // of the end record
};

/// Reads the central directory and compares it with every local header and descriptor, so that a reader that trusts one and a
/// reader that trusts the other see the same files.
/// Throws: Error{Fault::input} naming the entry and the rule.
[[nodiscard]] Directory read_directory(BytesView bytes, std::string_view place, const ZipLimits& limits);

}  // namespace chancery::formats::zip
