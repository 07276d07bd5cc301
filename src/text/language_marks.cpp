#include "text/language_marks.h"

#include "text/characters.h"

#include <algorithm>

namespace chancery::text {
namespace {

void collect(const Story& story, std::uint32_t node, NodeKind kind, std::vector<std::uint32_t>& found) {
  for (const auto child : story.children(node)) {
    const auto its_kind = story.nodes()[child].kind;
    if (its_kind == kind) {
      found.push_back(child);
    } else if (its_kind == NodeKind::group) {
      collect(story, child, kind, found);
    }
  }
}

std::string_view primary(std::string_view tag) {
  return tag.substr(0, tag.find('-'));
}

}  // namespace

std::vector<std::uint32_t> descendants(const Story& story, std::uint32_t node, NodeKind kind) {
  std::vector<std::uint32_t> found;
  collect(story, node, kind, found);
  return found;
}

LanguageMarks::LanguageMarks(const Story& story, const Styles& styles, std::vector<LanguageTag> languages,
                             std::vector<LanguageTag> columns)
    : languages_(std::move(languages)), columns_(std::move(columns)), node_columns_(story.nodes().size(), no_column) {
  mark_runs(story, styles);
  if (columns_.size() > 1 && columns_.size() < no_column) mark_tables(story);
}

std::optional<std::string> LanguageMarks::of_run(std::uint32_t run) const {
  const auto column = column_of(run_nodes_[run]);
  if (column) return std::string(columns_[*column].primary());
  return runs_[run].empty() ? std::nullopt : std::optional(runs_[run]);
}

std::optional<std::size_t> LanguageMarks::column_of(std::uint32_t node) const {
  const auto column = node_columns_[node];
  return column == no_column ? std::nullopt : std::optional<std::size_t>(column);
}

void LanguageMarks::mark_runs(const Story& story, const Styles& styles) {
  runs_.resize(story.runs().size());
  for (const auto& run : story.runs()) {
    const auto index = static_cast<std::size_t>(&run - story.runs().data());
    run_nodes_.push_back(run.node);
    auto written = run.language.empty() ? styles.language(run.style) : run.language;
    if (written.empty()) {
      const auto paragraph = story.enclosing(run.node, NodeKind::paragraph);
      if (paragraph) written = styles.language(story.paragraphs()[story.nodes()[*paragraph].detail].style);
    }
    runs_[index] = known(written);
  }
}

std::string LanguageMarks::known(const std::string& written) const {
  const auto found = [&](const LanguageTag& one) { return one.primary() == primary(written); };
  const bool counts = languages_.empty() || std::any_of(languages_.begin(), languages_.end(), found);
  return counts ? std::string(primary(written)) : "";
}

void LanguageMarks::mark_tables(const Story& story) {
  for (std::uint32_t node = 0; node < story.nodes().size(); ++node) {
    if (story.nodes()[node].kind == NodeKind::table && node_columns_[node] == no_column) mark_table(story, node);
  }
}

void LanguageMarks::mark_table(const Story& story, std::uint32_t table) {
  std::vector<std::vector<std::uint32_t>> rows;
  for (const auto row : descendants(story, table, NodeKind::row)) {
    const auto cells = descendants(story, row, NodeKind::cell);
    if (cells.size() > columns_.size()) return;
    if (cells.size() < columns_.size()) continue;
    for (std::size_t column = 0; column < cells.size(); ++column) {
      if (!agrees(story, cells[column], column)) return;
    }
    rows.push_back(cells);
  }
  for (const auto& cells : rows) {
    for (std::size_t column = 0; column < cells.size(); ++column) {
      const auto begin = node_columns_.begin() + cells[column];
      std::fill(begin, node_columns_.begin() + story.nodes()[cells[column]].next, static_cast<std::uint8_t>(column));
    }
  }
}

bool LanguageMarks::agrees(const Story& story, std::uint32_t cell, std::size_t column) const {
  for (auto node = cell; node < story.nodes()[cell].next; ++node) {
    if (story.nodes()[node].kind != NodeKind::paragraph) continue;
    const auto mark = common_mark(story, story.paragraphs()[story.nodes()[node].detail]);
    if (!mark.empty() && mark != columns_[column].primary()) return false;
  }
  return true;
}

/// The language of every text of the paragraph; empty when they differ or one has none.
std::string LanguageMarks::common_mark(const Story& story, const StoryParagraph& paragraph) const {
  std::string common;
  for (const auto& piece : paragraph.pieces) {
    if (piece.kind != StoryPiece::Kind::text || trim(piece.bytes.of(story.part())).empty()) continue;
    const auto& mark = runs_[piece.run];
    if (mark.empty() || (!common.empty() && mark != common)) return {};
    common = mark;
  }
  return common;
}

}  // namespace chancery::text
