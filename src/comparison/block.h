#pragma once

#include "text/markup_reader.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace chancery::comparison {

/// Something among the characters of a paragraph, which stands in its text as U+FFFC.
struct Thing {
  enum class Kind { element, runs, footnote, endnote };

  Kind kind = Kind::element;  // `runs`: whole runs or other children of the paragraph, such as a field
  text::ByteRange bytes;
  std::uint32_t signature = 0;
  std::string shown;    // what a reader of the bare text sees
  std::string note_id;  // of a note reference
};

/// Characters or one thing, with what formats and holds them.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t format = 0;    // signature of w:rPr
  std::uint32_t wrapper = 0;   // signature of the hyperlinks, controls … around it
  std::uint32_t holder = 0;    // index into wrappers, to write it
  text::ByteRange properties;  // the children of w:rPr
  std::int32_t thing = -1;     // index into things
};

/// What surrounds runs inside a paragraph.
struct Wrapper {
  text::ByteRange before;  // bytes in front of its content
  text::ByteRange behind;
  std::uint32_t outer = 0;  // index into wrappers; 0 is the paragraph itself
};

/// Bookmarks and other marks without width: kept from the new document, left out of the old one.
struct Mark {
  std::size_t at = 0;
  text::ByteRange bytes;
};

struct Paragraph {
  std::uint32_t node = 0;
  text::ByteRange start_tag;
  std::string base_bytes;       // the same, joined
  std::string mark_properties;  // children of the w:rPr of the paragraph mark
  std::string section;          // w:sectPr, whole; empty when it ends no section
  std::uint32_t base_signature = 0;
  std::uint32_t mark_signature = 0;
  std::uint32_t section_signature = 0;
  std::string text;
  std::vector<Span> spans;
  std::vector<Thing> things;
  std::vector<Wrapper> wrappers;
  std::vector<Mark> marks;
};

/// A paragraph or what holds paragraphs, in order.
struct Block {
  enum class Kind { container, paragraph, table, row, cell, control, note, opaque };

  Kind kind = Kind::container;
  std::uint32_t node = 0;
  text::ByteRange bytes;
  text::ByteRange properties;  // of a table, row or cell: its property element, with the tags
  std::uint32_t property_signature = 0;
  std::uint32_t key = 0;             // signature of kind and text: equal for what reads alike
  std::uint32_t signature = 0;       // of everything that is compared
  std::vector<std::uint32_t> words;  // sorted numbers of its words, for the similarity
  std::size_t number = 0;            // of a paragraph: its place in the story, from 1
  std::string note_id;
  Paragraph paragraph;
  std::vector<Block> children;
};

}  // namespace chancery::comparison
