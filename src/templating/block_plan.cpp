#include "templating/block_plan.h"

#include "templating/block_pairs.h"
#include "text/language_marks.h"

#include <algorithm>
#include <set>

namespace chancery::templating {
namespace {

using text::NodeKind;

bool leaves_no_text(const Tag& tag) {
  return tag.kind != Tag::Kind::value && tag.kind != Tag::Kind::image && tag.kind != Tag::Kind::clause;
}

class Planner {
 public:
  Planner(const text::Story& story, const FoundTags& found) : story_(story), found_(found), tags_of_(story.paragraphs().size()) {
    for (std::size_t index = 0; index < found.tags.size(); ++index) {
      const auto& tag = found.tags[index];
      if (tag.site == TagSite::text) {
        tags_of_[tag.paragraph].push_back(index);
      } else {
        filled_.insert(tag.paragraph);
      }
    }
  }

  [[nodiscard]] BlockPlan run() {
    auto pairs = pair_blocks(found_.tags);
    plan_.mistakes = std::move(pairs.mistakes);
    find_candidates();
    for (const auto& block : pairs.blocks) choose_shape(block);
    while (settle_paragraph_blocks()) {
    }
    keep_what_cells_need();
    plan_.vanishing.assign(vanishing_.begin(), vanishing_.end());
    std::sort(plan_.blocks.begin(), plan_.blocks.end(),
              [](const Block& left, const Block& right) { return left.open < right.open; });
    return std::move(plan_);
  }

 private:
  [[nodiscard]] std::uint32_t paragraph_node(std::size_t tag) const {
    return story_.paragraphs()[found_.tags[tag].paragraph].node;
  }
  [[nodiscard]] NodeKind kind(std::uint32_t node) const { return story_.nodes()[node].kind; }
  [[nodiscard]] std::uint32_t parent(std::uint32_t node) const { return story_.nodes()[node].parent; }
  [[nodiscard]] std::uint32_t run_node(std::size_t tag, bool last) const {
    const auto& one = found_.tags[tag];
    const auto& span = last ? one.spans.back() : one.spans.front();
    return story_.runs()[story_.paragraphs()[one.paragraph].pieces[span.piece].run].node;
  }

  /// True when a stretch of a paragraph holds nothing that would be seen: white space, block tags, comments.
  [[nodiscard]] bool is_empty_between(std::uint32_t paragraph, std::size_t begin, std::size_t end) const {
    if (filled_.contains(paragraph)) return false;
    const std::string_view text = found_.texts[paragraph].text();
    auto at = begin;
    for (const auto index : tags_of_[paragraph]) {
      const auto& tag = found_.tags[index];
      if (tag.text_begin < begin || tag.text_end > end) continue;
      if (!leaves_no_text(tag.tag) || inline_.contains(index) || !is_blank(text.substr(at, tag.text_begin - at))) return false;
      at = tag.text_end;
    }
    return is_blank(text.substr(at, end - at));
  }
  /// A line feed stands for a picture, a tab, a box: something that is seen.
  static bool is_blank(std::string_view text) { return text.find_first_not_of(' ') == std::string_view::npos; }

  [[nodiscard]] bool is_clear_before(std::size_t tag) const {
    const auto& one = found_.tags[tag];
    return is_empty_between(one.paragraph, 0, one.text_begin);
  }
  [[nodiscard]] bool is_clear_after(std::size_t tag) const {
    const auto& one = found_.tags[tag];
    return is_empty_between(one.paragraph, one.text_end, found_.texts[one.paragraph].text().size());
  }

  /// Paragraphs and rows that hold tags, and nothing else that would be seen.
  void find_candidates() {
    for (std::uint32_t index = 0; index < tags_of_.size(); ++index) {
      const auto& paragraph = story_.paragraphs()[index];
      const bool alone = !tags_of_[index].empty() && is_empty_between(index, 0, found_.texts[index].text().size());
      if (alone && !paragraph.ends_section && !story_.is_properties()) vanishing_.insert(paragraph.node);
    }
  }

  void choose_shape(Block block) {
    const auto& opening = found_.tags[block.open];
    if (opening.site != found_.tags[block.close].site && opening.site != TagSite::section) return refuse(block);
    if (opening.site == TagSite::section) return add_section(block);
    const auto open = paragraph_node(block.open);
    const auto close = paragraph_node(block.close);
    if (open == close) return choose_in_paragraph(block);
    if (story_.is_properties()) return refuse(block);
    if (parent(open) == parent(close)) return paragraph_blocks_.push_back(block);
    if (!choose_rows(block)) refuse(block);
  }

  /// A repeating section of Word knows itself what it repeats.
  void add_section(Block block) {
    if (found_.tags[block.close].control != found_.tags[block.open].control) return refuse(block);
    block.shape = BlockShape::section;
    plan_.blocks.push_back(block);
  }

  void refuse(const Block& block) {
    plan_.mistakes.push_back({"crossed_structure", block.open});
    vanishing_.erase(paragraph_node(block.open));
    vanishing_.erase(paragraph_node(block.close));
  }

  void choose_in_paragraph(Block block) {
    const auto paragraph = paragraph_node(block.open);
    vanishing_.erase(paragraph);
    if (fills_one_cell_row(block))
      return add_rows(block, *story_.enclosing(paragraph, NodeKind::row), BlockEdge::before, BlockEdge::after);
    const auto left = run_node(block.open, true);
    const auto right = run_node(block.close, false);
    if (left != right && parent(left) != parent(right)) return refuse(block);
    add_between_tags(block);
  }

  /// A row of one cell whose only text is the block: there is no second cell to show that the row is meant.
  [[nodiscard]] bool fills_one_cell_row(const Block& block) const {
    const auto cell = parent(paragraph_node(block.open));
    if (kind(cell) != NodeKind::cell || story_.children(cell).size() != 1) return false;
    const auto row = story_.enclosing(cell, NodeKind::row);
    return row && text::descendants(story_, *row, NodeKind::cell).size() == 1 && is_clear_before(block.open) &&
           is_clear_after(block.close);
  }

  bool choose_rows(Block block) {
    const auto open_row = story_.enclosing(paragraph_node(block.open), NodeKind::row);
    const auto close_row = story_.enclosing(paragraph_node(block.close), NodeKind::row);
    if (!open_row || !close_row) return false;
    const bool one_cell = story_.enclosing(paragraph_node(block.open), NodeKind::cell) ==
                          story_.enclosing(paragraph_node(block.close), NodeKind::cell);
    if (one_cell) return false;
    if (open_row == close_row) return add_rows(block, *open_row, BlockEdge::before, BlockEdge::after), true;
    if (parent(*open_row) != parent(*close_row)) return false;
    const bool open_goes = row_vanishes(*open_row);
    const bool close_goes = row_vanishes(*close_row);
    if (open_goes) vanishing_.insert(*open_row);
    if (close_goes) vanishing_.insert(*close_row);
    block.close_node = *close_row;
    add_rows(block, *open_row, open_goes ? BlockEdge::whole : BlockEdge::before,
             close_goes ? BlockEdge::whole : BlockEdge::after);
    return true;
  }

  void add_rows(Block block, std::uint32_t row, BlockEdge open_edge, BlockEdge close_edge) {
    block.shape = BlockShape::rows;
    block.open_node = row;
    if (block.close_node == 0) block.close_node = row;
    block.open_edge = open_edge;
    block.close_edge = close_edge;
    plan_.blocks.push_back(block);
  }

  /// A row with nothing but block tags that all belong to blocks over several rows.
  [[nodiscard]] bool row_vanishes(std::uint32_t row) const {
    for (auto node = row; node < story_.nodes()[row].next; ++node) {
      if (kind(node) != NodeKind::paragraph) continue;
      const auto index = story_.nodes()[node].detail;
      if (!is_empty_between(index, 0, found_.texts[index].text().size())) return false;
    }
    return true;
  }

  /// One round; true when a paragraph turned out to stay, so that blocks that leaned on its going must be judged again.
  bool settle_paragraph_blocks() {
    for (auto block = paragraph_blocks_.begin(); block != paragraph_blocks_.end(); ++block) {
      const auto open_edge = edge(block->open, true);
      const auto close_edge = edge(block->close, false);
      if (open_edge != BlockEdge::tag && close_edge != BlockEdge::tag) continue;
      add_inline(*block);
      paragraph_blocks_.erase(block);
      return true;
    }
    for (auto block : paragraph_blocks_) add_paragraphs(block);
    paragraph_blocks_.clear();
    return false;
  }

  /// The paragraph end nearest to the tag with nothing between them.
  [[nodiscard]] BlockEdge edge(std::size_t tag, bool opening) const {
    if (vanishing_.contains(paragraph_node(tag))) return BlockEdge::whole;
    if (opening ? is_clear_after(tag) : is_clear_before(tag)) return opening ? BlockEdge::after : BlockEdge::before;
    if (opening ? is_clear_before(tag) : is_clear_after(tag)) return opening ? BlockEdge::before : BlockEdge::after;
    return BlockEdge::tag;
  }

  void add_inline(const Block& block) {
    const auto open = paragraph_node(block.open);
    const auto close = paragraph_node(block.close);
    vanishing_.erase(open);
    vanishing_.erase(close);
    const bool plain_runs = parent(run_node(block.open, true)) == open && parent(run_node(block.close, false)) == close;
    if (!plain_runs) return refuse(block);
    add_between_tags(block);
  }

  void add_between_tags(const Block& block) {
    inline_.insert(block.open);
    inline_.insert(block.close);
    plan_.blocks.push_back(block);
  }

  void add_paragraphs(Block block) {
    block.shape = BlockShape::paragraphs;
    block.open_edge = edge(block.open, true);
    block.close_edge = edge(block.close, false);
    block.open_node = paragraph_node(block.open);
    block.close_node = paragraph_node(block.close);
    plan_.blocks.push_back(block);
  }

  /// The only paragraph of a cell, box or note stays, empty, with the formatting its author gave it.
  void keep_what_cells_need() {
    std::erase_if(vanishing_, [&](std::uint32_t node) {
      return kind(node) == NodeKind::paragraph && story_.children(parent(node)).size() == 1;
    });
  }

  const text::Story& story_;
  const FoundTags& found_;
  std::vector<std::vector<std::size_t>> tags_of_;
  std::vector<Block> paragraph_blocks_;
  std::set<std::uint32_t> filled_;  // paragraphs with a control or a merge field that will hold a value
  std::set<std::uint32_t> vanishing_;
  std::set<std::size_t> inline_;  // tags whose block reaches no further than they do
  BlockPlan plan_;
};

}  // namespace

BlockPlan plan_blocks(const text::Story& story, const FoundTags& found) {
  return Planner(story, found).run();
}

}  // namespace chancery::templating
