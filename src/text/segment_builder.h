#pragma once

#include "text/markup_reader.h"
#include "text/segments.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::text {

/// Gathers the text of a paragraph with the places of its formats and things, and cuts sentences out of it with their codes.
class SegmentBuilder {
 public:
  /// The format of what follows.
  void format(std::string_view format);
  void text(std::string_view characters) { text_ += characters; }
  /// A thing among the characters, and what a reader of the bare text finds there.
  void standalone(std::string_view value, std::string_view shown);

  [[nodiscard]] const std::string& text() const { return text_; }
  /// The content between two places of text(), without the white space and the formats at its ends: what is bold throughout is no
  /// code. In normal form C. Empty when no character is left.
  [[nodiscard]] std::vector<Inline> cut(ByteRange range) const;

 private:
  struct Change {
    std::size_t at;
    std::string format;
  };
  struct Thing {
    ByteRange at;
    std::string value;
  };

  [[nodiscard]] ByteRange trimmed(ByteRange range) const;
  [[nodiscard]] std::string format_at(std::size_t offset) const;

  std::string text_;
  std::vector<Change> changes_;
  std::vector<Thing> things_;
};

}  // namespace chancery::text
