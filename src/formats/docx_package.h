#pragma once

#include "base/bytes.h"
#include "formats/zip_archive.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::formats {

/// A part of a DOCX package that holds text for readers, in the order in which FORMATS lists them in `chancery.text/1`.
struct StoryPart {
  enum class Kind { document, footnotes, endnotes, header, footer, comments };
  Kind kind;
  std::string name;  // ZIP entry name, for example `word/document.xml`
};

/// A WordprocessingML package: ZIP entries, content types and relationships that agree (ECMA-376 part 2).
class DocxPackage {
 public:
  /// Throws: Error{Fault::input} naming part and reason; macros, external parts and altChunk are findings for others, not errors.
  [[nodiscard]] static DocxPackage read(Blob bytes, std::string_view place);

  [[nodiscard]] const ZipArchive& archive() const;
  [[nodiscard]] const std::vector<StoryPart>& stories() const;
  [[nodiscard]] const std::string& document_part() const;
  [[nodiscard]] std::optional<std::string> styles_part() const;
  [[nodiscard]] std::optional<std::string> numbering_part() const;
  /// The inflated part. Throws: Error{Fault::absent} when there is none.
  [[nodiscard]] Bytes part(std::string_view name) const;
  [[nodiscard]] const std::string& place() const;

  /// The package with these parts replaced, every other entry copied as it is, in the same order: same input, same bytes.
  [[nodiscard]] Bytes with_parts(const std::map<std::string, Bytes>& parts) const;

 private:
  explicit DocxPackage(ZipArchive archive);
  ZipArchive archive_;
  std::vector<StoryPart> stories_;
  std::string document_part_;
  std::optional<std::string> styles_part_;
  std::optional<std::string> numbering_part_;
};

}  // namespace chancery::formats
