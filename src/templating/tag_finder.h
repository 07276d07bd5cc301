#pragma once

#include "templating/tag.h"
#include "text/story.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::templating {

/// The part of a tag that stands in one text piece.
struct TagSpan {
  std::size_t piece = 0;  // index into the pieces of the paragraph
  text::ByteRange bytes;
};

/// A tag and where it stands: in the part, cut over one or more text pieces, and in the text of its paragraph.
struct FoundTag {
  Tag tag;
  std::string source;
  std::uint32_t paragraph = 0;
  std::size_t text_begin = 0;
  std::size_t text_end = 0;
  std::vector<TagSpan> spans;

  [[nodiscard]] std::size_t offset() const { return spans.front().bytes.begin; }
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
