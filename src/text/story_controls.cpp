// The part of StoryWalker that reads content controls (ECMA-376 part 1 §17.5.2, [MS-DOCX] §2.5).
#include "base/error.h"
#include "text/characters.h"
#include "text/story_walker.h"

#include <charconv>
#include <utility>

namespace chancery::text {
namespace {

constexpr std::size_t control_limit = 50'000;

}  // namespace

void StoryWalker::control(const Context& context) {
  if (is_empty_tag()) return;
  if (story_.controls_.size() >= control_limit) {
    throw Error(Fault::input, {"text.story_too_many_elements",
                               {{"place", story_.place_}, {"limit", static_cast<std::int64_t>(control_limit)}}});
  }
  auto inside = context;
  inside.control = static_cast<std::uint32_t>(story_.controls_.size());
  inside.node = open_node(context, NodeKind::group, inside.control);
  story_.controls_.emplace_back().node = inside.node;
  children(inside);
  close_node(inside.node);
}

void StoryWalker::control_content(const Context& context) {
  const auto node = static_cast<std::uint32_t>(story_.nodes_.size());
  container(context, NodeKind::group);
  if (context.control != Context::none) story_.controls_[context.control].content = story_.nodes_[node].content;
}

void StoryWalker::control_properties(const Context& context) {
  const auto begin = reader_.token().bytes.begin;
  if (is_empty_tag() || context.control == Context::none) return skip();
  const auto depth = reader_.depth();
  auto& control = story_.controls_[context.control];
  while (reader_.next() && !(reader_.token().kind == MarkupToken::Kind::end && reader_.depth() == depth)) {
    const auto& token = reader_.token();
    if (token.kind != MarkupToken::Kind::text && token.kind != MarkupToken::Kind::end) control_property(control);
  }
  control.properties = {begin, reader_.token().bytes.end};
}

void StoryWalker::control_property(StoryControl& control) {
  const auto& token = reader_.token();
  const auto name = token.name;
  control_kind(control, name);
  if (token.vocabulary == Vocabulary::word_2010 && name == "checked") control.state = attribute_place("val");
  if (token.vocabulary == Vocabulary::word_2010 && (name == "checkedState" || name == "uncheckedState")) {
    const auto glyph = symbol_character(reader_.attribute(Vocabulary::word_2010, "val").value_or(""));
    if (!glyph.empty()) (name == "checkedState" ? control.on : control.off) = glyph;
  }
  if (token.vocabulary != Vocabulary::word) return;
  if (name == "tag") control.tag = word_attribute("val");
  if (name == "id") control.id = word_attribute("val"), control.identity = token.bytes;
  if (name == "lock") control.locked = word_attribute("val").ends_with("ontentLocked");
  if (name == "showingPlcHdr") control.placeholder = token.bytes;
  if (name == "listItem") control.choices.push_back({word_attribute("displayText"), word_attribute("value")});
  if (name == "dateFormat") control.date_format = word_attribute("val");
  if (name == "storeMappedDataAs") control.date_storage = word_attribute("val");
  if (name == "lid") control.language = word_attribute("val");
  if (name == "dataBinding") {
    mark(StoryMark::Kind::bound_control, word_attribute("xpath"));
    control.binding = {word_attribute("storeItemID"), word_attribute("xpath"), word_attribute("prefixMappings")};
  }
  if (name != "rPr" || is_empty_tag()) return;
  const auto begin = token.bytes.begin;
  skip();
  control.style = {begin, reader_.token().bytes.end};
}

void StoryWalker::control_kind(StoryControl& control, std::string_view name) {
  using Type = StoryControl::Kind;
  const auto vocabulary = reader_.token().vocabulary;
  const bool word = vocabulary == Vocabulary::word;
  if (word && name == "text") control.kind = Type::text;
  if (word && name == "picture") control.kind = Type::picture;
  if (word && (name == "dropDownList" || name == "comboBox")) control.kind = Type::choice;
  if (word && (name == "equation" || name == "group" || name == "citation" || name == "bibliography" || name == "docPartObj" ||
               name == "docPartList"))
    control.kind = Type::other;
  if (vocabulary == Vocabulary::word_2010 && name == "checkbox") control.kind = Type::checkbox;
  if (vocabulary == Vocabulary::word_2012 && name == "repeatingSection") control.kind = Type::section;
  if (vocabulary == Vocabulary::word_2012 && name == "repeatingSectionItem") control.kind = Type::section_item;
  if (!word || name != "date") return;
  control.kind = Type::date;
  control.date = reader_.token().bytes;
  control.state = attribute_place("fullDate");
}

/// The value of an attribute of the tag just read, with its quotes; empty when it is not there.
ByteRange StoryWalker::attribute_place(std::string_view name) const {
  const auto tag = reader_.token().bytes;
  const auto written = tag.of(story_.part_);
  for (auto at = written.find(name); at != std::string_view::npos; at = written.find(name, at + 1)) {
    const auto quote = written.find_first_of("\"'", at);
    const bool whole = at > 0 && (written[at - 1] == ':' || written[at - 1] == ' ');
    if (!whole || quote == std::string_view::npos || trim(written.substr(at + name.size(), quote - at - name.size())) != "=")
      continue;
    return {tag.begin + quote, tag.begin + written.find(written[quote], quote + 1) + 1};
  }
  return {tag.end, tag.end};
}

/// w:sym, and the states of a checkbox, name a code point in hexadecimal.
std::string StoryWalker::symbol_character(std::string_view hex) {
  std::uint32_t code_point = 0;
  const auto [end, code] = std::from_chars(hex.data(), hex.data() + hex.size(), code_point, 16);
  std::string text;
  if (code == std::errc{} && end == hex.data() + hex.size() && is_xml_character(code_point)) append_utf8(text, code_point);
  return text;
}

}  // namespace chancery::text
