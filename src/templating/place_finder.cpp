#include "templating/place_finder.h"

#include "text/characters.h"

#include <algorithm>

namespace chancery::templating {
namespace {

constexpr std::size_t context_characters = 60;
constexpr std::size_t no_heading = static_cast<std::size_t>(-1);

/// The words around a stretch: half of what is left on either side.
std::string context_around(std::string_view text, std::size_t begin, std::size_t end) {
  const auto inside = text::first_characters(text.substr(begin, end - begin), context_characters);
  const auto left_over = context_characters - text::count_characters(inside);
  const auto before = text::last_characters(text.substr(0, begin), left_over / 2);
  const auto after = text::first_characters(text.substr(std::min(end, text.size())), left_over - text::count_characters(before));
  auto context = std::string(before).append(inside).append(after);
  std::replace(context.begin(), context.end(), '\n', ' ');
  return std::string(text::trim(context));
}

}  // namespace

PlaceFinder::PlaceFinder(const text::Story& story, const text::Styles& styles) : story_(story), styles_(styles) {
  number_cells();
  std::size_t heading = no_heading;
  for (std::size_t index = 0; index < story_.paragraphs().size(); ++index) {
    if (is_heading(story_.paragraphs()[index])) heading = index;
    headings_.push_back(heading);
  }
}

Place PlaceFinder::find(std::uint32_t paragraph, std::string_view text, std::size_t begin, std::size_t end) const {
  return {story_.place(), paragraph + std::size_t{1}, cell_of(paragraph), heading_above(paragraph),
          context_around(text, begin, end)};
}

std::optional<CellPlace> PlaceFinder::cell_of(std::uint32_t paragraph) const {
  const auto cell = story_.enclosing(story_.paragraphs()[paragraph].node, text::NodeKind::cell);
  const auto row = cell ? story_.enclosing(*cell, text::NodeKind::row) : std::nullopt;
  const auto table = row ? story_.enclosing(*row, text::NodeKind::table) : std::nullopt;
  if (!table) return std::nullopt;
  return CellPlace{numbers_.at(*table), numbers_.at(*row), numbers_.at(*cell)};
}

/// Tables are counted in the part, rows in their table, cells in their row.
void PlaceFinder::number_cells() {
  using text::NodeKind;
  std::map<std::uint32_t, std::size_t> held;  // by the table or row that holds them; all tables by node 0
  for (std::uint32_t node = 0; node < story_.nodes().size(); ++node) {
    const auto kind = story_.nodes()[node].kind;
    if (kind != NodeKind::table && kind != NodeKind::row && kind != NodeKind::cell) continue;
    const auto around = kind == NodeKind::table ? std::optional(std::uint32_t{0})
                                                : story_.enclosing(node, kind == NodeKind::row ? NodeKind::table : NodeKind::row);
    numbers_[node] = ++held[around.value_or(node)];
  }
}

std::string PlaceFinder::heading_above(std::uint32_t paragraph) const {
  if (headings_[paragraph] == no_heading) return {};
  std::string words;
  for (const auto& piece : story_.paragraphs()[headings_[paragraph]].pieces) {
    if (piece.kind == text::StoryPiece::Kind::text) words += story_.text_of(piece);
  }
  return std::string(text::first_characters(text::trim(words), context_characters));
}

bool PlaceFinder::is_heading(const text::StoryParagraph& paragraph) const {
  if (paragraph.outline) return *paragraph.outline < 9;
  return styles_.outline(paragraph.style).has_value() || paragraph.style.starts_with("Heading") || paragraph.style == "Title";
}

}  // namespace chancery::templating
