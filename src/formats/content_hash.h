#pragma once

#include "base/sha256.h"
#include "formats/zip_archive.h"

namespace chancery::formats {

/// What a package holds, however it was packed: SHA-256 of `chancery.content/1`, LF, then for each entry by name: name, LF, size
/// in decimal, LF, the bytes. Deflate differs between versions of zlib, this does not. Throws: Error{Fault::input} for an entry
/// that cannot be inflated.
[[nodiscard]] Sha256 content_hash(const ZipArchive& archive);

}  // namespace chancery::formats
