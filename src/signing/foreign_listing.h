#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
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
  std::string signature_path;
  std::vector<Reference> references;
};

/// `place` is its name in the container.
/// Throws: Error{Fault::input} when it is not one.
[[nodiscard]] ForeignListing read_foreign_listing(BytesView bytes, std::string_view place);

/// What a XAdES signature refers to, without any judgement of its value.   Standard: ETSI EN 319 132-1, EN 319 162-1 §4.4.3.2.
struct XadesListing {
  std::vector<Reference> references;
  std::size_t signed_properties;     // references to SignedProperties; exactly one is right
  std::optional<Bytes> certificate;  // the first one in KeyInfo
  std::optional<Timestamp> claimed_time;
  Bytes value;
};

/// All signatures of a `META-INF/signatures*.xml`.
/// Throws: Error{Fault::input} when it is not one.
[[nodiscard]] std::vector<XadesListing> read_xades_listings(BytesView bytes, std::string_view place);

/// The path that a URI names in the container: `%XX` decoded, `+` left as it is; absent for anything but a relative path.
[[nodiscard]] std::optional<std::string> parse_uri_path(std::string_view uri);

}  // namespace chancery::signing
