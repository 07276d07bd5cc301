#pragma once

#include "base/language_tag.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::templating {

/// A dotted path: `party.name`, `title.uk`, `.` (the item itself, no segments).
struct FieldPath {
  std::vector<std::string> segments;

  [[nodiscard]] std::string text() const;
  friend bool operator==(const FieldPath&, const FieldPath&) = default;
};

/// `| name:argument:argument`
struct FilterCall {
  std::string name;
  std::vector<std::string> arguments;

  friend bool operator==(const FilterCall&, const FilterCall&) = default;
};

/// `== "x"` or `!= "x"` behind the path of a block.
struct Comparison {
  bool equal = true;
  std::string value;

  friend bool operator==(const Comparison&, const Comparison&) = default;
};

/// What stands between the delimiters, understood.
struct Tag {
  enum class Kind { value, open, open_inverted, close, image, clause, comment };

  Kind kind = Kind::value;
  FieldPath path;
  std::optional<Comparison> comparison;
  std::vector<FilterCall> filters;
};

/// Absent when the text is no tag of the language of DESIGN §5.
[[nodiscard]] std::optional<Tag> parse_tag(std::string_view inner);

}  // namespace chancery::templating
