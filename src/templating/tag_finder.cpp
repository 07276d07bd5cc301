#include "templating/tag_finder.h"

#include "base/error.h"
#include "templating/word_fields.h"
#include "text/characters.h"

#include <algorithm>
#include <utility>

namespace chancery::templating {
namespace {

constexpr std::size_t shown_of_a_broken_tag = 30;
constexpr std::size_t most_tags = 50'000;     // of one part
constexpr std::size_t most_mistakes = 1'000;  // nobody reads more at once

[[noreturn]] void refuse(const text::Story& story, std::size_t found) {
  throw Error(
      Fault::input,
      {"templating.too_many_tags",
       {{"part", story.place()}, {"limit", static_cast<std::int64_t>(most_tags)}, {"found", static_cast<std::int64_t>(found)}}});
}

/// Reads one paragraph from left to right.
class ParagraphScanner {
 public:
  ParagraphScanner(FoundTags& found, const text::Story& story, std::uint32_t paragraph, const TagDelimiters& delimiters)
      : found_(found),
        story_(story),
        paragraph_text_(found.texts[paragraph]),
        text_(paragraph_text_.text()),
        paragraph_(paragraph),
        delimiters_(delimiters) {}

  void scan() {
    while (at_ < text_.size()) {
      const auto opening = text_.find(delimiters_.opening, at_);
      const auto closing = text_.find(delimiters_.closing, at_);
      if (opening == std::string_view::npos && closing == std::string_view::npos) return;
      if (closing < opening) {
        stray(closing);
      } else {
        tag(opening);
      }
    }
  }

 private:
  void stray(std::size_t closing) {
    report("stray_brace", closing, closing + delimiters_.closing.size());
    at_ = closing + delimiters_.closing.size();
  }

  /// A tag ends in its own paragraph, before the next one begins and before anything that is no text.
  void tag(std::size_t begin) {
    const auto inner = begin + delimiters_.opening.size();
    const auto closing = text_.find(delimiters_.closing, inner);
    const auto limit = std::min(text_.find(delimiters_.opening, inner), text_.find('\n', inner));
    if (closing == std::string_view::npos || limit < closing) {
      report("unclosed_tag", begin, std::min(limit, text_.size()));
      at_ = inner;
      return;
    }
    at_ = closing + delimiters_.closing.size();
    add(begin, inner, closing);
  }

  void add(std::size_t begin, std::size_t inner, std::size_t closing) {
    auto parsed = parse_tag(text_.substr(inner, closing - inner));
    if (!parsed) return report("bad_tag", begin, at_);
    FoundTag one{std::move(*parsed),
                 std::string(text_.substr(begin, at_ - begin)),
                 paragraph_,
                 begin,
                 at_,
                 paragraph_text_.spans(begin, at_)};
    one.run = run_of(one.spans.front().piece);
    found_.tags.push_back(std::move(one));
  }

  void report(const char* code, std::size_t begin, std::size_t end) {
    const auto shown = text::first_characters(text_.substr(begin, end - begin), shown_of_a_broken_tag);
    found_.mistakes.push_back({code, std::string(shown), paragraph_, begin, end});
  }

  [[nodiscard]] std::uint32_t run_of(std::size_t piece) const { return story_.paragraphs()[paragraph_].pieces[piece].run; }

  FoundTags& found_;
  const text::Story& story_;
  const ParagraphText& paragraph_text_;
  std::string_view text_;
  std::uint32_t paragraph_;
  const TagDelimiters& delimiters_;
  std::size_t at_ = 0;
};

}  // namespace

ParagraphText::ParagraphText(const text::Story& story, const text::StoryParagraph& paragraph) {
  for (std::size_t index = 0; index < paragraph.pieces.size(); ++index) {
    const auto& piece = paragraph.pieces[index];
    if (piece.kind == text::StoryPiece::Kind::text && !piece.formula) {
      add_text(piece.bytes.of(story.part()), piece.bytes.begin, index);
    } else {
      text_ += '\n';
    }
  }
}

void ParagraphText::add_text(std::string_view raw, std::size_t offset, std::size_t piece) {
  for (std::size_t at = 0; at < raw.size();) {
    const auto reference = text::parse_reference(raw.substr(at));
    const auto size = reference ? reference->size : std::min(raw.find('&', at), raw.size()) - at;
    Segment segment{text_.size(), 0, {offset + at, offset + at + size}, piece, reference.has_value()};
    if (reference) {
      text::append_utf8(text_, reference->character == U'\n' ? U' ' : reference->character);
    } else {
      text_.append(raw.substr(at, size));
      std::replace(text_.end() - static_cast<std::ptrdiff_t>(size), text_.end(), '\n', ' ');
    }
    segment.text_end = text_.size();
    segments_.push_back(segment);
    at += size;
  }
}

std::vector<TagSpan> ParagraphText::spans(std::size_t begin, std::size_t end) const {
  std::vector<TagSpan> found;
  for (const auto& segment : segments_) {
    if (segment.text_end <= begin || segment.text_begin >= end) continue;
    auto bytes = segment.bytes;
    if (!segment.reference) {
      bytes.end -= segment.text_end > end ? segment.text_end - end : 0;
      bytes.begin += begin > segment.text_begin ? begin - segment.text_begin : 0;
    }
    if (!found.empty() && found.back().piece == segment.piece) {
      found.back().bytes.end = bytes.end;
    } else {
      found.push_back({segment.piece, bytes});
    }
  }
  return found;
}

FoundTags find_tags(const text::Story& story, const TagDelimiters& delimiters) {
  FoundTags found;
  for (const auto& paragraph : story.paragraphs()) found.texts.emplace_back(story, paragraph);
  for (std::uint32_t index = 0; index < found.texts.size(); ++index) {
    ParagraphScanner(found, story, index, delimiters).scan();
    if (found.tags.size() > most_tags) refuse(story, found.tags.size());
    if (found.mistakes.size() > most_mistakes) break;
  }
  add_word_fields(story, found);
  if (found.tags.size() > most_tags) refuse(story, found.tags.size());
  // A text box stands inside its paragraph: only the bytes know which tag comes first.
  std::stable_sort(found.tags.begin(), found.tags.end(),
                   [](const FoundTag& left, const FoundTag& right) { return left.offset() < right.offset(); });
  return found;
}

}  // namespace chancery::templating
