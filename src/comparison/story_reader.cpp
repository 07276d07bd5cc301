#include "comparison/story_reader.h"

#include "comparison/canonical_markup.h"
#include "text/characters.h"
#include "text/tokens.h"

#include <algorithm>
#include <array>

namespace chancery::comparison {
namespace {

using text::ByteRange;
using text::Vocabulary;
using Kind = Block::Kind;

constexpr std::string_view object = "\uFFFC";

template <std::size_t size>
bool is_one_of(std::string_view name, const std::array<std::string_view, size>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_wrapper(std::string_view name) {
  constexpr std::array<std::string_view, 7> names{"hyperlink", "smartTag", "customXml", "fldSimple", "bdo", "dir", "sdt"};
  return is_one_of(name, names);
}
bool is_mark(std::string_view name) {
  constexpr std::array<std::string_view, 6> names{"bookmarkStart",   "bookmarkEnd", "commentRangeStart",
                                                  "commentRangeEnd", "permStart",   "permEnd"};
  return is_one_of(name, names);
}
bool is_silent(std::string_view name) {
  constexpr std::array<std::string_view, 6> names{"proofErr", "lastRenderedPageBreak", "pPr", "rPr", "annotationRef", "delText"};
  return is_one_of(name, names);
}

std::string number(std::uint32_t value) {
  return std::to_string(value);
}

}  // namespace

bool StoryReader::is_word(std::uint32_t node, std::string_view name) const {
  return tree_[node].vocabulary == Vocabulary::word && tree_[node].name == name;
}

Block StoryReader::read() {
  Block story;
  auto root = text::MarkupTree::root;
  if (const auto body = tree_.child(root, "body")) root = *body;
  story.bytes = tree_[root].content;
  const bool notes = is_word(root, "footnotes") || is_word(root, "endnotes");
  if (notes) {
    for (const auto child : tree_.children(root)) {
      if (is_word(child, "footnote") || is_word(child, "endnote")) read_note(child, story);
    }
  } else {
    read_blocks(root, story);
  }
  finish(story);
  return story;
}

void StoryReader::read_note(std::uint32_t node, Block& into) {
  const auto type = tree_.own_attribute(node, "type").value_or("normal");
  if (type != "normal") return;
  Block note;
  note.kind = Kind::note;
  note.node = node;
  note.bytes = tree_[node].bytes;
  note.note_id = tree_.own_attribute(node, "id").value_or("");
  read_blocks(node, note);
  finish(note);
  into.children.push_back(std::move(note));
}

void StoryReader::read_blocks(std::uint32_t parent, Block& into) {
  for (auto child = parent + 1; child < tree_[parent].next; child = tree_[child].next) {
    if (!tree_[child].is_text) read_block(child, into);
  }
}

void StoryReader::read_block(std::uint32_t node, Block& into) {
  const auto name = tree_[node].name;
  if (tree_[node].vocabulary == Vocabulary::word && (name.ends_with("Pr") || name == "tblGrid" || name == "tblPrEx")) {
    if (name == "sectPr" && into.kind == Kind::container) {
      last_section_ = tree_[node].bytes;
      last_section_signature_ = section_signature(node);
    }
    return;
  }
  Block block;
  block.node = node;
  block.bytes = tree_[node].bytes;
  const auto holder = [&](Kind kind, std::string_view property) {
    block.kind = kind;
    if (const auto found = tree_.child(node, property)) {
      block.properties = tree_[*found].bytes;
      block.property_signature = children_signature(*found);
    }
    read_blocks(node, block);
  };
  if (is_word(node, "p")) {
    block.kind = Kind::paragraph;
    block.number = ++paragraphs_;
    read_paragraph(node, block);
  } else if (is_word(node, "tbl")) {
    holder(Kind::table, "tblPr");
  } else if (is_word(node, "tr")) {
    holder(Kind::row, "trPr");
  } else if (is_word(node, "tc")) {
    holder(Kind::cell, "tcPr");
  } else if (is_word(node, "sdt") || is_word(node, "customXml")) {
    block.kind = Kind::control;
    read_blocks(tree_.child(node, "sdtContent").value_or(node), block);
  } else {
    block.kind = Kind::opaque;
  }
  finish(block);
  into.children.push_back(std::move(block));
}

void StoryReader::finish(Block& block) {
  if (block.kind == Kind::paragraph) {
    block.key = interner_.intern(key_of(block.paragraph));
    block.signature = interner_.intern(signature_of(block.paragraph));
    if (!with_words_) return;
    for (const auto& token : text::tokenize(block.paragraph.text)) {
      if (token.kind == text::Token::Kind::space) continue;
      block.words.push_back(interner_.intern(token.bytes.of(block.paragraph.text)));
    }
    std::sort(block.words.begin(), block.words.end());
    return;
  }
  std::string key = "B" + number(static_cast<std::uint32_t>(block.kind));
  std::string whole = key + "/" + number(block.property_signature);
  const auto add = [&](const Block& child) {
    key += "," + number(child.key);
    whole += "," + number(child.signature);
  };
  // What a control holds counts, its frame does not: it is taken from the new document.
  const auto visit = [&](const auto& self, const Block& holder) -> void {
    for (const auto& child : holder.children) {
      if (child.kind == Kind::control) {
        self(self, child);
      } else if (child.kind != Kind::opaque) {
        add(child);
      }
    }
  };
  visit(visit, block);
  for (const auto& child : block.children) block.words.insert(block.words.end(), child.words.begin(), child.words.end());
  if (block.kind == Kind::table || block.kind == Kind::row || block.kind == Kind::cell || block.kind == Kind::control) {
    std::sort(block.words.begin(), block.words.end());
  } else {
    block.words.clear();
  }
  block.key = interner_.intern(key);
  block.signature = interner_.intern(whole);
}

void StoryReader::read_paragraph(std::uint32_t node, Block& block) {
  auto& paragraph = block.paragraph;
  paragraph.node = node;
  paragraph.start_tag = tree_[node].start;
  paragraph.wrappers.push_back({});
  if (const auto properties = tree_.child(node, "pPr")) read_paragraph_properties(*properties, paragraph);
  read_inline(node, 0, 0, paragraph);
}

void StoryReader::read_paragraph_properties(std::uint32_t node, Paragraph& paragraph) {
  std::string base;
  for (const auto child : tree_.children(node)) {
    if (tree_[child].is_text) continue;
    const auto raw = tree_.bytes(tree_[child].bytes);
    if (is_word(child, "rPr")) {
      paragraph.mark_properties = tree_.bytes(tree_[child].content);
      paragraph.mark_signature = children_signature(child);
    } else if (is_word(child, "sectPr")) {
      paragraph.section = raw;
      paragraph.section_signature = section_signature(child);
    } else {
      paragraph.base_bytes += raw;
      base += interner_.text(signature(child));
    }
  }
  paragraph.base_signature = interner_.intern(base);
}

void StoryReader::read_inline(std::uint32_t parent, std::uint32_t wrapper, std::uint32_t holder, Paragraph& paragraph) {
  for (auto child = parent + 1; child < tree_[parent].next;) {
    const auto end = field_end(child, parent);
    if (end == child) {
      if (!tree_[child].is_text) read_inline_element(child, wrapper, holder, paragraph);
      child = tree_[child].next;
      continue;
    }
    Thing field;
    field.kind = Thing::Kind::runs;
    field.bytes = {tree_[child].bytes.begin, tree_[end].bytes.end};
    std::string joined;
    for (auto one = child; one <= end && one < tree_[parent].next; one = tree_[one].next) {
      joined += canonical_of(one);
      field.shown += shown_text(field.bytes, one);
    }
    field.signature = interner_.intern(joined);
    Span span;
    span.wrapper = wrapper;
    span.holder = holder;
    add_thing(paragraph, span, std::move(field));
    child = tree_[end].next;
  }
}

int StoryReader::field_depth(std::uint32_t run) const {
  if (!is_word(run, "r")) return 0;
  int depth = 0;
  for (auto child = run + 1; child < tree_[run].next; child = tree_[child].next) {
    if (!is_word(child, "fldChar")) continue;
    const auto type = tree_.own_attribute(child, "fldCharType").value_or("");
    depth += type == "begin" ? 1 : type == "end" ? -1 : 0;
  }
  return depth;
}

/// The sibling in which the field that `begin` opens ends; `begin` itself when it opens none that ends here.
std::uint32_t StoryReader::field_end(std::uint32_t begin, std::uint32_t parent) const {
  auto depth = field_depth(begin);
  if (depth <= 0) return begin;
  for (auto one = tree_[begin].next; one < tree_[parent].next; one = tree_[one].next) {
    depth += field_depth(one);
    if (depth <= 0) return one;
  }
  return begin;
}

void StoryReader::read_inline_element(std::uint32_t node, std::uint32_t wrapper, std::uint32_t holder, Paragraph& paragraph) {
  const auto& element = tree_[node];
  Span span;
  span.wrapper = wrapper;
  span.holder = holder;
  if (element.vocabulary == Vocabulary::word) {
    if (element.name == "r") return read_run(node, span, paragraph);
    if (is_wrapper(element.name)) return read_wrapper(node, wrapper, holder, paragraph);
    if (is_silent(element.name) || element.name.ends_with("Pr")) return;
    if (is_mark(element.name)) return paragraph.marks.push_back({paragraph.text.size(), element.bytes});
  }
  Thing thing;
  thing.kind = Thing::Kind::runs;
  thing.bytes = element.bytes;
  thing.signature = interner_.intern(canonical_of(node));
  thing.shown = shown_text(element.bytes, node);
  add_thing(paragraph, span, std::move(thing));
}

void StoryReader::read_wrapper(std::uint32_t node, std::uint32_t wrapper, std::uint32_t holder, Paragraph& paragraph) {
  const auto& element = tree_[node];
  const auto content = tree_.child(node, "sdtContent");
  Wrapper one;
  one.outer = holder;
  auto first = content ? tree_[*content].content.begin : element.content.begin;
  std::string means(element.name);
  for (const auto& attribute : text::attributes_in(tree_.bytes(element.start))) {
    if (is_saving_mark(attribute.name) || attribute.name == "history") continue;
    means.append(" ").append(attribute.name).append("=");
    means += attribute.qualified.starts_with("r:") ? side_.target_of(part_, attribute.value()) : std::string(attribute.raw);
  }
  for (const auto child : tree_.children(node)) {
    if (tree_[child].is_text || !tree_[child].name.ends_with("Pr")) continue;
    means += canonical_of(child);
    if (!content) first = tree_[child].bytes.end;
  }
  one.before = {element.bytes.begin, first};
  one.behind = {content ? tree_[*content].content.end : element.content.end, element.bytes.end};
  if (element.start.end == element.bytes.end) return;  // an empty tag holds nothing
  paragraph.wrappers.push_back(one);
  const auto index = static_cast<std::uint32_t>(paragraph.wrappers.size() - 1);
  read_inline(content.value_or(node), interner_.intern(interner_.text(wrapper) + ">" + means), index, paragraph);
}

void StoryReader::read_run(std::uint32_t node, Span span, Paragraph& paragraph) {
  if (const auto properties = tree_.child(node, "rPr")) {
    span.properties = tree_[*properties].content;
    span.format = children_signature(*properties);
  }
  for (auto child = node + 1; child < tree_[node].next; child = tree_[child].next) {
    if (!tree_[child].is_text) read_run_child(child, node, span, paragraph);
  }
}

void StoryReader::read_run_child(std::uint32_t node, std::uint32_t run, const Span& span, Paragraph& paragraph) {
  const auto& element = tree_[node];
  const bool word = element.vocabulary == Vocabulary::word;
  if (word && is_silent(element.name)) return;
  if (word && element.name == "commentReference") return paragraph.marks.push_back({paragraph.text.size(), tree_[run].bytes});
  if (word && element.name == "t") {
    auto characters = tree_.text(node);
    std::replace_if(
        characters.begin(), characters.end(), [](char one) { return one == '\n' || one == '\r' || one == '\t'; }, ' ');
    const bool keeps = tree_.attribute(node, "xml:space") == "preserve";
    return add_text(paragraph, span, keeps ? std::string_view(characters) : text::trim(characters));
  }
  Thing thing;
  thing.bytes = element.bytes;
  thing.signature = signature(node);
  if (word && (element.name == "footnoteReference" || element.name == "endnoteReference")) {
    thing.kind = element.name == "footnoteReference" ? Thing::Kind::footnote : Thing::Kind::endnote;
    thing.note_id = tree_.own_attribute(node, "id").value_or("");
  } else if (word && (element.name == "tab" || element.name == "ptab")) {
    thing.shown = "\t";
  } else if (word && (element.name == "br" || element.name == "cr")) {
    thing.shown = "\n";
  } else if (word && element.name == "noBreakHyphen") {
    thing.shown = "\u2011";
  } else {
    thing.shown = shown_text(element.bytes, node);
  }
  add_thing(paragraph, span, std::move(thing));
}

std::string StoryReader::shown_text(ByteRange, std::uint32_t node) const {
  std::string joined;
  for (auto one = node; one < tree_[node].next; ++one) {
    if (tree_[one].is_text && tree_[tree_[one].parent].name == "t") joined += tree_.text(one);
  }
  return joined;
}

void StoryReader::add_text(Paragraph& paragraph, Span span, std::string_view characters) const {
  if (characters.empty()) return;
  span.begin = paragraph.text.size();
  paragraph.text += characters;
  span.end = paragraph.text.size();
  auto& spans = paragraph.spans;
  const bool goes_on =
      !spans.empty() && spans.back().thing < 0 && spans.back().format == span.format && spans.back().wrapper == span.wrapper;
  if (goes_on) {
    spans.back().end = span.end;
  } else {
    spans.push_back(span);
  }
}

void StoryReader::add_thing(Paragraph& paragraph, Span span, Thing thing) const {
  span.begin = paragraph.text.size();
  paragraph.text += object;
  span.end = paragraph.text.size();
  span.thing = static_cast<std::int32_t>(paragraph.things.size());
  paragraph.things.push_back(std::move(thing));
  paragraph.spans.push_back(span);
}

}  // namespace chancery::comparison
