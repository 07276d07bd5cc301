#pragma once

#include "base/sha256.h"
#include "document/document.h"
#include "formats/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::document {

/// A rendition that people read when they close and sign, and the rule by which it was made.
struct Shown {
  File file;
  std::string rule;  // "chancery.text/1" or "pdf"
};

/// A file of the container with its languages and what was shown for it. `copy` 0, or k of the alternat.
struct ManifestFile {
  File file;
  std::vector<LanguageTag> languages;
  unsigned copy;
  Shown shown;
};

/// What the reader of a rendition is told, by rule and place.
struct Finding {
  std::string rule;
  std::string path;
};

/// What the freeze adds to what the document already says.
struct ManifestParts {
  std::string log;  // origin of the ledger
  Sha256 after;     // leaf before the freeze
  std::vector<ManifestFile> files;
  std::vector<Finding> findings;
};

/// The committed bytes of `manifest.json`.   Standard: FORMATS, *Manifest*.
[[nodiscard]] Bytes compose_manifest(const Document& document, const ManifestParts& parts);

/// A file that a manifest names: a data file of the container.
struct ListedFile {
  std::string path;
  std::string media_type;
  std::size_t size;
  Sha256 sha256;

  friend auto operator<=>(const ListedFile&, const ListedFile&) = default;
};

/// Every path that the manifest names: files, shown renditions and public annexes, in order of path.
/// Throws: Error{Fault::input} when the bytes are not a manifest; message `document.manifest_not_understood` for an unknown type.
[[nodiscard]] std::vector<ListedFile> files_listed(BytesView manifest, std::string_view place);

}  // namespace chancery::document
