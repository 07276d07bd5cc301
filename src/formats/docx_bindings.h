#pragma once

#include "formats/docx_package.h"

#include <map>
#include <optional>
#include <string>

namespace chancery::formats {

/// The parts that content controls may be bound to, by store id in lower case; the core properties are one of them.
[[nodiscard]] std::map<std::string, std::string> bound_parts(const DocxPackage& package);

/// The XML parts of a document to which content controls may be bound.   Standard: ECMA-376 part 1 §17.5.2.6.
class DocxBindings {
 public:
  [[nodiscard]] static DocxBindings read(const DocxPackage& package);

  /// Whether the control shows what its part says; Word puts the part's text back when it opens the document.
  /// A path that is not made of plain steps, or that leads nowhere, is taken as no agreement.
  [[nodiscard]] bool agrees(const XmlElement& control) const;

 private:
  [[nodiscard]] std::optional<std::string> value_of(const XmlElement& binding) const;

  std::map<std::string, XmlDocument> items_;  // by store id in lower case
};

}  // namespace chancery::formats
