#include "text/rendition.h"

#include "base/sha256.h"
#include "formats/opc.h"
#include "text/characters.h"
#include "text/language_marks.h"
#include "text/normal_form.h"
#include "text/numbering.h"
#include "text/story.h"
#include "text/styles.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace chancery::text {
namespace {

using Part = formats::StoryPart;
using PieceKind = StoryPiece::Kind;

/// The number a reader sees at a note, by its id: the place of its first reference, footnotes and endnotes each counted from 1.
using Numbers = std::map<std::string, std::size_t, std::less<>>;
struct NoteNumbers {
  Numbers footnotes;
  Numbers endnotes;
};

NoteNumbers count_notes(const Story& body) {
  NoteNumbers numbers;
  for (const auto& paragraph : body.paragraphs()) {
    for (const auto& piece : paragraph.pieces) {
      if (piece.kind == PieceKind::note_reference) numbers.footnotes.emplace(piece.value, numbers.footnotes.size() + 1);
      if (piece.kind == PieceKind::endnote_reference) numbers.endnotes.emplace(piece.value, numbers.endnotes.size() + 1);
    }
  }
  return numbers;
}

std::string note_mark(const Numbers& numbers, std::string_view id) {
  const auto found = numbers.find(id);
  return "[^" + (found == numbers.end() ? std::string("?") : std::to_string(found->second)) + "]";
}

/// `[image <sha256>]` for each relationship of a part to a picture in the package; a linked picture has no bytes to hash.
std::map<std::string, std::string, std::less<>> hash_pictures(const formats::DocxPackage& package, std::string_view part) {
  std::map<std::string, std::string, std::less<>> pictures;
  for (const auto& relationship : formats::read_relationships(package.archive(), part)) {
    if (relationship.external || relationship.kind() != "image") continue;
    pictures.emplace(relationship.id, "[image " + sha256(package.part(relationship.target)).hex() + "]");
  }
  return pictures;
}

/// The lines of one story.
class StoryRenderer {
 public:
  StoryRenderer(const formats::DocxPackage& package, const Story& story, const Styles& styles, const Numbering& numbering,
                const RenditionOptions& options, const NoteNumbers& notes)
      : story_(story),
        styles_(styles),
        numbering_(numbering),
        counter_(numbering),
        options_(options),
        notes_(notes),
        marks_(story, styles, options.languages, options.columns),
        pictures_(hash_pictures(package, story.place())) {}

  [[nodiscard]] Bytes render() {
    if (!story_.nodes().empty()) contents(0);
    return std::move(lines_);
  }

 private:
  void contents(std::uint32_t node) {
    for (const auto child : story_.children(node)) block(child);
  }

  void block(std::uint32_t node) {
    switch (story_.nodes()[node].kind) {
      case NodeKind::paragraph:
        return paragraph(story_.paragraphs()[story_.nodes()[node].detail]);
      case NodeKind::table:
        end_line("[table]");
        contents(node);
        return end_line("[/table]");
      case NodeKind::row:
        contents(node);
        return end_line("[/]");
      case NodeKind::cell:
        if (is_other_column(node)) return;
        contents(node);
        return end_line("[|]");
      case NodeKind::note:
        if (!story_.notes()[story_.nodes()[node].detail].separator) contents(node);
        return;
      case NodeKind::fallback:
      case NodeKind::deletion:
        return;
      case NodeKind::story:
      case NodeKind::box:
      case NodeKind::run:
      case NodeKind::alternate:
      case NodeKind::choice:
      case NodeKind::group:
        return contents(node);
    }
  }

  void paragraph(const StoryParagraph& paragraph) {
    const auto number = next_number(paragraph);
    bool nothing_left = !paragraph.pieces.empty();
    std::string line = number.empty() ? "" : number + " ";
    for (const auto& piece : paragraph.pieces) {
      if (piece.kind != PieceKind::box && !is_wanted(piece)) continue;
      nothing_left = false;
      append(line, piece);
    }
    if (!nothing_left) end_line(std::move(line));
  }

  [[nodiscard]] std::string next_number(const StoryParagraph& paragraph) {
    const auto& style = paragraph.style.empty() ? styles_.default_paragraph_style() : paragraph.style;
    const auto inherited = styles_.numbering(style);
    if (!paragraph.numbering && !inherited) return {};
    const auto list = paragraph.numbering.value_or(inherited ? inherited->number : "");
    const auto tied = paragraph.numbering ? std::nullopt : numbering_.level_of_style(list, style);
    return counter_.next(list, paragraph.level.value_or(tied.value_or(inherited ? inherited->level : 0)));
  }

  [[nodiscard]] bool is_other_column(std::uint32_t node) const {
    const auto column = marks_.column_of(node);
    return column && options_.language && options_.columns[*column].primary() != options_.language->primary();
  }

  [[nodiscard]] bool is_wanted(const StoryPiece& piece) const {
    if (!options_.language) return true;
    const auto mark = marks_.of_run(piece.run);
    return !mark || *mark == options_.language->primary();
  }

  void append(std::string& line, const StoryPiece& piece) {
    switch (piece.kind) {
      case PieceKind::text:
        line += one_line(piece);
        break;
      case PieceKind::tab:
        line += '\t';
        break;
      case PieceKind::line_break:
        line += "\u2028";
        break;
      case PieceKind::no_break_hyphen:
        line += "\u2011";
        break;
      case PieceKind::soft_hyphen:
        break;
      case PieceKind::symbol:
        line += piece.value;
        break;
      case PieceKind::note_reference:
        line += note_mark(notes_.footnotes, piece.value);
        break;
      case PieceKind::endnote_reference:
        line += note_mark(notes_.endnotes, piece.value);
        break;
      case PieceKind::note_mark:
        line += own_mark(piece, notes_.footnotes);
        break;
      case PieceKind::endnote_mark:
        line += own_mark(piece, notes_.endnotes);
        break;
      case PieceKind::picture:
        line += picture(piece);
        break;
      case PieceKind::box:
        end_line(line + "[box]");
        contents(piece.node);
        line = "[/box]";
        break;
    }
  }

  /// Line ends inside an element are spaces to a reader; spaces at its ends count only where the element says so.
  [[nodiscard]] std::string one_line(const StoryPiece& piece) const {
    auto text = story_.text_of(piece);
    std::replace_if(
        text.begin(), text.end(), [](char one) { return one == '\n' || one == '\r'; }, ' ');
    return piece.keeps_space ? text : std::string(trim(text));
  }

  [[nodiscard]] std::string own_mark(const StoryPiece& piece, const Numbers& numbers) const {
    const auto note = story_.enclosing(story_.runs()[piece.run].node, NodeKind::note);
    return note ? note_mark(numbers, story_.notes()[story_.nodes()[*note].detail].id) : "";
  }

  [[nodiscard]] std::string picture(const StoryPiece& piece) const {
    const auto found = pictures_.find(piece.value);
    return found == pictures_.end() ? "[image]" : found->second;
  }

  void end_line(std::string line) {
    while (line.ends_with(' ')) line.pop_back();
    lines_ += to_nfc(line);
    lines_ += '\n';
  }

  const Story& story_;
  const Styles& styles_;
  const Numbering& numbering_;
  NumberingCounter counter_;
  const RenditionOptions& options_;
  const NoteNumbers& notes_;
  LanguageMarks marks_;
  std::map<std::string, std::string, std::less<>> pictures_;
  Bytes lines_;
};

template <class Wanted>
Bytes render_stories(const formats::DocxPackage& package, const RenditionOptions& options, const Wanted& is_wanted) {
  const auto styles = Styles::of(package);
  const auto numbering = Numbering::of(package);
  NoteNumbers notes;
  Bytes lines;
  for (const auto& part : package.stories()) {
    if (!is_wanted(part.kind)) continue;
    const auto story = Story::walk(package.part(part.name), part.name);
    if (part.kind == Part::Kind::document) notes = count_notes(story);
    lines += StoryRenderer(package, story, styles, numbering, options, notes).render();
  }
  return lines;
}

}  // namespace

Bytes rendition(const formats::DocxPackage& package, const RenditionOptions& options) {
  return render_stories(package, options, [](Part::Kind kind) { return kind != Part::Kind::comments; });
}

Bytes rendition_of_body(const formats::DocxPackage& package, const RenditionOptions& options) {
  return render_stories(package, options, [](Part::Kind kind) {
    return kind == Part::Kind::document || kind == Part::Kind::footnotes || kind == Part::Kind::endnotes;
  });
}

}  // namespace chancery::text
