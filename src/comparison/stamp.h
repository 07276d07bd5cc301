#pragma once

#include "formats/xml_writer.h"

#include <cstddef>
#include <string>

namespace chancery::comparison {

/// Who changed and when, for every tracked change, each with an id of its own.
class Stamp {
 public:
  Stamp(const std::string& author, const std::string& date)
      : attributes_("\" w:author=\"" + formats::escape_xml(author) + "\" w:date=\"" + formats::escape_xml(date) + "\"") {}

  /// `<w:NAME w:id=… w:author=… w:date=…` without its end.
  [[nodiscard]] std::string open(const std::string& name) {
    return "<w:" + name + " w:id=\"" + std::to_string(next_++) + attributes_;
  }
  [[nodiscard]] std::size_t next() { return next_++; }

 private:
  std::string attributes_;
  std::size_t next_ = 900'001;  // beyond the ids of bookmarks and comments, which share the attribute
};

}  // namespace chancery::comparison
