#pragma once

#include "formats/xml_document.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::formats {

/// The name of a field whose result changes by itself, with the reader, or by what it fetches, such as `DATE` or `INCLUDETEXT`;
/// absent for fields like `PAGE` that a frozen text may hold.   Standard: ECMA-376 part 1 §17.16.5.
[[nodiscard]] std::optional<std::string> changing_field(std::string_view instruction);

/// Puts the instructions of complex fields together, which may be cut over runs and nested (§17.16.18).
class DocxFieldReader {
 public:
  /// The instruction that is complete with this `w:fldChar`, `w:instrText` or `w:fldSimple`.
  [[nodiscard]] std::optional<std::string> read(const XmlElement& element);

 private:
  [[nodiscard]] std::optional<std::string> read_character(std::string_view type);

  struct Open {
    std::string instruction;
    bool complete = false;
  };
  std::vector<Open> open_;
};

}  // namespace chancery::formats
