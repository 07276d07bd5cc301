#pragma once

#include "formats/zip_archive.h"

#include <map>
#include <string>
#include <string_view>

namespace chancery::formats {

/// What `[Content_Types].xml` says about the parts of a package.   Standard: ECMA-376 part 2 §7.2.3.
class ContentTypes {
 public:
  static constexpr std::string_view part_name = "[Content_Types].xml";

  /// Throws: Error{Fault::input} when the part is missing, not XML or says two things about one part.
  [[nodiscard]] static ContentTypes read(const ZipArchive& archive);

  /// Empty when nothing is said about the part.
  [[nodiscard]] std::string_view of(std::string_view part) const;

 private:
  ContentTypes() = default;
  std::map<std::string, std::string, std::less<>> by_extension_;
  std::map<std::string, std::string, std::less<>> by_part_;
};

}  // namespace chancery::formats
