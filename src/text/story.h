#pragma once

#include "base/bytes.h"
#include "text/markup_reader.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::text {

/// What an element of a story is to a reader. `group` is everything else that can hold text: hyperlinks, content controls,
/// insertions.
enum class NodeKind : std::uint8_t {
  story,
  table,
  row,
  cell,
  box,
  note,
  paragraph,
  run,
  alternate,
  choice,
  fallback,
  deletion,
  group
};

/// An element of the part that can hold text, in document order; properties and drawing details are not nodes.
struct StoryNode {
  NodeKind kind = NodeKind::group;
  std::uint32_t parent = 0;
  std::uint32_t next = 0;    // the first node behind this one and all that it holds
  std::uint32_t detail = 0;  // index into paragraphs(), runs() or notes()
  ByteRange bytes;           // with its tags
  ByteRange content;         // without them
};

/// A stretch of a paragraph: characters, or one thing that stands among them.
struct StoryPiece {
  enum class Kind : std::uint8_t {
    text,
    tab,
    line_break,
    no_break_hyphen,
    soft_hyphen,
    symbol,
    note_reference,
    endnote_reference,
    note_mark,
    endnote_mark,
    picture,
    box
  };

  Kind kind = Kind::text;
  bool keeps_space = false;  // the element of a text says xml:space="preserve"
  bool formula = false;      // m:t: read, but never filled
  std::uint32_t run = 0;     // index into runs()
  std::uint32_t node = 0;    // of a box
  ByteRange bytes;           // of a text its characters as written, of the rest the element
  ByteRange element;         // the whole element
  std::string value;         // of a symbol its character, of a note its id, of a picture its relationship
};

struct StoryParagraph {
  std::uint32_t node = 0;
  std::string style;                     // empty: the default of the styles part
  std::optional<std::string> numbering;  // w:numId; "0" takes a numbering away
  std::optional<std::size_t> level;      // w:ilvl
  std::optional<std::size_t> outline;    // w:outlineLvl
  ByteRange properties;                  // w:pPr, empty when there is none
  bool ends_section = false;             // holds the properties of the section that ends here
  std::vector<StoryPiece> pieces;
};

struct StoryRun {
  std::uint32_t node = 0;
  ByteRange start_tag;
  ByteRange properties;  // w:rPr, empty when there is none
  std::string style;
  std::string language;  // w:lang as written, empty when the run does not say
  bool hidden = false;
};

/// A footnote, an endnote or a comment.
struct StoryNote {
  std::uint32_t node = 0;
  std::string id;
  bool separator = false;  // drawn by the word processor between text and notes: no text of the document
};

/// The custom XML that a content control shows.   Standard: ECMA-376 part 1 §17.5.2.6.
struct StoryBinding {
  std::string store;     // w:storeItemID
  std::string path;      // w:xpath
  std::string prefixes;  // w:prefixMappings

  friend auto operator<=>(const StoryBinding&, const StoryBinding&) = default;
};

/// A content control (§17.5.2), with the places that a new value changes.
struct StoryControl {
  enum class Kind : std::uint8_t { rich_text, text, date, checkbox, choice, picture, section, section_item, other };
  struct Choice {
    std::string shown;
    std::string value;
  };

  Kind kind = Kind::rich_text;
  std::uint32_t node = 0;
  std::string tag;
  std::string id;
  bool locked = false;    // nobody may change what it holds
  ByteRange properties;   // w:sdtPr, empty when there is none
  ByteRange content;      // inside w:sdtContent
  ByteRange identity;     // w:id
  ByteRange placeholder;  // w:showingPlcHdr
  ByteRange state;        // the value of w14:checked or of w:fullDate, with its quotes; empty when it is not there
  ByteRange date;         // the start tag of w:date
  ByteRange style;        // w:rPr of what is typed in
  std::string date_format;
  std::string date_storage;
  std::string language;
  std::string on = "\u2612";  // a checkbox shows
  std::string off = "\u2610";
  std::vector<Choice> choices;
  std::optional<StoryBinding> binding;
};

/// A field that a mail merge fills: its place from the first to the last of its runs, or the simple field element.
struct StoryMergeField {
  std::string instruction;
  std::uint32_t paragraph = 0;
  std::uint32_t first_run = 0;
  std::uint32_t result_run = 0;  // the run whose formatting the value has
  ByteRange bytes;
};

/// What a reader does not see, but a reviewer must know.
struct StoryMark {
  enum class Kind { tracked_change, comment, hidden_text, field, bound_control, embedded_object, foreign_chunk };
  Kind kind = Kind::tracked_change;
  std::size_t offset = 0;
  std::size_t paragraph = 0;  // index into paragraphs() of the one it stands in, or the last one before it
  std::string value;          // of a field its instruction, of a control its binding
};

/// A DOCX part as people read it, with the place of everything in the bytes of the part. Reads only; changes are made in the
/// bytes.
class Story {
 public:
  /// Throws: Error{Fault::input} naming part, offset and what was wrong.   Limits: DESIGN §11, and 500,000 elements that hold
  /// text.
  [[nodiscard]] static Story walk(Bytes part, std::string_view place);

  /// The texts of a properties part (docProps): each element that holds nothing but text counts as a paragraph of one run.
  [[nodiscard]] static Story walk_properties(Bytes part, std::string_view place);

  /// True for a properties part: its texts stand in elements that no block may repeat or take away.
  [[nodiscard]] bool is_properties() const { return properties_; }
  [[nodiscard]] const Bytes& part() const { return part_; }
  [[nodiscard]] const std::string& place() const { return place_; }
  [[nodiscard]] const std::vector<StoryNode>& nodes() const { return nodes_; }
  [[nodiscard]] const std::vector<StoryParagraph>& paragraphs() const { return paragraphs_; }
  [[nodiscard]] const std::vector<StoryRun>& runs() const { return runs_; }
  [[nodiscard]] const std::vector<StoryNote>& notes() const { return notes_; }
  [[nodiscard]] const std::vector<StoryMark>& marks() const { return marks_; }
  /// In the order of their start tags.
  [[nodiscard]] const std::vector<StoryControl>& controls() const { return controls_; }
  [[nodiscard]] const std::vector<StoryMergeField>& merge_fields() const { return merge_fields_; }

  /// The characters of a text piece, references resolved.
  [[nodiscard]] std::string text_of(const StoryPiece& piece) const { return resolve_references(piece.bytes.of(part_)); }
  /// The nearest node of a kind that holds this one, or is it.
  [[nodiscard]] std::optional<std::uint32_t> enclosing(std::uint32_t node, NodeKind kind) const;
  /// The nodes directly below, in document order.
  [[nodiscard]] std::vector<std::uint32_t> children(std::uint32_t node) const;

 private:
  friend class StoryWalker;
  friend class PropertiesWalker;
  Story(Bytes part, std::string_view place) : part_(std::move(part)), place_(place) {}

  Bytes part_;
  std::string place_;
  bool properties_ = false;
  std::vector<StoryNode> nodes_;
  std::vector<StoryParagraph> paragraphs_;
  std::vector<StoryRun> runs_;
  std::vector<StoryNote> notes_;
  std::vector<StoryMark> marks_;
  std::vector<StoryControl> controls_;
  std::vector<StoryMergeField> merge_fields_;
};

}  // namespace chancery::text
