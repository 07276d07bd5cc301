#pragma once

#include "formats/xml_document.h"
#include "formats/zip_archive.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::formats {

/// A relationship of a part.   Standard: ECMA-376 part 2 §6.5.
struct Relationship {
  std::string id;
  std::string type;    // the URI
  std::string target;  // a ZIP entry name, or what was written when external
  bool external;

  /// The last segment of the type: `footnotes`, `hyperlink`, `attachedTemplate`.
  [[nodiscard]] std::string_view kind() const;
};

/// The part as XML; errors name package and part.
/// Throws: Error{Fault::input} when there is no such part or it is not XML.
[[nodiscard]] XmlDocument read_xml_part(const ZipArchive& archive, std::string_view part);

/// `word/_rels/document.xml.rels` for `word/document.xml`; `_rels/.rels` for the package itself (an empty name).
[[nodiscard]] std::string relationships_part(std::string_view part);

/// The relationships of a part in document order; none when the part has no relationships part.
/// Throws: Error{Fault::input} for an id that stands twice or a target outside the package.
[[nodiscard]] std::vector<Relationship> read_relationships(const ZipArchive& archive, std::string_view part);

}  // namespace chancery::formats
