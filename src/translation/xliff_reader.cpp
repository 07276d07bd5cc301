#include "translation/xliff_reader.h"

#include "base/error.h"
#include "text/normal_form.h"
#include "translation/xliff_rules.h"

#include <algorithm>
#include <set>

namespace chancery::translation {
namespace {

using text::Inline;
using text::MarkupTree;

constexpr std::string_view uri_20 = "urn:oasis:names:tc:xliff:document:2.0";
constexpr std::string_view uri_22 = "urn:oasis:names:tc:xliff:document:2.2";
constexpr std::string_view uri_12 = "urn:oasis:names:tc:xliff:document:1.2";

void add_text(Content& content, std::string characters) {
  if (characters.empty()) return;
  if (!content.empty() && content.back().kind == Inline::Kind::text) {
    content.back().value += characters;
  } else {
    content.push_back({Inline::Kind::text, {}, std::move(characters)});
  }
}

void append(Content& content, const Content& more) {
  for (const auto& piece : more) {
    if (piece.kind == Inline::Kind::text) {
      add_text(content, piece.value);
    } else {
      content.push_back(piece);
    }
  }
}

std::vector<const XliffPiece*> in_order(const std::vector<XliffPiece>& pieces) {
  std::vector<const XliffPiece*> ordered;
  for (const auto& piece : pieces) ordered.push_back(&piece);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const XliffPiece* left, const XliffPiece* right) { return left->order < right->order; });
  return ordered;
}

}  // namespace

Content XliffUnit::source() const {
  Content content;
  for (const auto& piece : pieces) append(content, piece.source);
  return content;
}

std::optional<Content> XliffUnit::target() const {
  const bool none =
      std::none_of(pieces.begin(), pieces.end(), [](const XliffPiece& one) { return one.segment && one.target.has_value(); });
  if (none) return std::nullopt;
  Content content;
  for (const auto* piece : in_order(pieces)) {
    if (piece->target) {
      append(content, *piece->target);
    } else if (!piece->segment) {
      append(content, piece->source);
    }
  }
  return content;
}

void XliffReader::refuse(std::uint32_t node, const char* rule, const std::string& found) const {
  RuleBreaker(tree_, place_).refuse(node, rule, found);
}

std::string XliffReader::characters(std::uint32_t node) const {
  const auto raw = tree_.bytes(tree_[node].bytes);
  return text::to_nfc(tree_[node].literal ? std::string(raw) : text::resolve_references(raw));
}

void XliffReader::add_unit(XliffUnit unit, XliffFile& file) const {
  if (file.units.size() >= limits_.units) {
    throw Error(Fault::input, {"translation.too_many_units",
                               {{"place", std::string(place_)}, {"limit", static_cast<std::int64_t>(limits_.units)}}});
  }
  file.units.push_back(std::move(unit));
}

XliffDocument XliffReader::read_2() {
  XliffDocument document;
  const auto root = MarkupTree::root;
  document.version = tree_.attribute(root, "version").value_or("");
  document.source_language = tree_.attribute(root, "srcLang").value_or("");
  document.target_language = tree_.attribute(root, "trgLang").value_or("");
  for (const auto node : tree_.children(root)) {
    if (tree_[node].is_text) continue;
    XliffFile file;
    file.original = tree_.attribute(node, "original").value_or("");
    file.content_hash = hash_in(node);
    read_units_2(node, file, tree_.attribute(node, "translate") != "no");
    document.files.push_back(std::move(file));
  }
  return document;
}

/// Our own exports say in the metadata of the file which text it was.
std::string XliffReader::hash_in(std::uint32_t file) const {
  for (const auto child : tree_.children(file)) {
    if (tree_[child].is_text || tree_[child].name != "metadata") continue;
    for (auto one = child; one < tree_[child].next; ++one) {
      if (tree_[one].name == "meta" && tree_.attribute(one, "type") == "chancery.content") return tree_.text(one);
    }
  }
  return {};
}

void XliffReader::read_units_2(std::uint32_t parent, XliffFile& file, bool translate) {
  for (const auto child : tree_.children(parent)) {
    if (tree_[child].is_text || tree_[child].uri != tree_[MarkupTree::root].uri) continue;
    const auto own = tree_.attribute(child, "translate");
    const bool wanted = own ? *own == "yes" : translate;
    if (tree_[child].name == "group") read_units_2(child, file, wanted);
    if (tree_[child].name == "unit") add_unit(read_unit_2(child, wanted), file);
  }
}

XliffUnit XliffReader::read_unit_2(std::uint32_t node, bool translate) const {
  XliffUnit unit;
  unit.id = tree_.attribute(node, "id").value_or("");
  unit.line = tree_.line(tree_[node].bytes.begin);
  unit.translate = translate;
  std::size_t place = 0;
  for (const auto part : tree_.children(node)) {
    const auto name = tree_[part].name;
    if (tree_[part].is_text || tree_[part].uri != tree_[node].uri || (name != "segment" && name != "ignorable")) continue;
    XliffPiece piece;
    piece.segment = name == "segment";
    piece.line = tree_.line(tree_[part].bytes.begin);
    piece.state = tree_.attribute(part, "state").value_or("");
    piece.order = ++place;
    if (const auto source = tree_.child(part, "source")) piece.source = read_content_2(*source);
    if (const auto target = tree_.child(part, "target")) {
      piece.target = read_content_2(*target);
      if (const auto order = tree_.attribute(*target, "order")) piece.order = static_cast<std::size_t>(std::stoul(*order));
    }
    unit.pieces.push_back(std::move(piece));
  }
  return unit;
}

Content XliffReader::read_content_2(std::uint32_t node) const {
  Content content;
  for (const auto child : tree_.children(node)) add_inline_2(child, content);
  return content;
}

void XliffReader::add_inline_2(std::uint32_t node, Content& content) const {
  if (tree_[node].is_text) return add_text(content, characters(node));
  const auto name = tree_[node].name;
  const auto id = tree_.attribute(node, "id").value_or("");
  const auto type = tree_.attribute(node, "subType").value_or(tree_.attribute(node, "type").value_or(""));
  const bool isolated = tree_.attribute(node, "isolated") == "yes";
  const auto inner = [&] {
    for (const auto child : tree_.children(node)) add_inline_2(child, content);
  };
  if (name == "pc") {
    content.push_back({Inline::Kind::open, id, type});
    inner();
    content.push_back({Inline::Kind::close, id, type});
  } else if (name == "sc" && !isolated) {
    content.push_back({Inline::Kind::open, id, type});
  } else if (name == "ec" && !isolated) {
    content.push_back({Inline::Kind::close, tree_.attribute(node, "startRef").value_or(""), type});
  } else if (name == "ph" || name == "sc" || name == "ec") {
    content.push_back({Inline::Kind::standalone, id, type});
  } else if (name == "cp") {
    content.push_back({Inline::Kind::standalone, "cp" + tree_.attribute(node, "hex").value_or(""), "cp"});
  } else if (name == "mrk") {
    inner();
  }
}

XliffDocument XliffReader::read_1() {
  XliffDocument document;
  document.version = "1.2";
  for (const auto node : tree_.children(MarkupTree::root)) {
    if (tree_[node].is_text || tree_[node].name != "file") continue;
    XliffFile file;
    file.original = tree_.attribute(node, "original").value_or("");
    file.content_hash = tree_.attribute(node, "product-version").value_or("");
    const auto source = tree_.attribute(node, "source-language").value_or("");
    const auto target = tree_.attribute(node, "target-language").value_or("");
    if (!is_language_shape(source)) refuse(node, "translation.rule_language_shape", source);
    if (!target.empty() && !is_language_shape(target)) refuse(node, "translation.rule_language_shape", target);
    const bool mixed = !document.files.empty() && (document.source_language != source || document.target_language != target);
    if (mixed) refuse(node, "translation.rule_language", source + " " + target);
    document.source_language = source;
    document.target_language = target;
    const auto body = tree_.child(node, "body");
    if (!body) refuse(node, "translation.rule_structure", {});
    read_units_1(*body, file);
    document.files.push_back(std::move(file));
  }
  if (document.files.empty()) refuse(MarkupTree::root, "translation.rule_no_file", {});
  return document;
}

void XliffReader::read_units_1(std::uint32_t parent, XliffFile& file) {
  for (const auto child : tree_.children(parent)) {
    if (tree_[child].is_text || tree_[child].uri != tree_[MarkupTree::root].uri) continue;
    if (tree_[child].name == "group") read_units_1(child, file);
    if (tree_[child].name != "trans-unit") continue;
    auto unit = read_unit_1(child);
    if (unit.id.empty()) refuse(child, "translation.rule_id", unit.id);
    add_unit(std::move(unit), file);
  }
}

XliffUnit XliffReader::read_unit_1(std::uint32_t node) const {
  XliffUnit unit;
  unit.id = tree_.attribute(node, "id").value_or("");
  unit.line = tree_.line(tree_[node].bytes.begin);
  unit.translate = tree_.attribute(node, "translate") != "no";
  XliffPiece piece;
  piece.line = unit.line;
  piece.order = 1;
  const auto source = tree_.child(node, "source");
  if (!source) refuse(node, "translation.rule_structure", unit.id);
  piece.source = read_content_1(*source);
  if (const auto target = tree_.child(node, "target")) {
    piece.target = read_content_1(*target);
    piece.state = tree_.attribute(*target, "state").value_or("");
  }
  if (tree_.attribute(node, "approved") == "yes") piece.state = "final";
  unit.pieces.push_back(std::move(piece));
  return unit;
}

Content XliffReader::read_content_1(std::uint32_t node) const {
  Content content;
  for (const auto child : tree_.children(node)) add_inline_1(child, content);
  return content;
}

/// Standard: XLIFF 1.2 §2.4, inline elements.
void XliffReader::add_inline_1(std::uint32_t node, Content& content) const {
  if (tree_[node].is_text) return add_text(content, characters(node));
  const auto name = tree_[node].name;
  const auto id = tree_.attribute(node, "id").value_or("");
  const auto pair = tree_.attribute(node, "rid").value_or(id);
  const auto type = tree_.attribute(node, "ctype").value_or("");
  const auto inner = [&] {
    for (const auto child : tree_.children(node)) add_inline_1(child, content);
  };
  if (name == "g") {
    content.push_back({Inline::Kind::open, id, type});
    inner();
    content.push_back({Inline::Kind::close, id, type});
  } else if (name == "x" || name == "ph") {
    content.push_back({Inline::Kind::standalone, id, type});
  } else if (name == "bx" || name == "bpt") {
    content.push_back({Inline::Kind::open, pair, type});
  } else if (name == "ex" || name == "ept") {
    content.push_back({Inline::Kind::close, pair, type});
  } else if (name == "it") {
    const bool opens = tree_.attribute(node, "pos") == "open";
    content.push_back({opens ? Inline::Kind::open : Inline::Kind::close, pair, type});
  } else if (name == "mrk" || name == "sub") {
    inner();
  }
}

XliffDocument read_xliff(Bytes bytes, std::string_view place, const XliffLimits& limits) {
  text::MarkupLimits markup;
  markup.bytes = limits.bytes;
  markup.cdata = true;
  const auto tree = MarkupTree::read(std::move(bytes), place, markup);
  const auto& root = tree[MarkupTree::root];
  const auto version = tree.attribute(MarkupTree::root, "version").value_or("");
  const RuleBreaker breaker(tree, place);
  breaker.require(root.name == "xliff", MarkupTree::root, "translation.rule_not_xliff", std::string(root.name));
  XliffReader reader(tree, place, limits);
  if (version == "1.2" && (root.uri == uri_12 || root.uri.empty())) return reader.read_1();
  const bool known = ((version == "2.0" || version == "2.1") && root.uri == uri_20) ||
                     (version == "2.2" && (root.uri == uri_22 || root.uri == uri_20));
  breaker.require(known, MarkupTree::root, "translation.rule_version", version);
  XliffRules(tree, place).check();
  return reader.read_2();
}

}  // namespace chancery::translation
