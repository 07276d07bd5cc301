#pragma once

#include "comparison/interner.h"
#include "comparison/package_side.h"
#include "comparison/story.h"
#include "comparison/tracked_changes.h"

#include <map>
#include <optional>
#include <string>

namespace chancery::comparison {

/// Which header or footer of a document a part is: `headerReference/default/1`, the last number counting its sections.
using HeaderKey = std::string;

/// A package whose tracked changes are accepted or rejected, all its stories read.
class PackageText {
 public:
  PackageText(const formats::DocxPackage& package, Resolution resolution, Interner& interner, bool with_words = true);

  [[nodiscard]] const PackageSide& side() const { return side_; }
  [[nodiscard]] const formats::DocxPackage& package() const { return package_; }
  [[nodiscard]] const StoryText& document() const { return *document_; }
  [[nodiscard]] const StoryText* footnotes() const { return footnotes_ ? &*footnotes_ : nullptr; }
  [[nodiscard]] const StoryText* endnotes() const { return endnotes_ ? &*endnotes_ : nullptr; }
  [[nodiscard]] const std::map<HeaderKey, StoryText>& headers() const { return headers_; }
  [[nodiscard]] std::size_t changes() const { return changes_; }

  /// What is compared of body, section and notes: equal numbers read alike. Notes count where they are referred to.
  [[nodiscard]] std::string signature() const;

 private:
  [[nodiscard]] formats::DocxPackage resolved(const formats::DocxPackage& package, Resolution resolution);
  void read_headers(Interner& interner, bool with_words);
  void append_notes(const Block& block, std::string& out) const;

  std::size_t changes_ = 0;
  formats::DocxPackage package_;
  PackageSide side_;
  std::optional<StoryText> document_;
  std::optional<StoryText> footnotes_;
  std::optional<StoryText> endnotes_;
  std::map<HeaderKey, StoryText> headers_;
};

}  // namespace chancery::comparison
