#include "translation/tmx.h"

#include "base/error.h"
#include "formats/ascii.h"
#include "formats/xml_writer.h"
#include "text/markup_tree.h"
#include "text/normal_form.h"
#include "translation/xliff_rules.h"

#include <algorithm>

namespace chancery::translation {
namespace {

using text::Inline;
using text::MarkupTree;

/// A DOCTYPE without declarations of its own is blanked out, so that all offsets stay.
void blank_doctype(Bytes& bytes) {
  const auto at = bytes.find("<!DOCTYPE");
  if (at == Bytes::npos || at > 4'096) return;
  const auto end = bytes.find('>', at);
  if (end == Bytes::npos || bytes.find('[', at) < end) return;
  std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin() + static_cast<std::ptrdiff_t>(end) + 1, ' ');
}

bool is_language(std::string_view written, const LanguageTag& wanted) {
  return formats::lower_ascii(written.substr(0, written.find_first_of("-_"))) == wanted.primary();
}

class TmxReader {
 public:
  TmxReader(const MarkupTree& tree, std::string_view place, Memory& memory, const TmxLimits& limits)
      : tree_(tree), breaker_(tree, place), memory_(memory), limits_(limits), place_(place) {}

  TmxReport read() {
    const auto root = MarkupTree::root;
    breaker_.require(tree_[root].name == "tmx", root, "translation.rule_not_tmx", std::string(tree_[root].name));
    const auto version = tree_.attribute(root, "version").value_or("");
    breaker_.require(version.starts_with("1."), root, "translation.rule_version", version);
    const auto body = tree_.child(root, "body");
    breaker_.require(body.has_value(), root, "translation.rule_structure");
    for (const auto unit : tree_.children(*body)) {
      if (tree_[unit].is_text) continue;
      breaker_.require(tree_[unit].name == "tu", unit, "translation.rule_structure");
      read_unit(unit);
    }
    return report_;
  }

 private:
  void read_unit(std::uint32_t unit) {
    MemoryUnit pair;
    bool source = false;
    bool target = false;
    pair.changed = tree_.attribute(unit, "changedate").value_or(tree_.attribute(unit, "creationdate").value_or(""));
    for (const auto child : tree_.children(unit)) {
      if (tree_[child].is_text) continue;
      if (tree_[child].name == "prop" && tree_.attribute(child, "type") == "partner") pair.partner = tree_.text(child);
      if (tree_[child].name != "tuv") continue;
      const auto segment = tree_.child(child, "seg");
      breaker_.require(segment.has_value(), child, "translation.rule_structure");
      const auto language = tree_.attribute(child, "xml:lang").value_or(tree_.attribute(child, "lang").value_or(""));
      breaker_.require(!language.empty(), child, "translation.rule_language_shape");
      if (!source && is_language(language, memory_.source_language())) {
        pair.source = content_of(*segment);
        source = true;
      } else if (!target && is_language(language, memory_.target_language())) {
        pair.target = content_of(*segment);
        target = true;
      }
    }
    if (!source || !target) return void(++report_.other_languages);
    if (++report_.added > limits_.units) {
      throw Error(Fault::input,
                  {"translation.too_many_units", {{"place", place_}, {"limit", static_cast<std::int64_t>(limits_.units)}}});
    }
    memory_.add(std::move(pair));
  }

  Content content_of(std::uint32_t segment) {
    Content content;
    for (const auto child : tree_.children(segment)) add(child, content);
    return joined(std::move(content));
  }

  void add(std::uint32_t node, Content& content) {
    if (tree_[node].is_text) {
      const auto raw = tree_.bytes(tree_[node].bytes);
      content.push_back(
          {Inline::Kind::text, {}, text::to_nfc(tree_[node].literal ? std::string(raw) : text::resolve_references(raw))});
      return;
    }
    const auto name = tree_[node].name;
    const auto type = tree_.attribute(node, "type").value_or("");
    if (name == "bpt" || name == "ept") {
      const auto id = tree_.attribute(node, "i").value_or("");
      content.push_back({name == "bpt" ? Inline::Kind::open : Inline::Kind::close, id, type});
    } else if (name == "ph" || name == "it" || name == "ut") {
      content.push_back({Inline::Kind::standalone, tree_.attribute(node, "x").value_or(""), type});
    } else if (name == "hi" || name == "sub") {
      for (const auto child : tree_.children(node)) add(child, content);
    } else {
      breaker_.refuse(node, "translation.rule_structure");
    }
  }

  const MarkupTree& tree_;
  RuleBreaker breaker_;
  Memory& memory_;
  TmxLimits limits_;
  std::string place_;
  TmxReport report_;
};

void write_segment(formats::XmlWriter& writer, const Content& content) {
  writer.open("seg");
  for (const auto& piece : content) {
    switch (piece.kind) {
      case Inline::Kind::text:
        writer.text(piece.value);
        break;
      case Inline::Kind::open:
        writer.open("bpt").attribute("i", piece.id).attribute("type", piece.value).close();
        break;
      case Inline::Kind::close:
        writer.open("ept").attribute("i", piece.id).close();
        break;
      case Inline::Kind::standalone:
        writer.open("ph").attribute("x", piece.id).attribute("type", piece.value).close();
        break;
    }
  }
  writer.close();
}

}  // namespace

TmxReport read_tmx(Bytes bytes, std::string_view place, Memory& memory, const TmxLimits& limits) {
  blank_doctype(bytes);
  text::MarkupLimits markup;
  markup.bytes = limits.bytes;
  markup.cdata = true;
  const auto tree = MarkupTree::read(std::move(bytes), place, markup);
  return TmxReader(tree, place, memory, limits).read();
}

Bytes write_tmx(const Memory& memory) {
  formats::XmlWriter writer;
  writer.open("tmx").attribute("version", "1.4");
  writer.open("header")
      .attribute("creationtool", "chancery")
      .attribute("creationtoolversion", "1")
      .attribute("segtype", "sentence");
  writer.attribute("o-tmf", "chancery").attribute("adminlang", "en").attribute("srclang", memory.source_language().text());
  writer.attribute("datatype", "plaintext").close();
  writer.open("body");
  for (const auto& unit : memory.units()) {
    writer.text("\n").open("tu");
    if (!unit.changed.empty()) writer.attribute("changedate", unit.changed);
    if (!unit.partner.empty()) writer.open("prop").attribute("type", "partner").text(unit.partner).close();
    writer.open("tuv").attribute("xml:lang", memory.source_language().text());
    write_segment(writer, unit.source);
    writer.close().open("tuv").attribute("xml:lang", memory.target_language().text());
    write_segment(writer, unit.target);
    writer.close().close();
  }
  writer.text("\n").close().close();
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + writer.finish() + "\n";
}

}  // namespace chancery::translation
