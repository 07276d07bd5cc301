#include "templating/part_compiler.h"

#include "templating/control_form.h"
#include "templating/run_language.h"
#include "templating/word_fields.h"
#include "text/language_marks.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace chancery::templating {
namespace {

using text::ByteRange;
using text::NodeKind;
using Kind = Operation::Kind;

constexpr std::string_view white_space = " \t\r\n";

/// The prefix of WordprocessingML, as the root element has it; a properties part has its texts without runs.
std::string word_prefix(const text::Story& story) {
  const auto root = story.nodes().front().bytes.of(story.part());
  const auto end = root.find_first_of(": />\t\r\n");
  return end != std::string_view::npos && root[end] == ':' ? std::string(root.substr(1, end)) : std::string{};
}

bool has_filter(const Tag& tag, std::string_view name) {
  return std::any_of(tag.filters.begin(), tag.filters.end(), [&](const FilterCall& one) { return one.name == name; });
}

}  // namespace

PartCompiler::PartCompiler(const text::Story& story, const text::Styles& styles, const FoundTags& found, const BlockPlan& plan,
                           std::vector<PlacedTag> tags)
    : story_(story), styles_(styles), found_(found), plan_(plan) {
  program_.tags = std::move(tags);
  program_.prefix = word_prefix(story);
  program_.plain = story.is_properties();
}

std::optional<Program> PartCompiler::compile() {
  // Where a block's literals and the cut of its own tag meet, the literals come first.
  add_blocks();
  cut_tags();
  remove_vanishing();
  guard_tables();
  guard_containers();
  write();
  if (!link_blocks()) return std::nullopt;
  return std::move(program_);
}

void PartCompiler::cut_tags() {
  for (std::size_t index = 0; index < found_.tags.size(); ++index) cut_tag(index);
}

void PartCompiler::cut_tag(std::size_t index) {
  switch (found_.tags[index].site) {
    case TagSite::text:
      return cut_text_tag(index);
    case TagSite::merge_field:
      return fill_merge_field(index);
    case TagSite::control:
      return fill_control(index);
    case TagSite::section:
    case TagSite::section_end:
      return;
  }
}

/// A value is written where its tag begins, in the run formatting of its first character.
void PartCompiler::cut_text_tag(std::size_t index) {
  const auto& tag = found_.tags[index];
  const bool value = tag.tag.kind == Tag::Kind::value || tag.tag.kind == Tag::Kind::image;
  if (value && has_filter(tag.tag, "rich") && stands_alone(tag)) return add_rich_paragraphs(index);
  // What is written around a value stands before the cut of its tag.
  if (value) add_value(index);
  for (const auto& span : tag.spans) {
    const bool first = &span == &tag.spans.front();
    cut_span(tag, span, tag.tag.kind != Tag::Kind::comment && (first || !value));
  }
}

void PartCompiler::add_value(std::size_t index) {
  const auto& tag = found_.tags[index];
  auto& placed = program_.tags[index];
  if (tag.tag.kind == Tag::Kind::image) placed.form = ValueForm::picture;
  if (has_filter(tag.tag, "rich")) placed.form = ValueForm::rich_inline;
  Edit edit{tag.offset(), tag.offset(), tag.offset(), {}, {{Kind::value, index, 0}}, {}};
  if (!program_.plain) {
    placed.run_start = start_of_run(tag.run);
    const auto marked =
        with_language(placed.run_start, program_.prefix, language_to_mark(placed, story_.runs()[tag.run], styles_));
    if (marked) {
      edit.before = close_run() + *marked + open_text(program_.prefix);
      edit.after = close_run() + open_run(tag.run);
      placed.run_start = *marked;
    }
  }
  edits_.push_back(std::move(edit));
}

/// The paragraph of rich text is only its pattern.
void PartCompiler::add_rich_paragraphs(std::size_t index) {
  const auto& tag = found_.tags[index];
  auto& placed = program_.tags[index];
  const auto& paragraph = story_.paragraphs()[tag.paragraph];
  const auto& node = story_.nodes()[paragraph.node];
  placed.form = ValueForm::rich_paragraphs;
  placed.paragraph_start = std::string(story_.part().substr(node.bytes.begin, node.content.begin - node.bytes.begin)) +
                           std::string(paragraph.properties.of(story_.part()));
  placed.run_start = start_of_run(tag.run);
  if (const auto marked =
          with_language(placed.run_start, program_.prefix, language_to_mark(placed, story_.runs()[tag.run], styles_)))
    placed.run_start = *marked;
  edits_.push_back({node.bytes.begin, node.bytes.end, tag.offset(), {}, {{Kind::value, index, 0}}, {}});
}

/// True for a tag that is all of its paragraph, directly in it.
bool PartCompiler::stands_alone(const FoundTag& tag) const {
  const auto& paragraph = story_.paragraphs()[tag.paragraph];
  if (story_.is_properties() || paragraph.ends_section) return false;
  if (story_.nodes()[story_.runs()[tag.run].node].parent != paragraph.node) return false;
  const std::string_view words = found_.texts[tag.paragraph].text();
  return words.substr(0, tag.text_begin).find_first_not_of(' ') == std::string_view::npos &&
         words.substr(tag.text_end).find_first_not_of(' ') == std::string_view::npos;
}

/// The field code goes with the field, so that nobody updates it back.
void PartCompiler::fill_merge_field(std::size_t index) {
  const auto& tag = found_.tags[index];
  auto& placed = program_.tags[index];
  placed.run_start = start_of_run(tag.run);
  Edit edit{tag.place.begin, tag.place.end, tag.place.begin, open_run(tag.run), {{Kind::value, index, 0}}, close_run()};
  edits_.push_back(std::move(edit));
}

void PartCompiler::fill_control(std::size_t index) {
  const auto& tag = found_.tags[index];
  program_.tags[index].of_control = true;
  const Operation operation{Kind::control, index, program_.controls.size()};
  const bool repeated = std::any_of(plan_.blocks.begin(), plan_.blocks.end(), [&](const Block& block) {
    return found_.tags[block.open].offset() < tag.offset() && tag.offset() < found_.tags[block.close].offset();
  });
  program_.controls.push_back(compile_control(story_, story_.controls()[tag.control], program_.prefix, repeated));
  edits_.push_back({tag.place.begin, tag.place.end, tag.place.begin, {}, {operation}, {}});
}

/// Only the first item is kept, and repeated; an identity that would stand twice goes.
void PartCompiler::add_section(const Block& block) {
  const auto& open = found_.tags[block.open];
  const auto& section = story_.controls()[open.control];
  const auto& node = story_.nodes()[section.node];
  const auto& item = story_.nodes()[first_item(story_, section)->node];
  add(node.bytes.begin, node.bytes.begin, {Kind::section_begin, block.open, 0});
  add(item.bytes.begin, item.bytes.begin, {Kind::block_begin, block.open, 0});
  add(item.bytes.end, item.bytes.end, {Kind::block_end, block.close, 0});
  edits_.push_back({item.bytes.end, section.content.end, item.bytes.end, {}, {}, {}});
  add(node.bytes.end, node.bytes.end, {Kind::section_end, block.open, 0});
  for (const auto& control : story_.controls()) {
    const bool inside = control.node >= first_item(story_, section)->node && control.node < item.next;
    if (inside && control.identity.size() > 0)
      edits_.push_back({control.identity.begin, control.identity.end, control.identity.begin, {}, {}, {}});
  }
}

void PartCompiler::cut_span(const FoundTag& tag, const TagSpan& span, bool keeps_run) {
  const auto& piece = piece_of(tag, span);
  if (!keeps_run && is_whole_run(tag, span)) {
    const auto& run = story_.nodes()[story_.runs()[piece.run].node].bytes;
    edits_.push_back({run.begin, run.end, run.begin, {}, {}, {}});
    return;
  }
  keep_space(piece);
  edits_.push_back({span.bytes.begin, span.bytes.end, span.bytes.begin, {}, {}, {}});
}

/// Spaces at the ends of a value count as they are, those at the ends of the template's own text as they did before.
void PartCompiler::keep_space(const text::StoryPiece& piece) {
  const std::string_view part = story_.part();
  if (piece.keeps_space || part.find('>', piece.element.begin) + 1 != piece.bytes.begin) return;
  const auto name = part.substr(piece.element.begin, part.find_first_of(" \t\r\n/>", piece.element.begin) - piece.element.begin);
  edits_.push_back(
      {piece.element.begin, piece.bytes.begin, piece.element.begin, std::string(name) + " xml:space=\"preserve\">", {}, {}});
  const auto raw = piece.bytes.of(part);
  const auto first = raw.find_first_not_of(white_space);
  const auto last = raw.find_last_not_of(white_space);
  edits_.push_back({piece.bytes.begin, piece.bytes.begin + first, piece.bytes.begin, {}, {}, {}});
  edits_.push_back({piece.bytes.begin + last + 1, piece.bytes.end, piece.bytes.begin + last + 1, {}, {}, {}});
}

void PartCompiler::add_blocks() {
  for (const auto& block : plan_.blocks) {
    if (block.shape == BlockShape::inline_text) {
      add_inline(block);
    } else if (block.shape == BlockShape::section) {
      add_section(block);
    } else {
      add_edge(block.open, block.open_node, block.open_edge, Kind::block_begin);
      add_edge(block.close, block.close_node, block.close_edge, Kind::block_end);
    }
  }
}

/// Between two runs the body begins and ends with a run of its own, so that each repetition has the formatting of its first text.
void PartCompiler::add_inline(const Block& block) {
  const auto& open = found_.tags[block.open];
  const auto& close = found_.tags[block.close];
  const auto left = piece_of(open, open.spans.back()).run;
  const auto right = piece_of(close, close.spans.front()).run;
  Edit begin{open.spans.back().bytes.end, 0, open.offset(), {}, {{Kind::block_begin, block.open, 0}}, {}};
  Edit end{close.offset(), 0, close.offset(), {}, {{Kind::block_end, block.close, 0}}, {}};
  if (left != right) {
    begin.before = end.before = close_run();
    begin.after = open_run(left);
    end.after = open_run(right);
  }
  begin.end = begin.begin;
  end.end = end.begin;
  edits_.push_back(std::move(begin));
  edits_.push_back(std::move(end));
}

void PartCompiler::add_edge(std::size_t tag, std::uint32_t node, BlockEdge edge, Operation::Kind kind) {
  const auto& bytes = story_.nodes()[node].bytes;
  add(edge == BlockEdge::after ? bytes.end : bytes.begin, found_.tags[tag].offset(), {kind, tag, 0});
}

void PartCompiler::remove_vanishing() {
  for (const auto node : plan_.vanishing) {
    const auto& bytes = story_.nodes()[node].bytes;
    edits_.push_back({bytes.begin, bytes.end, bytes.begin, {}, {}, {}});
  }
}

void PartCompiler::guard_tables() {
  std::set<std::uint32_t> tables;
  for (const auto& block : plan_.blocks) {
    if (const auto table = table_of(block)) tables.insert(*table);
  }
  for (const auto table : tables) {
    const auto& bytes = story_.nodes()[table].bytes;
    add(bytes.begin, bytes.begin, {Kind::table_begin, 0, 0});
    add(bytes.end, bytes.end, {Kind::table_end, 0, 0});
  }
}

/// The table whose rows a block repeats.
std::optional<std::uint32_t> PartCompiler::table_of(const Block& block) const {
  if (block.shape == BlockShape::rows) return story_.enclosing(block.open_node, NodeKind::table);
  if (block.shape != BlockShape::section) return std::nullopt;
  const auto node = story_.controls()[found_.tags[block.open].control].node;
  const bool rows = !text::descendants(story_, node, NodeKind::row).empty();
  return rows ? story_.enclosing(node, NodeKind::table) : std::nullopt;
}

/// The schema wants a paragraph at the end of a cell and at least one in a header, footer, note and text box.
void PartCompiler::guard_containers() {
  std::set<std::uint32_t> containers;
  const auto consider = [&](std::uint32_t node) {
    const auto container = story_.nodes()[node].parent;
    const bool body = story_.nodes()[container].kind == NodeKind::group;
    if (!body) containers.insert(container);
  };
  for (const auto node : plan_.vanishing) {
    if (story_.nodes()[node].kind == NodeKind::paragraph) consider(node);
  }
  for (const auto& block : plan_.blocks) {
    if (block.shape == BlockShape::paragraphs) consider(block.open_node);
    if (block.shape == BlockShape::section) consider(story_.controls()[found_.tags[block.open].control].node);
    if (const auto table = table_of(block)) consider(*table);
  }
  // A container holds the table that begins or ends at the same byte.
  for (const auto container : containers) {
    const auto& content = story_.nodes()[container].content;
    add(content.begin, content.begin - 1, {Kind::container_begin, 0, 0});
    add(content.end, content.end + 1, {Kind::container_end, 0, 0});
  }
}

void PartCompiler::add(std::size_t at, std::size_t cause, Operation operation) {
  edits_.push_back({at, at, cause, {}, {operation}, {}});
}

const text::StoryPiece& PartCompiler::piece_of(const FoundTag& tag, const TagSpan& span) const {
  return story_.paragraphs()[tag.paragraph].pieces[span.piece];
}

bool PartCompiler::is_whole_run(const FoundTag& tag, const TagSpan& span) const {
  const auto& piece = piece_of(tag, span);
  const auto& run = story_.runs()[piece.run];
  const auto& content = story_.nodes()[run.node].content;
  const auto text_begin = std::max(run.start_tag.end, run.properties.end);
  return span.bytes == piece.bytes && piece.element == ByteRange{text_begin, content.end};
}

std::string PartCompiler::close_run() const {
  return "</" + program_.prefix + "t></" + program_.prefix + "r>";
}

std::string PartCompiler::open_run(std::uint32_t run) const {
  return start_of_run(run) + open_text(program_.prefix);
}

std::string PartCompiler::start_of_run(std::uint32_t run) const {
  const auto& one = story_.runs()[run];
  return std::string(one.start_tag.of(story_.part())).append(one.properties.of(story_.part()));
}

/// From left to right; what lies inside bytes that are already gone brings its operations, but no text.
void PartCompiler::write() {
  std::stable_sort(edits_.begin(), edits_.end(), [](const Edit& left, const Edit& right) {
    return std::pair(left.begin, left.cause) < std::pair(right.begin, right.cause);
  });
  const std::string_view part = story_.part();
  std::size_t at = 0;
  for (const auto& edit : edits_) {
    const bool gone = edit.begin < at;
    if (!gone) literal(part.substr(at, edit.begin - at));
    if (!gone) literal(edit.before);
    program_.operations.insert(program_.operations.end(), edit.operations.begin(), edit.operations.end());
    if (!gone) literal(edit.after);
    at = std::max(at, edit.end);
  }
  literal(part.substr(at));
}

/// Literals that follow each other are one.
void PartCompiler::literal(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto begin = program_.literals.size();
  program_.literals += bytes;
  auto& operations = program_.operations;
  if (!operations.empty() && operations.back().kind == Kind::literal) {
    operations.back().second = program_.literals.size();
  } else {
    operations.push_back({Kind::literal, begin, program_.literals.size()});
  }
}

/// Each block's end learns where its begin is, and the other way round; false when two blocks do not lie one in the other.
bool PartCompiler::link_blocks() {
  std::map<std::size_t, std::size_t> partners;
  for (const auto& block : plan_.blocks) partners.emplace(block.close, block.open);
  std::vector<std::size_t> open;
  auto& operations = program_.operations;
  for (std::size_t index = 0; index < operations.size(); ++index) {
    if (operations[index].kind == Kind::block_begin || operations[index].kind == Kind::section_begin) open.push_back(index);
    if (operations[index].kind == Kind::section_end) {
      if (open.empty() || operations[open.back()].kind != Kind::section_begin) return false;
      operations[open.back()].second = index + 1;
      open.pop_back();
    }
    if (operations[index].kind != Kind::block_end) continue;
    if (open.empty() || operations[open.back()].first != partners.at(operations[index].first)) return false;
    operations[index].second = open.back();
    operations[open.back()].second = index + 1;
    open.pop_back();
  }
  return open.empty();
}

}  // namespace chancery::templating
