#pragma once

#include "base/bytes.h"
#include "formats/content_types.h"
#include "formats/opc.h"
#include "formats/zip_archive.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::formats {

/// A part of a DOCX package that holds text for readers.
struct StoryPart {
  enum class Kind { document, footnotes, endnotes, header, footer, comments };
  Kind kind;
  std::string name;  // ZIP entry name, for example `word/document.xml`

  friend bool operator==(const StoryPart&, const StoryPart&) = default;
};

/// A WordprocessingML package: ZIP entries, content types and relationships that agree (ECMA-376 parts 1 and 2).
class DocxPackage {
 public:
  /// Throws: Error{Fault::input} naming part and reason; macros, external parts and altChunk are findings for others, not errors.
  [[nodiscard]] static DocxPackage read(Blob bytes, std::string_view place);

  [[nodiscard]] const ZipArchive& archive() const { return archive_; }
  /// The order of `chancery.text/1`: document, footnotes, endnotes, headers and footers by part name; comments last.
  [[nodiscard]] const std::vector<StoryPart>& stories() const { return stories_; }
  [[nodiscard]] const std::string& document_part() const { return document_part_; }
  [[nodiscard]] const std::optional<std::string>& styles_part() const { return styles_part_; }
  [[nodiscard]] const std::optional<std::string>& numbering_part() const { return numbering_part_; }
  [[nodiscard]] const std::optional<std::string>& settings_part() const { return settings_part_; }
  [[nodiscard]] const ContentTypes& content_types() const { return types_; }
  /// Of the document part, in document order.
  [[nodiscard]] const std::vector<Relationship>& relationships() const { return relationships_; }
  /// The inflated part. Throws: Error{Fault::absent} when there is none.
  [[nodiscard]] Bytes part(std::string_view name) const;
  [[nodiscard]] const std::string& place() const { return archive_.place(); }

  /// The package with these parts replaced, every other entry copied as it is, in the same order: same input, same bytes.
  /// Throws: Error{Fault::absent} for a part that the package does not have.
  [[nodiscard]] Bytes with_parts(const std::map<std::string, Bytes>& parts) const;

 private:
  explicit DocxPackage(ZipArchive archive);
  void find_document();
  void find_parts();
  void add_part(const Relationship& relationship);
  void add_story(StoryPart story);
  [[nodiscard]] const std::string& checked(const Relationship& relationship) const;

  ZipArchive archive_;
  ContentTypes types_;
  std::vector<Relationship> relationships_;
  std::vector<StoryPart> stories_;
  std::string document_part_;
  std::optional<std::string> styles_part_;
  std::optional<std::string> numbering_part_;
  std::optional<std::string> settings_part_;
};

}  // namespace chancery::formats
