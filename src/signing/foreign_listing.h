#pragma once

#include "base/bytes.h"
#include "signing/algorithms.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::signing {

/// A file that somebody else's signature refers to.
struct Reference {
  std::string path;  // the URI without its percent signs
  std::string media_type;
  DigestAlgorithm algorithm;
  Bytes digest;
};

/// An ASiCManifest or ASiCArchiveManifest that another program wrote.   Standard: ETSI EN 319 162-1 §A.4.
struct ForeignListing {
  std::string signature_path;  // of the signature, or of the time-stamp token
  std::vector<Reference> references;
  std::optional<Bytes> statement = std::nullopt;  // of a listing that was composed for a signing request (FORMATS, *Statement*)
};

/// `place` is its name in the container.
/// Throws: Error{Fault::input} when it is not one.
[[nodiscard]] ForeignListing read_foreign_listing(BytesView bytes, std::string_view place);

/// The path that a URI names in the container: `%XX` decoded, `+` left as it is; absent for anything but a relative path.
[[nodiscard]] std::optional<std::string> parse_uri_path(std::string_view uri);

}  // namespace chancery::signing
