#pragma once

#include "templating/tag.h"
#include "text/story.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::templating {

/// Of a tag that stands where no run is.
constexpr std::uint32_t no_run = 0xFFFFFFFF;

/// The part of a tag that stands in one text piece.
struct TagSpan {
  std::size_t piece = 0;  // index into the pieces of the paragraph
  text::ByteRange bytes;
};

/// What a tag was read from: the text of a paragraph, or what Word itself offers for filling in.
enum class TagSite { text, merge_field, control, section, section_end };

/// A tag and where it stands: in the part, cut over one or more text pieces, and in the text of its paragraph.
struct FoundTag {
  Tag tag;
  std::string source;
  std::uint32_t paragraph = 0;
  std::size_t text_begin = 0;
  std::size_t text_end = 0;
  std::vector<TagSpan> spans = {};  // empty unless it stands in text
  TagSite site = TagSite::text;
  std::uint32_t control = 0;   // index into the controls of the story
  std::uint32_t run = 0;       // the run whose formatting and language it has
  text::ByteRange place = {};  // what gives way to the value, unless it stands in text

  [[nodiscard]] std::size_t offset() const { return site == TagSite::text ? spans.front().bytes.begin : place.begin; }
};

/// The text pieces of a paragraph joined, with the way back into the bytes of the part. Everything that is no text stands as one
/// line feed, which no tag can cross.
class ParagraphText {
 public:
  ParagraphText(const text::Story& story, const text::StoryParagraph& paragraph);

  [[nodiscard]] const std::string& text() const { return text_; }
  /// Where a stretch of text() stands in the part, one span for each piece.
  [[nodiscard]] std::vector<TagSpan> spans(std::size_t begin, std::size_t end) const;

 private:
  /// Characters that stand as they are, or one reference.
  struct Segment {
    std::size_t text_begin = 0;
    std::size_t text_end = 0;
    text::ByteRange bytes;
    std::size_t piece = 0;
    bool reference = false;
  };

  void add_text(std::string_view raw, std::size_t offset, std::size_t piece);

  std::string text_;
  std::vector<Segment> segments_;
};

struct TagDelimiters {
  std::string opening = "{";
  std::string closing = "}";
};

/// What looks like a tag and is none.
struct TagMistake {
  std::string code;
  std::string tag;
  std::uint32_t paragraph = 0;
  std::size_t text_begin = 0;
  std::size_t text_end = 0;
};

/// The tags of a story in document order, the mistakes and the texts of its paragraphs.
struct FoundTags {
  std::vector<FoundTag> tags;
  std::vector<ParagraphText> texts;  // of each paragraph
  std::vector<TagMistake> mistakes;
};

[[nodiscard]] FoundTags find_tags(const text::Story& story, const TagDelimiters& delimiters);

}  // namespace chancery::templating
