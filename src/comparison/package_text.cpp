#include "comparison/package_text.h"

#include <set>

namespace chancery::comparison {
namespace {

using text::MarkupTree;

const Block* find_note(const StoryText* notes, const std::string& id) {
  if (notes == nullptr) return nullptr;
  for (const auto& note : notes->blocks.children) {
    if (note.note_id == id) return &note;
  }
  return nullptr;
}

}  // namespace

PackageText::PackageText(const formats::DocxPackage& package, Resolution resolution, Interner& interner, bool with_words)
    : package_(resolved(package, resolution)), side_(package_) {
  using Kind = formats::StoryPart::Kind;
  for (const auto& story : package_.stories()) {
    const auto read = [&] { return StoryText::read(package_.part(story.name), story.name, side_, interner, with_words); };
    if (story.kind == Kind::document) document_.emplace(read());
    if (story.kind == Kind::footnotes) footnotes_.emplace(read());
    if (story.kind == Kind::endnotes) endnotes_.emplace(read());
  }
  read_headers(interner, with_words);
}

formats::DocxPackage PackageText::resolved(const formats::DocxPackage& package, Resolution resolution) {
  std::map<std::string, Bytes> parts;
  for (const auto& story : package.stories()) {
    if (story.kind == formats::StoryPart::Kind::comments) continue;
    auto one = resolve_changes(package.part(story.name), story.name, resolution);
    changes_ += one.changes;
    if (one.changes != 0) parts.emplace(story.name, std::move(one.part));
  }
  if (parts.empty()) return package;
  return formats::DocxPackage::read(Blob(package.with_parts(parts)), package.place());
}

/// By the references of the sections, in document order.
void PackageText::read_headers(Interner& interner, bool with_words) {
  const auto& tree = document_->tree;
  std::size_t section = 0;
  for (std::uint32_t node = 0; node < tree.nodes().size(); ++node) {
    if (tree[node].name != "sectPr" || tree[node].vocabulary != text::Vocabulary::word) continue;
    ++section;
    for (const auto child : tree.children(node)) {
      const auto name = tree[child].name;
      if (name != "headerReference" && name != "footerReference") continue;
      const auto type = tree.own_attribute(child, "type").value_or("default");
      const auto& all = side_.relationships_of(document_->part);
      const auto found = all.find(tree.attribute(child, "r:id").value_or(""));
      if (found == all.end() || package_.archive().find(found->second.target) == nullptr) continue;
      const auto key = std::string(name) + "/" + type + "/" + std::to_string(section);
      const auto& part = found->second.target;
      headers_.emplace(key, StoryText::read(package_.part(part), part, side_, interner, with_words));
    }
  }
}

void PackageText::append_notes(const Block& block, std::string& out) const {
  for (const auto& thing : block.paragraph.things) {
    if (thing.note_id.empty()) continue;
    const auto* note = find_note(thing.kind == Thing::Kind::endnote ? endnotes() : footnotes(), thing.note_id);
    out += "[" + (note == nullptr ? std::string("?") : std::to_string(note->signature)) + "]";
  }
  for (const auto& child : block.children) append_notes(child, out);
}

std::string PackageText::signature() const {
  auto out = std::to_string(document_->blocks.signature) + "/" + std::to_string(document_->last_section_signature);
  append_notes(document_->blocks, out);
  return out;
}

}  // namespace chancery::comparison
