#pragma once

#include "formats/docx_package.h"

#include <map>
#include <string>
#include <vector>

namespace chancery::formats {

/// A part that the package does not have yet.
struct AddedPart {
  std::string name;
  std::string content_type;
  Bytes content;
};

/// A relationship of `source` (a ZIP entry name) to a part; `kind` is the last segment of its type, `target` a ZIP entry name.
struct AddedRelationship {
  std::string source;
  std::string id;
  std::string kind;
  std::string target;
};

/// What shall be different in a package.
struct DocxChanges {
  std::map<std::string, Bytes> replaced;
  std::vector<AddedPart> added;
  std::vector<AddedRelationship> relationships;
};

/// The package with the changes: entries keep their order and the new ones follow; what is untouched is copied as it is.
/// The same input gives the same bytes.
/// Throws: Error{Fault::absent} for a replaced part that the package does not have, Error{Fault::input} for a name twice.
[[nodiscard]] Bytes with_changes(const DocxPackage& package, const DocxChanges& changes);

}  // namespace chancery::formats
