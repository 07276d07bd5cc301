#include "document/text_outline.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

namespace chancery::document {
namespace {

using Kind = OutlineItem::Kind;

constexpr std::size_t unmatched = SIZE_MAX;
constexpr std::size_t deepest_table = 64;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// For each `[table]` the line of its `[/table]`.
std::vector<std::size_t> match_tables(const std::vector<std::string_view>& lines) {
  std::vector<std::size_t> ends(lines.size(), unmatched);
  std::vector<std::size_t> open;
  for (std::size_t line = 0; line < lines.size(); ++line) {
    if (lines[line] == "[table]") open.push_back(line);
    if (lines[line] != "[/table]" || open.empty()) continue;
    if (open.size() <= deepest_table) ends[open.back()] = line;
    open.pop_back();
  }
  return ends;
}

OutlineItem line_item(std::string_view text) {
  OutlineItem item;
  item.text = text;
  return item;
}

/// Reads lines and tables, without looking at numbers.
class BlockReader {
 public:
  explicit BlockReader(std::string_view text) : lines_(lines_of(text)), ends_(match_tables(lines_)) {}

  [[nodiscard]] std::vector<OutlineItem> read() { return blocks(0, lines_.size()); }

 private:
  std::vector<OutlineItem> blocks(std::size_t begin, std::size_t end) {
    std::vector<OutlineItem> items;
    for (auto line = begin; line < end; ++line) {
      if (ends_[line] == unmatched) {
        if (!lines_[line].empty()) items.push_back(line_item(lines_[line]));
        continue;
      }
      add_table(items, rows(line + 1, ends_[line]));
      line = ends_[line];
    }
    return items;
  }

  std::vector<std::vector<OutlineItem::Cell>> rows(std::size_t begin, std::size_t end) {
    std::vector<std::vector<OutlineItem::Cell>> rows;
    std::vector<OutlineItem::Cell> cells;
    auto cell = begin;
    const auto end_cell = [&](std::size_t line, bool empty_too) {
      auto content = blocks(cell, line);
      if (empty_too || !content.empty()) cells.push_back(std::move(content));
      cell = line + 1;
    };
    const auto end_row = [&](std::size_t line) {
      end_cell(line, false);
      if (!cells.empty()) rows.push_back(std::exchange(cells, {}));
    };
    for (auto line = begin; line < end; ++line) {
      if (ends_[line] != unmatched) {
        line = ends_[line];
      } else if (lines_[line] == "[|]") {
        end_cell(line, true);
      } else if (lines_[line] == "[/]") {
        end_row(line);
      }
    }
    end_row(end);
    return rows;
  }

  static void add_table(std::vector<OutlineItem>& items, std::vector<std::vector<OutlineItem::Cell>> rows) {
    const bool one_column = std::all_of(rows.begin(), rows.end(), [](const auto& cells) { return cells.size() == 1; });
    if (!one_column) {
      OutlineItem table;
      table.kind = Kind::table;
      table.rows = std::move(rows);
      items.push_back(std::move(table));
      return;
    }
    for (auto& cells : rows) std::move(cells.front().begin(), cells.front().end(), std::back_inserter(items));
  }

  std::vector<std::string_view> lines_;
  std::vector<std::size_t> ends_;
};

/// How a line is counted: `2.`, `2.1.` or `3)`.
enum class Counted { none, first, second, point };

struct Number {
  Counted counted = Counted::none;
  std::string_view text;    // as printed
  std::string_view parent;  // of `2.1.` the `2`, of `2.` as well
};

std::size_t count_digits(std::string_view text) {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

bool is_counter(std::size_t digits) {
  return digits >= 1 && digits <= 3;
}

Number number_of(std::string_view line) {
  const auto space = line.find(' ');
  const auto token = line.substr(0, space);
  if (space == std::string_view::npos || space + 1 == line.size()) return {};
  if (token.ends_with(')')) {
    const auto inner = token.substr(token.starts_with('(') ? 1 : 0, token.size() - (token.starts_with('(') ? 2 : 1));
    return is_counter(inner.size()) && count_digits(inner) == inner.size() ? Number{Counted::point, token, {}} : Number{};
  }
  const auto first = count_digits(token);
  if (!is_counter(first) || first == token.size() || token[first] != '.') return {};
  if (first + 1 == token.size()) return {Counted::first, token, token.substr(0, first)};
  const auto rest = token.substr(first + 1);
  const auto second = count_digits(rest);
  const bool whole = is_counter(second) && (second == rest.size() || rest.substr(second) == ".");
  return whole ? Number{Counted::second, token, token.substr(0, first)} : Number{};
}

/// Puts numbered lines under each other.
class Outliner {
 public:
  explicit Outliner(std::vector<OutlineItem> blocks) : blocks_(std::move(blocks)) {}

  [[nodiscard]] std::vector<OutlineItem> run() {
    for (at_ = 0; at_ < blocks_.size(); ++at_) add(std::move(blocks_[at_]));
    return std::move(items_);
  }

 private:
  void add(OutlineItem block) {
    const std::string line = block.kind == Kind::line ? block.text : std::string();
    const auto number = number_of(line);
    switch (number.counted) {
      case Counted::none:
        section_ = paragraph_ = false;
        items_.push_back(std::move(block));
        return;
      case Counted::first:
        section_ = opens_section(number);
        paragraph_ = !section_;
        if (section_) section_number_ = number.parent;
        items_.push_back(numbered(section_ ? Kind::section : Kind::paragraph, number, line));
        return;
      case Counted::second:
        section_ = section_ && number.parent == section_number_;
        paragraph_ = true;
        siblings().push_back(numbered(Kind::paragraph, number, line));
        return;
      case Counted::point:
        return point(numbered(Kind::point, number, line));
    }
  }

  /// A number of the first level is a heading when what follows is counted within it.
  [[nodiscard]] bool opens_section(const Number& number) const {
    if (at_ + 1 == blocks_.size() || blocks_[at_ + 1].kind != Kind::line) return false;
    const auto next = number_of(blocks_[at_ + 1].text);
    return next.counted == Counted::second && next.parent == number.parent;
  }

  void point(OutlineItem item) {
    if (!paragraph_) return siblings().push_back(std::move(item));
    siblings().back().children.push_back(std::move(item));
  }

  [[nodiscard]] std::vector<OutlineItem>& siblings() { return section_ ? items_.back().children : items_; }

  static OutlineItem numbered(Kind kind, const Number& number, const std::string& line) {
    OutlineItem item;
    item.kind = kind;
    item.number = number.text;
    item.text = line.substr(number.text.size() + 1);
    return item;
  }

  std::vector<OutlineItem> blocks_;
  std::vector<OutlineItem> items_;
  std::size_t at_ = 0;
  bool section_ = false;    // the last item is a section that takes paragraphs
  bool paragraph_ = false;  // the last one there is a paragraph that takes points
  std::string section_number_;
};

}  // namespace

std::vector<OutlineItem> outline_of(std::string_view text) {
  return Outliner(BlockReader(text).read()).run();
}

}  // namespace chancery::document
