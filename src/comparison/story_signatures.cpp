#include "comparison/canonical_markup.h"
#include "comparison/story_reader.h"

// What counts of an element, a paragraph, a section: equal signatures read alike.
namespace chancery::comparison {
namespace {

using text::Vocabulary;

std::string digits(std::uint32_t value) {
  return std::to_string(value);
}

}  // namespace

std::string StoryReader::canonical_of(std::uint32_t node) const {
  return canonical(tree_, node, [&](const text::MarkupNode& element, const text::MarkupAttribute& attribute) {
    const bool drawing_id =
        element.name == "docPr" || attribute.name == "spid" || (element.name == "shape" && attribute.name == "id");
    const bool control_id = element.name == "id" && element.vocabulary == Vocabulary::word;
    const bool note_id = element.name == "footnoteReference" || element.name == "endnoteReference";
    if ((drawing_id && (attribute.name != "descr")) || control_id || (note_id && attribute.name == "id")) return std::string();
    if (attribute.qualified.starts_with("r:")) return side_.target_of(part_, attribute.value());
    if (element.name == "numId" && attribute.name == "val") return side_.list_of(attribute.raw);
    return std::string(attribute.raw);
  });
}

std::uint32_t StoryReader::signature(std::uint32_t node) {
  const auto raw = tree_.bytes(tree_[node].bytes);
  const auto known = known_.find(raw);
  if (known != known_.end()) return known->second;
  const auto found = interner_.intern(canonical_of(node));
  known_.emplace(raw, found);
  return found;
}

/// An element without content says the same as none.
std::uint32_t StoryReader::children_signature(std::uint32_t node) {
  const auto raw = tree_.bytes(tree_[node].content);
  const auto known = known_.find(raw);
  if (known != known_.end()) return known->second;
  std::string joined;
  for (const auto child : tree_.children(node)) {
    if (!tree_[child].is_text) joined += canonical_of(child);
  }
  const auto found = interner_.intern(joined);
  known_.emplace(raw, found);
  return found;
}

/// Which headers and footers a section names is compared apart.
std::uint32_t StoryReader::section_signature(std::uint32_t node) {
  std::string joined = "section";
  for (const auto child : tree_.children(node)) {
    if (!tree_[child].is_text && !tree_[child].name.ends_with("Reference")) joined += canonical_of(child);
  }
  return interner_.intern(joined);
}

std::string StoryReader::key_of(const Paragraph& paragraph) const {
  std::string key = "P" + paragraph.text;
  for (const auto& thing : paragraph.things) key += "|" + digits(thing.signature);
  for (const auto& span : paragraph.spans) {
    if (span.wrapper != 0) key += "|" + digits(span.wrapper) + "@" + std::to_string(span.begin);
  }
  if (!paragraph.section.empty()) key += "|section";
  return key;
}

std::string StoryReader::signature_of(const Paragraph& paragraph) const {
  std::string whole =
      "P" + digits(paragraph.base_signature) + "/" + digits(paragraph.mark_signature) + "/" + digits(paragraph.section_signature);
  for (const auto& span : paragraph.spans) {
    whole += "\n" + digits(span.format) + "/" + digits(span.wrapper) + "/";
    if (span.thing >= 0) {
      whole += "#" + digits(paragraph.things[static_cast<std::size_t>(span.thing)].signature);
    } else {
      whole.append(paragraph.text, span.begin, span.end - span.begin);
    }
  }
  return whole;
}

}  // namespace chancery::comparison
