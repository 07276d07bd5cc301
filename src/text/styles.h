#pragma once

#include "formats/docx_package.h"
#include "formats/xml_document.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::text {

/// The list and the level that a paragraph or a style belongs to.
struct NumberingLink {
  std::string number;  // w:numId
  std::size_t level = 0;
};

/// What styles say about the text that has them: its language, its list, whether it is a heading.
class Styles {
 public:
  Styles() = default;
  [[nodiscard]] static Styles read(const formats::XmlDocument& document);
  [[nodiscard]] static Styles of(const formats::DocxPackage& package);

  /// w:lang of the style or of what it is based on, as written; neither the document's default language nor its default
  /// paragraph style marks anything.
  [[nodiscard]] std::string language(std::string_view style) const;
  /// The language of text that nothing marks.
  [[nodiscard]] const std::string& default_language() const { return default_language_; }
  [[nodiscard]] std::optional<NumberingLink> numbering(std::string_view style) const;
  /// The level in the table of contents, from 0.
  [[nodiscard]] std::optional<std::size_t> outline(std::string_view style) const;
  /// Of paragraphs that name none.
  [[nodiscard]] const std::string& default_paragraph_style() const { return default_paragraph_; }

 private:
  struct Style {
    std::string based_on;
    std::string language;
    std::optional<std::string> number;
    std::optional<std::size_t> level;
    std::optional<std::size_t> outline;
  };

  [[nodiscard]] const Style* find(std::string_view id) const;
  static Style read_style(const formats::XmlElement& element);

  std::map<std::string, Style, std::less<>> styles_;
  std::string default_paragraph_;
  std::string default_language_;
};

}  // namespace chancery::text
