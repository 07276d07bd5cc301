#include "text/segments.h"

#include "text/characters.h"
#include "text/language_marks.h"
#include "text/normal_form.h"
#include "text/numbering.h"
#include "text/paragraph_numbers.h"
#include "text/run_format.h"
#include "text/segment_builder.h"
#include "text/sentences.h"
#include "text/story.h"
#include "text/styles.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace chancery::text {
namespace {

using PieceKind = StoryPiece::Kind;

/// «Стаття 5. Назва», «Article 5»: a heading that is typed, not numbered by a list.
std::optional<std::pair<std::string, std::string>> typed_heading(std::string_view text) {
  constexpr std::array words{"Стаття ",  "СТАТТЯ ",  "Розділ ",   "РОЗДІЛ ",   "Article ",  "ARTICLE ",
                             "Section ", "SECTION ", "Articolo ", "ARTICOLO ", "Chapitre ", "Sezione "};
  for (const std::string_view word : words) {
    if (!text.starts_with(word)) continue;
    auto end = text.find_first_not_of("0123456789IVXLC", word.size());
    if (end == word.size()) continue;
    end = std::min(end, text.size());
    const auto rest = text.substr(end);
    const auto title = rest.find_first_not_of(" .:—–-");
    return std::pair(std::string(text.substr(0, end)), std::string(title == std::string_view::npos ? "" : rest.substr(title)));
  }
  return std::nullopt;
}

/// The language's text of one story, paragraph by paragraph.
class StorySegmenter {
 public:
  StorySegmenter(const Story& story, const Styles& styles, const Numbering& numbering, const SegmentOptions& options,
                 SegmentedText& into)
      : story_(story),
        styles_(styles),
        options_(options),
        into_(into),
        numbers_(styles, numbering),
        marks_(story, styles, options.languages, options.columns) {}

  void segment() {
    for (const auto& paragraph : story_.paragraphs()) add(paragraph);
  }

 private:
  void add(const StoryParagraph& paragraph) {
    const auto number = numbers_.next(paragraph);
    if (is_unread(paragraph)) return;
    auto content = content_of(paragraph);
    const auto text = trim(content.text());
    if (text.empty()) return;
    begin_article(paragraph, number, std::string(text));
    SegmentPlace place{story_.place(), static_cast<std::size_t>(&paragraph - story_.paragraphs().data()), 0,
                       counterpart_of(paragraph)};
    for (const auto& range : sentences(content.text(), options_.language)) {
      auto inlines = content.cut(range);
      if (inlines.empty()) continue;
      Segment segment{{}, into_.articles.size() - 1, place, std::move(inlines)};
      ++place.sentence;
      into_.segments.push_back(std::move(segment));
    }
  }

  /// In a deletion, a branch that is not shown, or a separator that the word processor draws.
  [[nodiscard]] bool is_unread(const StoryParagraph& paragraph) const {
    for (auto node = paragraph.node; node != 0; node = story_.nodes()[node].parent) {
      const auto kind = story_.nodes()[node].kind;
      if (kind == NodeKind::deletion || kind == NodeKind::fallback) return true;
      if (kind == NodeKind::note && story_.notes()[story_.nodes()[node].detail].separator) return true;
    }
    const auto column = marks_.column_of(paragraph.node);
    return column && options_.columns[*column].primary() != options_.language.primary();
  }

  [[nodiscard]] bool is_wanted(const StoryPiece& piece) const {
    const auto mark = marks_.of_run(piece.run);
    return !mark || *mark == options_.language.primary();
  }

  [[nodiscard]] SegmentBuilder content_of(const StoryParagraph& paragraph) {
    SegmentBuilder builder;
    for (const auto& piece : paragraph.pieces) {
      if (!is_wanted(piece)) continue;
      builder.format(format_of(story_, piece.run));
      append(builder, piece);
    }
    return builder;
  }

  void append(SegmentBuilder& builder, const StoryPiece& piece) const {
    switch (piece.kind) {
      case PieceKind::text:
        return builder.text(one_line(piece));
      case PieceKind::no_break_hyphen:
        return builder.text("\u2011");
      case PieceKind::symbol:
        return builder.text(piece.value);
      case PieceKind::tab:
        return builder.standalone("tab", " ");
      case PieceKind::line_break:
        return builder.standalone("br", " ");
      case PieceKind::note_reference:
      case PieceKind::endnote_reference:
        return builder.standalone("note", "");
      case PieceKind::picture:
        return builder.standalone("image", "");
      case PieceKind::note_mark:
      case PieceKind::endnote_mark:
      case PieceKind::soft_hyphen:
      case PieceKind::box:
        return;
    }
  }

  [[nodiscard]] std::string one_line(const StoryPiece& piece) const {
    auto text = story_.text_of(piece);
    std::replace_if(
        text.begin(), text.end(), [](char one) { return one == '\n' || one == '\r' || one == '\t'; }, ' ');
    return piece.keeps_space ? text : std::string(trim(text));
  }

  void begin_article(const StoryParagraph& paragraph, const std::string& number, const std::string& text) {
    const auto typed = typed_heading(text);
    const auto& style = paragraph.style.empty() ? styles_.default_paragraph_style() : paragraph.style;
    const auto outline = paragraph.outline ? paragraph.outline : styles_.outline(style);
    if (!typed && !(outline == 0U && !number.empty())) return;
    Article article;
    article.number = typed ? typed->first : number;
    article.title = typed ? typed->second : text;
    article.id = "a" + std::to_string(into_.articles.size());
    into_.articles.push_back(std::move(article));
  }

  /// Table and row, and the place of the paragraph in its cell.
  [[nodiscard]] std::string counterpart_of(const StoryParagraph& paragraph) const {
    if (!marks_.column_of(paragraph.node)) return {};
    const auto cell = story_.enclosing(paragraph.node, NodeKind::cell);
    if (!cell) return {};
    const auto row = story_.enclosing(*cell, NodeKind::row);
    std::size_t place = 0;
    for (auto node = *cell; node < paragraph.node; ++node) place += story_.nodes()[node].kind == NodeKind::paragraph ? 1U : 0U;
    return story_.place() + "/" + std::to_string(row.value_or(0)) + "/" + std::to_string(place);
  }

  const Story& story_;
  const Styles& styles_;
  const SegmentOptions& options_;
  SegmentedText& into_;
  ParagraphNumbers numbers_;
  LanguageMarks marks_;
};

}  // namespace

std::string Segment::text() const {
  std::string joined;
  for (const auto& piece : content) {
    if (piece.kind == Inline::Kind::text) joined += piece.value;
    if (piece.kind == Inline::Kind::standalone && (piece.value == "tab" || piece.value == "br")) joined += ' ';
  }
  return joined;
}

Sha256 Segment::hash() const {
  Sha256Stream stream;
  for (const auto& piece : content) {
    const char kind = static_cast<char>('0' + static_cast<int>(piece.kind));
    stream.add({&kind, 1});
    stream.add(piece.kind == Inline::Kind::text ? piece.value : piece.id + "=" + piece.value);
    stream.add({"\0", 1});
  }
  return stream.finish();
}

SegmentedText segments(const formats::DocxPackage& package, const SegmentOptions& options) {
  const auto styles = Styles::of(package);
  const auto numbering = Numbering::of(package);
  SegmentedText result;
  result.articles.push_back({"a0", {}, {}});
  for (const auto& part : package.stories()) {
    using Kind = formats::StoryPart::Kind;
    if (part.kind != Kind::document && part.kind != Kind::footnotes && part.kind != Kind::endnotes) continue;
    const auto story = Story::walk(package.part(part.name), part.name);
    StorySegmenter(story, styles, numbering, options, result).segment();
  }
  std::map<std::string, std::size_t> seen;
  for (auto& segment : result.segments) {
    const auto text = segment.text();
    const auto again = seen[text]++;
    segment.id = "s" + sha256({text, "\n", std::to_string(again)}).hex().substr(0, 16);
  }
  return result;
}

}  // namespace chancery::text
