#pragma once

#include "base/bytes.h"
#include "base/language_tag.h"
#include "formats/docx_package.h"

#include <optional>
#include <vector>

namespace chancery::text {

struct RenditionOptions {
  /// Only what is marked with this language, and what is marked with none.
  std::optional<LanguageTag> language;
  /// Languages of the columns of two-column tables, left to right, by the template's description. A table of as many cells in
  /// each row as there are columns is such a table; everywhere else `w:lang` of runs and styles marks the language.
  std::vector<LanguageTag> columns;
  /// The languages of the document; a `w:lang` that names none of them marks nothing. Empty: every `w:lang` counts.
  std::vector<LanguageTag> languages;
};

/// The bytes of `chancery.text/1` (FORMATS, *Sections, approval, freeze*).
/// What FORMATS leaves open: `[box]` and `[/box]` stand in the line of their paragraph, the box's lines between them; every
/// `w:br` is a line break; a note's n is its place among the references in the document, and its own mark `[^n]` stands in its
/// first line; of a row in two columns the cells of other languages are left out with their `[|]`, and a paragraph of which
/// nothing remains with its line. Throws: Error{Fault::input} for a part that is not well-formed.
[[nodiscard]] Bytes rendition(const formats::DocxPackage& package, const RenditionOptions& options = {});

/// The same without headers and footers, which say on every page what the text says once: for exports, never for a hash.
[[nodiscard]] Bytes rendition_of_body(const formats::DocxPackage& package, const RenditionOptions& options = {});

}  // namespace chancery::text
