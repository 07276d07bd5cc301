#include "text/story_walker.h"

#include "base/error.h"
#include "text/characters.h"
#include "text/word_xml.h"

#include <algorithm>
#include <array>
#include <utility>

namespace chancery::text {
namespace {

using Kind = StoryPiece::Kind;

constexpr std::size_t node_limit = 500'000;

bool is_property_element(std::string_view name) {
  constexpr std::array others{std::string_view("tblGrid"), std::string_view("tblPrEx"), std::string_view("fldData")};
  return name.ends_with("Pr") || std::find(others.begin(), others.end(), name) != others.end();
}

}  // namespace

void StoryWalker::walk() {
  if (!reader_.next()) return;
  Context context;
  context.node = open_node(context, NodeKind::story);
  if (!is_empty_tag()) children(context);
  close_node(context.node);
  std::ignore = reader_.next();
}

/// Reads up to the end tag of the element just opened.
void StoryWalker::children(const Context& context) {
  while (reader_.next()) {
    const auto kind = reader_.token().kind;
    if (kind == MarkupToken::Kind::end) return;
    if (kind != MarkupToken::Kind::text) element(context);
  }
}

void StoryWalker::element(const Context& context) {
  if (reader_.token().vocabulary == Vocabulary::word) {
    word_element(context);
  } else {
    other_element(context);
  }
}

void StoryWalker::word_element(const Context& context) {
  const auto name = reader_.token().name;
  if (structure(context, name) || piece_element(context, name) || mark_element(name)) return;
  if (paragraph_content(context, name)) return;
  if (is_property_element(name)) return skip();
  if (is_empty_tag()) return;
  container(context, NodeKind::group);
}

/// Blocks: what holds paragraphs.
bool StoryWalker::structure(const Context& context, std::string_view name) {
  if (name == "p") return paragraph(context), true;
  if (name == "tbl") return container(context, NodeKind::table), true;
  if (name == "tr") return container(context, NodeKind::row), true;
  if (name == "tc") return container(context, NodeKind::cell), true;
  if (name == "txbxContent") return box(context), true;
  if (name == "footnote" || name == "endnote" || name == "comment") return note(context), true;
  return false;
}

bool StoryWalker::paragraph_content(const Context& context, std::string_view name) {
  if (name == "r") return run(context), true;
  if (name == "pPr") return paragraph_properties(context), true;
  if (name == "rPr") return run_properties(context), true;
  if (name == "sdt") return control(context), true;
  if (name == "sdtContent") return control_content(context), true;
  if (name == "sdtPr") return control_properties(context), true;
  if (name == "del" || name == "moveFrom") return deletion(context), true;
  if (name == "fldSimple") return simple_field(context), true;
  if (name == "fldChar") return field_character(context), true;
  if (name == "instrText") return field_instruction(), true;
  return false;
}

bool StoryWalker::piece_element(const Context& context, std::string_view name) {
  if (name == "t") return text_element(context, false), true;
  const auto piece = [&](Kind kind, std::string value = {}) { return add_element_piece(context, kind, std::move(value)), true; };
  if (name == "tab" || name == "ptab") return piece(Kind::tab);
  if (name == "br" || name == "cr") return piece(Kind::line_break);
  if (name == "noBreakHyphen") return piece(Kind::no_break_hyphen);
  if (name == "softHyphen") return piece(Kind::soft_hyphen);
  if (name == "sym") return piece(Kind::symbol, symbol_character(word_attribute("char")));
  if (name == "footnoteReference") return piece(Kind::note_reference, word_attribute("id"));
  if (name == "endnoteReference") return piece(Kind::endnote_reference, word_attribute("id"));
  if (name == "footnoteRef") return piece(Kind::note_mark);
  if (name == "endnoteRef") return piece(Kind::endnote_mark);
  return false;
}

/// What leaves a mark and, where it holds text, is walked like any other group.
bool StoryWalker::mark_element(std::string_view name) {
  if (name == "commentReference") return mark(StoryMark::Kind::comment), skip(), true;
  if (name == "altChunk") return mark(StoryMark::Kind::foreign_chunk), skip(), true;
  if (name == "ins" || name == "moveTo" || name == "del" || name == "moveFrom") mark(StoryMark::Kind::tracked_change);
  if (name == "object") mark(StoryMark::Kind::embedded_object);
  return false;
}

void StoryWalker::other_element(const Context& context) {
  const auto& token = reader_.token();
  if (token.is(Vocabulary::compatibility, "AlternateContent")) return alternate(context);
  if (token.is(Vocabulary::math, "t")) return text_element(context, true);
  if (token.is(Vocabulary::math, "r") && context.paragraph != Context::none) return run(context);
  if (token.is(Vocabulary::drawing, "blip")) {
    const auto embedded = reader_.attribute(Vocabulary::relationships, "embed");
    return add_element_piece(context, Kind::picture, embedded.value_or(""));
  }
  if (token.is(Vocabulary::vml, "imagedata")) {
    return add_element_piece(context, Kind::picture, reader_.attribute(Vocabulary::relationships, "id").value_or(""));
  }
  if (!is_empty_tag()) children(context);
}

void StoryWalker::container(const Context& context, NodeKind kind) {
  auto inside = context;
  inside.node = open_node(context, kind);
  if (!is_empty_tag()) children(inside);
  close_node(inside.node);
}

void StoryWalker::paragraph(const Context& context) {
  auto inside = context;
  inside.paragraph = static_cast<std::uint32_t>(story_.paragraphs_.size());
  inside.run = Context::none;
  inside.node = open_node(context, NodeKind::paragraph, inside.paragraph);
  story_.paragraphs_.emplace_back().node = inside.node;
  if (!is_empty_tag()) children(inside);
  close_node(inside.node);
}

void StoryWalker::run(const Context& context) {
  auto inside = context;
  inside.run = static_cast<std::uint32_t>(story_.runs_.size());
  const auto start = reader_.token().bytes;
  inside.node = open_node(context, NodeKind::run, inside.run);
  story_.runs_.push_back({inside.node, start, {start.end, start.end}, {}, {}, false});
  if (!fields_.empty() && fields_.back().result && fields_.back().result_run == Context::none)
    fields_.back().result_run = inside.run;
  if (!is_empty_tag()) children(inside);
  close_node(inside.node);
  if (open_merge_ == inside.run) {
    story_.merge_fields_.back().bytes.end = story_.nodes_[inside.node].bytes.end;
    open_merge_ = Context::none;
  }
}

void StoryWalker::note(const Context& context) {
  auto inside = context;
  const auto type = word_attribute("type");
  inside.node = open_node(context, NodeKind::note, static_cast<std::uint32_t>(story_.notes_.size()));
  story_.notes_.push_back({inside.node, word_attribute("id"), !type.empty() && type != "normal"});
  if (!is_empty_tag()) children(inside);
  close_node(inside.node);
}

/// A text box is a piece of the paragraph that anchors it, and a container of its own: its paragraphs start afresh.
void StoryWalker::box(const Context& context) {
  Context inside;
  inside.node = open_node(context, NodeKind::box);
  StoryPiece piece;
  piece.kind = Kind::box;
  piece.node = inside.node;
  add_piece(context, std::move(piece));
  const auto fields = std::exchange(fields_, {});
  if (!is_empty_tag()) children(inside);
  fields_ = fields;
  close_node(inside.node);
}

void StoryWalker::deletion(const Context& context) {
  auto inside = context;
  inside.shown = false;
  inside.node = open_node(context, NodeKind::deletion);
  if (!is_empty_tag()) children(inside);
  close_node(inside.node);
}

/// The first choice is what people see; the fallback, and every further choice, is the same text for older programs.
void StoryWalker::alternate(const Context& context) {
  auto inside = context;
  inside.node = open_node(context, NodeKind::alternate);
  if (!is_empty_tag()) branches(inside);
  close_node(inside.node);
}

void StoryWalker::branches(const Context& context) {
  auto branch = context;
  auto kind = NodeKind::choice;
  while (reader_.next() && reader_.token().kind != MarkupToken::Kind::end) {
    if (reader_.token().kind == MarkupToken::Kind::text) continue;
    container(branch, kind);
    branch.shown = false;
    kind = NodeKind::fallback;
  }
}

void StoryWalker::simple_field(const Context& context) {
  const auto instruction = word_attribute("instr");
  mark(StoryMark::Kind::field, instruction);
  if (is_empty_tag()) return;
  const auto first = static_cast<std::uint32_t>(story_.runs_.size());
  const auto node = static_cast<std::uint32_t>(story_.nodes_.size());
  container(context, NodeKind::group);
  const bool merge = trim(instruction).starts_with("MERGEFIELD") && context.shown && context.paragraph != Context::none;
  if (merge && story_.runs_.size() > first)
    story_.merge_fields_.push_back({instruction, context.paragraph, first, first, story_.nodes_[node].bytes});
}

/// A complex field: from begin to separate stands its instruction, from separate to end its stored result.
void StoryWalker::field_character(const Context& context) {
  const auto type = word_attribute("fldCharType");
  if (type == "begin") fields_.push_back({false, {}, context.paragraph, context.run, Context::none});
  if (type == "separate" && !fields_.empty()) fields_.back().result = true;
  skip();
  if (type == "end" && !fields_.empty()) end_field(context);
}

/// A merge field can be filled when all of it stands in one paragraph and is made of runs beside each other.
void StoryWalker::end_field(const Context& context) {
  const auto field = std::move(fields_.back());
  fields_.pop_back();
  mark(StoryMark::Kind::field, field.instruction);
  const bool merge = trim(field.instruction).starts_with("MERGEFIELD") && context.shown && fields_.empty();
  if (!merge || field.first_run == Context::none || context.run == Context::none || field.paragraph != context.paragraph) return;
  const auto& first = story_.nodes_[story_.runs_[field.first_run].node];
  const auto& last = story_.nodes_[story_.runs_[context.run].node];
  if (first.parent != last.parent || field.first_run == context.run) return;
  const auto result = field.result_run == Context::none ? field.first_run : field.result_run;
  // The end of the last run is known only when it closes.
  story_.merge_fields_.push_back(
      {field.instruction, field.paragraph, field.first_run, result, {first.bytes.begin, last.bytes.begin}});
  open_merge_ = context.run;
}

void StoryWalker::field_instruction() {
  if (is_empty_tag()) return;
  while (reader_.next() && reader_.token().kind != MarkupToken::Kind::end) {
    if (reader_.token().kind == MarkupToken::Kind::text && !fields_.empty()) {
      fields_.back().instruction += resolve_references(reader_.token().bytes.of(story_.part_));
    }
    if (reader_.token().kind == MarkupToken::Kind::start) skip();
  }
}

/// One piece for each stretch of text: a comment of XML inside the element parts two.
void StoryWalker::text_element(const Context& context, bool formula) {
  StoryPiece piece;
  piece.formula = formula;
  piece.run = context.run;
  piece.keeps_space = reader_.attribute(Vocabulary::xml, "space") == "preserve";
  if (is_empty_tag()) return;
  piece.element.begin = reader_.token().bytes.begin;
  std::vector<StoryPiece> found;
  while (reader_.next() && reader_.token().kind != MarkupToken::Kind::end) {
    piece.bytes = reader_.token().bytes;
    if (reader_.token().kind == MarkupToken::Kind::text) found.push_back(piece);
    if (reader_.token().kind == MarkupToken::Kind::start) skip();
  }
  for (auto& one : found) {
    one.element.end = reader_.token().bytes.end;
    add_piece(context, std::move(one));
  }
}

void StoryWalker::paragraph_properties(const Context& context) {
  if (is_empty_tag()) return;
  const auto begin = reader_.token().bytes.begin;
  const auto depth = reader_.depth();
  while (reader_.next() && !(reader_.token().kind == MarkupToken::Kind::end && reader_.depth() == depth)) {
    const auto& token = reader_.token();
    if (token.kind == MarkupToken::Kind::text || token.kind == MarkupToken::Kind::end) continue;
    if (token.vocabulary != Vocabulary::word || context.paragraph == Context::none) continue;
    paragraph_property(story_.paragraphs_[context.paragraph]);
  }
  if (context.paragraph != Context::none) story_.paragraphs_[context.paragraph].properties = {begin, reader_.token().bytes.end};
}

void StoryWalker::paragraph_property(StoryParagraph& paragraph) {
  const auto name = reader_.token().name;
  if (name == "pStyle") paragraph.style = word_attribute("val");
  if (name == "numId") paragraph.numbering = word_attribute("val");
  if (name == "ilvl") paragraph.level = parse_size(word_attribute("val"));
  if (name == "outlineLvl") paragraph.outline = parse_size(word_attribute("val"));
  if (name == "sectPr") paragraph.ends_section = true;
  if (name == "ins" || name == "del" || name == "moveFrom" || name == "moveTo") mark(StoryMark::Kind::tracked_change);
  if (!name.ends_with("Change")) return;
  mark(StoryMark::Kind::tracked_change);
  skip();
}

void StoryWalker::run_properties(const Context& context) {
  const auto begin = reader_.token().bytes.begin;
  const bool of_run = context.run != Context::none && story_.runs_[context.run].node == context.node;
  if (!of_run || is_empty_tag()) return skip();
  const auto depth = reader_.depth();
  while (reader_.next() && !(reader_.token().kind == MarkupToken::Kind::end && reader_.depth() == depth)) {
    const auto& token = reader_.token();
    if (token.kind == MarkupToken::Kind::text || token.kind == MarkupToken::Kind::end) continue;
    if (token.vocabulary == Vocabulary::word) run_property(story_.runs_[context.run]);
  }
  story_.runs_[context.run].properties = {begin, reader_.token().bytes.end};
}

void StoryWalker::run_property(StoryRun& run) {
  const auto name = reader_.token().name;
  if (name == "rStyle") run.style = word_attribute("val");
  if (name == "lang") run.language = word_attribute("val");
  if (name == "ins" || name == "del") mark(StoryMark::Kind::tracked_change);
  if ((name == "vanish" || name == "webHidden") && switched_on()) {
    run.hidden = true;
    mark(StoryMark::Kind::hidden_text);
  }
  if (name != "rPrChange") return;
  mark(StoryMark::Kind::tracked_change);
  skip();
}

std::uint32_t StoryWalker::open_node(const Context& context, NodeKind kind, std::uint32_t detail) {
  const auto node = static_cast<std::uint32_t>(story_.nodes_.size());
  if (node >= node_limit) {
    throw Error(Fault::input,
                {"text.story_too_many_elements", {{"place", story_.place_}, {"limit", static_cast<std::int64_t>(node_limit)}}});
  }
  const auto tag = reader_.token().bytes;
  story_.nodes_.push_back({kind, context.node, node + 1, detail, tag, {tag.end, tag.end}});
  return node;
}

void StoryWalker::close_node(std::uint32_t node) {
  auto& closed = story_.nodes_[node];
  const auto& token = reader_.token();
  closed.next = static_cast<std::uint32_t>(story_.nodes_.size());
  closed.bytes.end = token.bytes.end;
  closed.content.end = token.kind == MarkupToken::Kind::empty ? token.bytes.end : token.bytes.begin;
}

void StoryWalker::add_piece(const Context& context, StoryPiece piece) {
  if (context.paragraph == Context::none || context.run == Context::none || !context.shown || in_field_code()) return;
  piece.run = context.run;
  story_.paragraphs_[context.paragraph].pieces.push_back(std::move(piece));
}

void StoryWalker::add_element_piece(const Context& context, StoryPiece::Kind kind, std::string value) {
  StoryPiece piece;
  piece.kind = kind;
  piece.bytes = reader_.token().bytes;
  piece.value = std::move(value);
  skip();
  piece.bytes.end = reader_.token().bytes.end;
  piece.element = piece.bytes;
  add_piece(context, std::move(piece));
}

void StoryWalker::mark(StoryMark::Kind kind, std::string value) {
  const auto paragraph = story_.paragraphs_.empty() ? 0 : story_.paragraphs_.size() - 1;
  story_.marks_.push_back({kind, reader_.token().bytes.begin, paragraph, std::move(value)});
}

/// Passes over an element whose text is not read; a tracked change of a row or a cell still leaves its mark.
void StoryWalker::skip() {
  if (reader_.token().kind != MarkupToken::Kind::start) return;
  const auto depth = reader_.depth();
  while (reader_.next() && !(reader_.token().kind == MarkupToken::Kind::end && reader_.depth() == depth)) {
    const auto& token = reader_.token();
    if (token.vocabulary != Vocabulary::word || token.kind == MarkupToken::Kind::end) continue;
    if (token.name == "ins" || token.name == "del" || token.name.ends_with("Change")) mark(StoryMark::Kind::tracked_change);
  }
}

std::string StoryWalker::word_attribute(std::string_view name) const {
  return reader_.attribute(Vocabulary::word, name).value_or("");
}

/// ECMA-376 part 1, 17.17.4: a toggle without a value is on.
bool StoryWalker::switched_on() const {
  const auto value = reader_.attribute(Vocabulary::word, "val").value_or("true");
  return value != "0" && value != "false" && value != "off";
}

bool StoryWalker::in_field_code() const {
  return std::any_of(fields_.begin(), fields_.end(), [](const Field& field) { return !field.result; });
}

}  // namespace chancery::text
