#pragma once

#include "base/bytes.h"
#include "base/language_tag.h"
#include "templating/finding.h"
#include "templating/tag.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chancery::templating {

/// A tag as it stands in a part.
struct PlacedTag {
  Tag tag;
  std::string source;  // as written, with its delimiters
  Place place;
  std::optional<LanguageTag> language;  // of the run it stands in, or of its column
  std::optional<std::size_t> column;    // from 0, in a table in language columns
};

struct Operation {
  enum class Kind : std::uint8_t {
    literal,          // bytes `first` to `second` of Program::literals
    value,            // the value of tags[first]
    block_begin,      // tags[first]; with no item left the next operation is `second`
    block_end,        // back behind the operation `second` while an item is left
    table_begin,      // a table that may lose all its rows
    table_end,        // … and vanishes then
    container_begin,  // a cell, header, note or box that may lose all its paragraphs
    container_end     // … and then gets the empty one that it cannot be without
  };

  Kind kind = Kind::literal;
  std::size_t first = 0;
  std::size_t second = 0;
};

/// A part, ready to be written: literal bytes and what stands between them.
struct Program {
  Bytes literals;
  std::vector<Operation> operations;
  std::vector<PlacedTag> tags;
  std::string prefix;  // of WordprocessingML, with its colon: `w:`
  bool plain = false;  // document properties: a line break stays a line break
};

}  // namespace chancery::templating
