#include "templating/part_compiler.h"

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

/// The prefix of the run that the first tag stands in; a properties part has its texts without runs.
std::string word_prefix(const text::Story& story, const FoundTags& found) {
  const auto& tag = found.tags.front();
  const auto& run = story.runs()[story.paragraphs()[tag.paragraph].pieces[tag.spans.front().piece].run];
  const auto start = run.start_tag.of(story.part());
  const auto end = start.find_first_of(": />");
  return end != std::string_view::npos && start[end] == ':' ? std::string(start.substr(1, end)) : std::string{};
}

}  // namespace

PartCompiler::PartCompiler(const text::Story& story, const FoundTags& found, const BlockPlan& plan, std::vector<PlacedTag> tags)
    : story_(story), found_(found), plan_(plan) {
  program_.tags = std::move(tags);
  program_.prefix = word_prefix(story, found);
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

/// A value is written where its tag begins, in the run formatting of its first character.
void PartCompiler::cut_tag(std::size_t index) {
  const auto& tag = found_.tags[index];
  const bool value = tag.tag.kind == Tag::Kind::value;
  for (const auto& span : tag.spans) {
    const bool first = &span == &tag.spans.front();
    cut_span(tag, span, tag.tag.kind != Tag::Kind::comment && (first || !value));
  }
  if (value) add(tag.offset(), tag.offset(), {Kind::value, index, 0});
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
    const auto table = block.shape == BlockShape::rows ? story_.enclosing(block.open_node, NodeKind::table) : std::nullopt;
    if (table) tables.insert(*table);
  }
  for (const auto table : tables) {
    const auto& bytes = story_.nodes()[table].bytes;
    add(bytes.begin, bytes.begin, {Kind::table_begin, 0, 0});
    add(bytes.end, bytes.end, {Kind::table_end, 0, 0});
  }
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
    const auto table = block.shape == BlockShape::rows ? story_.enclosing(block.open_node, NodeKind::table) : std::nullopt;
    if (table) consider(*table);
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
  const auto& one = story_.runs()[run];
  return std::string(one.start_tag.of(story_.part())).append(one.properties.of(story_.part())) + "<" + program_.prefix +
         "t xml:space=\"preserve\">";
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
    if (operations[index].kind == Kind::block_begin) open.push_back(index);
    if (operations[index].kind != Kind::block_end) continue;
    if (open.empty() || operations[open.back()].first != partners.at(operations[index].first)) return false;
    operations[index].second = open.back();
    operations[open.back()].second = index + 1;
    open.pop_back();
  }
  return open.empty();
}

}  // namespace chancery::templating
