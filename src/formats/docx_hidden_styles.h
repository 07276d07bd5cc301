#pragma once

#include "formats/docx_package.h"

#include <map>
#include <optional>
#include <string>

namespace chancery::formats {

/// Which styles hide the text that they format: `w:vanish`, their own or of what they are based on.
class DocxHiddenStyles {
 public:
  [[nodiscard]] static DocxHiddenStyles read(const DocxPackage& package);

  /// Whether a run is hidden: by its own properties, else its character style, else its paragraph's style, else by default.
  [[nodiscard]] bool hides(const XmlElement& run, const std::optional<XmlElement>& paragraph) const;

 private:
  struct Style {
    std::optional<bool> vanish;
    std::string based_on;
  };
  [[nodiscard]] std::optional<bool> vanish_of(const std::optional<XmlElement>& properties, std::string_view style_element) const;

  std::map<std::string, Style> styles_;
  std::string paragraph_default_;
  bool default_ = false;
};

}  // namespace chancery::formats
