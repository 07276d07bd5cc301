#pragma once

#include "base/message.h"

#include <cstddef>
#include <string>
#include <vector>

namespace chancery::comparison {

/// A stretch of a paragraph as a reader follows the change; `formatted` keeps its characters and looks otherwise.
struct Stretch {
  enum class Kind { same, removed, added, formatted };

  Kind kind = Kind::same;
  std::string text;

  friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// What became of a paragraph, in the order of the marked-up document.
struct ReportedParagraph {
  enum class Kind { same, changed, formatted, inserted, removed, moved_here, moved_away };

  Kind kind = Kind::same;
  std::string part;               // ZIP entry name of the new document
  std::size_t old_paragraph = 0;  // place in its story, from 1; 0 when it stands only in the other document
  std::size_t new_paragraph = 0;
  int move = 0;       // pairs moved_away with moved_here
  bool cell = false;  // in a table
  std::vector<Stretch> stretches;

  friend bool operator==(const ReportedParagraph&, const ReportedParagraph&) = default;
};

/// The whole difference, for people and programs.
struct Report {
  std::vector<ReportedParagraph> paragraphs;
  std::vector<Message> not_covered;  // what differs or may differ and is not marked
  std::size_t accepted_in_old = 0;   // tracked changes that were accepted first
  std::size_t accepted_in_new = 0;
  bool whole_paragraphs = false;  // finer marks did not keep both laws

  [[nodiscard]] bool is_equal() const;
};

}  // namespace chancery::comparison
