#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "comparison/report.h"
#include "formats/docx_package.h"

#include <optional>
#include <string>

namespace chancery::comparison {

struct CompareOptions {
  std::string author;  // of every tracked change
  Timestamp date;
};

struct Comparison {
  Report report;
  /// The new package with tracked changes: accepting all gives the new document, rejecting all the old one, both checked here;
  /// absent when not even whole paragraphs kept the laws, which the report then says.
  std::optional<Bytes> redline;
};

/// What changed from `old` to `now`. Tracked changes in either are accepted first. Same input, same bytes.
/// Throws: Error{Fault::input} for parts that are not well-formed or written in two dialects.
[[nodiscard]] Comparison compare(const formats::DocxPackage& old, const formats::DocxPackage& now, const CompareOptions& options);

/// Whether a package says what another one says, once its tracked changes are accepted or rejected: text, formats, notes,
/// headers, footers and tables, as far as a comparison covers them.
[[nodiscard]] bool accepted_equals(const formats::DocxPackage& redline, const formats::DocxPackage& now);
[[nodiscard]] bool rejected_equals(const formats::DocxPackage& redline, const formats::DocxPackage& old);

}  // namespace chancery::comparison
