#pragma once

#include "base/bytes.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::formats {

/// True for a name that an element or attribute may have, with at most one prefix.   Standard: Namespaces in XML 1.0, QName.
[[nodiscard]] bool is_xml_name(std::string_view name);

/// Text as it stands between tags, or between double quotes: the same bytes serve both.
/// Throws: Error{Fault::input} for what XML 1.0 cannot hold: control characters, U+FFFE, U+FFFF, bytes that are not UTF-8.
[[nodiscard]] std::string escape_xml(std::string_view text);

/// Writes well-formed UTF-8, nothing but what it was told: no declaration, indentation or line end of its own.
class XmlWriter {
 public:
  XmlWriter& open(std::string_view name);
  /// Only directly behind open() or another attribute().
  XmlWriter& attribute(std::string_view name, std::string_view value);
  XmlWriter& text(std::string_view value);
  XmlWriter& close();
  /// One element with nothing but text.
  XmlWriter& element(std::string_view name, std::string_view value);
  /// Requires: every element was closed. The writer is empty afterwards.
  [[nodiscard]] Bytes finish();

 private:
  void end_start_tag();

  Bytes bytes_;
  std::vector<std::string> open_;
  bool in_start_tag_ = false;
};

}  // namespace chancery::formats
