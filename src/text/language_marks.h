#pragma once

#include "base/language_tag.h"
#include "text/story.h"
#include "text/styles.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chancery::text {

/// Which language each text of a story is marked with: by its column in a two-column table, otherwise by `w:lang`.
/// A table is in language columns when no row has more cells than there are languages and no paragraph in it is marked throughout
/// with another language than its column; its rows of fewer cells belong to no column. The marks keep no reference to the story.
class LanguageMarks {
 public:
  /// `languages`: a `w:lang` that names none of them marks nothing; empty when every one counts.
  LanguageMarks(const Story& story, const Styles& styles, std::vector<LanguageTag> languages, std::vector<LanguageTag> columns);

  /// Absent when nothing marks the run. A mark is the primary language: `uk`, never `uk-UA`.
  [[nodiscard]] std::optional<std::string> of_run(std::uint32_t run) const;
  /// The column that a node stands in, from 0.
  [[nodiscard]] std::optional<std::size_t> column_of(std::uint32_t node) const;
  [[nodiscard]] const std::vector<LanguageTag>& columns() const { return columns_; }

 private:
  static constexpr std::uint8_t no_column = 0xFF;

  void mark_runs(const Story& story, const Styles& styles);
  void mark_tables(const Story& story);
  void mark_table(const Story& story, std::uint32_t table);
  [[nodiscard]] std::string known(const std::string& written) const;
  [[nodiscard]] bool agrees(const Story& story, std::uint32_t cell, std::size_t column) const;
  [[nodiscard]] std::string common_mark(const Story& story, const StoryParagraph& paragraph) const;

  std::vector<LanguageTag> languages_;
  std::vector<LanguageTag> columns_;
  std::vector<std::string> runs_;  // by w:lang, empty when unmarked
  std::vector<std::uint32_t> run_nodes_;
  std::vector<std::uint8_t> node_columns_;
};

/// The rows directly in a table and the cells directly in a row, through content controls around them.
[[nodiscard]] std::vector<std::uint32_t> descendants(const Story& story, std::uint32_t node, NodeKind kind);

}  // namespace chancery::text
