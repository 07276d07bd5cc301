#pragma once

#include "templating/finding.h"
#include "text/story.h"
#include "text/styles.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::templating {

/// Says where something stands in a story as its author would: paragraph, cell, nearest heading, the words around it.
class PlaceFinder {
 public:
  PlaceFinder(const text::Story& story, const text::Styles& styles);

  /// `text` is that of the paragraph, `begin` to `end` the stretch in question.
  [[nodiscard]] Place find(std::uint32_t paragraph, std::string_view text, std::size_t begin, std::size_t end) const;

 private:
  [[nodiscard]] std::optional<CellPlace> cell_of(std::uint32_t paragraph) const;
  void number_cells();
  [[nodiscard]] std::string heading_above(std::uint32_t paragraph) const;
  [[nodiscard]] bool is_heading(const text::StoryParagraph& paragraph) const;

  const text::Story& story_;
  const text::Styles& styles_;
  std::map<std::uint32_t, std::size_t> numbers_;  // of tables, rows and cells by their node
  std::vector<std::size_t> headings_;             // of each paragraph the nearest heading above, or itself
};

}  // namespace chancery::templating
