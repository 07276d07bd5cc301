#pragma once

#include "base/bytes.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::document {

/// What stands in a text, in the order of reading.
/// line: text · table: rows · section: a numbered heading over its paragraphs · paragraph and point: a number, the text, points
struct OutlineItem {
  enum class Kind { line, table, section, paragraph, point };
  using Cell = std::vector<OutlineItem>;

  Kind kind = Kind::line;
  std::string number;  // as printed: `2.`, `2.1.`, `3)`, `(3)`; empty for a line and a table
  std::string text;
  std::vector<OutlineItem> children;    // of a section its paragraphs, of a paragraph its points
  std::vector<std::vector<Cell>> rows;  // of a table; a cell holds lines and tables

  friend bool operator==(const OutlineItem&, const OutlineItem&) = default;
};

/// The structure that the numbers of `chancery.text/1` show (FORMATS, *Sections, approval, freeze*). Every line keeps its place
/// and its characters; empty ones are left out. A table of one column is a way of setting columns of languages, and gives its
/// lines. A mark of a table that has no partner is text.   Cost: linear in the text.
[[nodiscard]] std::vector<OutlineItem> outline_of(std::string_view text);

}  // namespace chancery::document
