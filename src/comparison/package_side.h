#pragma once

#include "comparison/interner.h"
#include "formats/docx_package.h"

#include <map>
#include <string>
#include <string_view>

namespace chancery::comparison {

/// What the ids in the parts of one of the two packages stand for, so that bytes of both can be compared.
class PackageSide {
 public:
  explicit PackageSide(const formats::DocxPackage& package);

  [[nodiscard]] const formats::DocxPackage& package() const { return package_; }
  /// What a relationship of a part leads to: the hash of a part, or the target as written.
  [[nodiscard]] std::string target_of(std::string_view part, std::string_view relationship) const;
  [[nodiscard]] const std::map<std::string, formats::Relationship, std::less<>>& relationships_of(std::string_view part) const;
  /// The definition of a list, without ids: lists of one definition compare as equal.
  [[nodiscard]] const std::string& list_of(std::string_view number) const;
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& styles() const { return styles_; }

 private:
  void read_lists();
  void read_styles();

  const formats::DocxPackage& package_;
  mutable std::map<std::string, std::map<std::string, formats::Relationship, std::less<>>, std::less<>> relationships_;
  mutable std::map<std::string, std::string, std::less<>> hashes_;  // of parts
  std::map<std::string, std::string, std::less<>> lists_;
  std::map<std::string, std::string, std::less<>> styles_;  // id to definition
};

}  // namespace chancery::comparison
