#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace chancery::templating {

/// Characters of one formatting.
struct RichRun {
  std::string text;
  bool bold = false;
  bool italic = false;
  std::string link = {};  // empty: none

  friend bool operator==(const RichRun&, const RichRun&) = default;
};

struct RichBlock {
  enum class Kind { paragraph, bullet, number };

  Kind kind = Kind::paragraph;
  std::size_t number = 0;  // of a numbered item, from 1
  std::vector<RichRun> runs;

  friend bool operator==(const RichBlock&, const RichBlock&) = default;
};

struct RichProblem {
  std::string link;  // that may not be followed
};

/// The safe subset of rich text: an empty line ends a paragraph, `**bold**`, `*italic*`, `[words](https://…)`, and lines that
/// begin with `- ` or `1. ` are a list. A backslash makes the next character plain. Whatever else is written stands as it is
/// written; there is no markup that could reach the document. Links lead to http, https or mailto only.
[[nodiscard]] std::variant<std::vector<RichBlock>, RichProblem> parse_rich_text(std::string_view text);

}  // namespace chancery::templating
