#pragma once

#include "base/bytes.h"
#include "base/language_tag.h"
#include "templating/finding.h"
#include "templating/tag.h"
#include "text/story.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chancery::templating {

/// How a value is written.
enum class ValueForm {
  words,            // characters, line breaks and tabs
  rich_inline,      // bold, italic and links in the run
  rich_paragraphs,  // whole paragraphs, in place of the one that held nothing but the tag
  picture           // a drawing in the run
};

/// A tag as it stands in a part.
struct PlacedTag {
  Tag tag;
  std::string source;  // as written, with its delimiters
  Place place;
  std::optional<LanguageTag> language;  // of the run it stands in, or of its column
  std::optional<std::size_t> column;    // from 0, in a table in language columns
  ValueForm form = ValueForm::words;
  Bytes paragraph_start = {};  // of rich text: the start tag and the properties of its paragraph
  Bytes run_start = {};        // … and of its run
  bool of_control = false;     // read from a content control, which may belong to something else
};

/// A content control, ready for its value.
struct ControlForm {
  text::StoryControl::Kind kind = text::StoryControl::Kind::text;
  Bytes original;  // as it stands in the template
  Bytes head;      // up to the state: the date in `w:fullDate`, the mark of a checkbox
  Bytes head_end;  // behind it, up to the characters, or up to the relationship of a picture
  Bytes tail;
  bool has_state = false;
  bool locked = false;
  std::string date_format;
  std::string date_storage;
  std::string language;
  std::string on;
  std::string off;
  std::vector<text::StoryControl::Choice> choices;
  std::optional<text::StoryBinding> binding;
};

struct Operation {
  enum class Kind : std::uint8_t {
    literal,        // bytes `first` to `second` of Program::literals
    value,          // the value of tags[first]
    control,        // the content control controls[second] with the value of tags[first]
    section_begin,  // the repeating section of tags[first]; without an item the next operation is `second`
    section_end,
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
  std::vector<ControlForm> controls;
  std::string prefix;  // of WordprocessingML, with its colon: `w:`
  bool plain = false;  // document properties: a line break stays a line break
};

}  // namespace chancery::templating
