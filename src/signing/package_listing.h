#pragma once

#include "formats/zip_archive.h"
#include "signing/conclusion.h"

#include <map>
#include <optional>
#include <string>

namespace chancery::signing {

/// Compares `META-INF/manifest.xml`, which no signature covers, with what the container holds and with the media types that are
/// signed: whoever opens the container with an office program sees what it says.   Standard: OpenDocument 1.2 part 3 §3.
/// `signed_types`: media type by path, empty where the signature does not name one.
/// Throws: Error{Fault::input} when it is not such a listing.
[[nodiscard]] std::optional<Conclusion> judge_package_listing(const formats::ZipArchive& container,
                                                              const formats::ZipEntry& listing,
                                                              const std::map<std::string, std::string>& signed_types);

}  // namespace chancery::signing
