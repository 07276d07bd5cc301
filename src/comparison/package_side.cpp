#include "comparison/package_side.h"

#include "base/sha256.h"
#include "comparison/canonical_markup.h"
#include "formats/opc.h"
#include "text/markup_tree.h"

namespace chancery::comparison {
namespace {

using text::MarkupTree;
using text::Vocabulary;

std::string as_written(const text::MarkupNode&, const text::MarkupAttribute& attribute) {
  return std::string(attribute.raw);
}

/// The ids of a list definition differ from file to file.
std::string definition_of(const MarkupTree& tree, std::uint32_t node) {
  return canonical(tree, node, [](const text::MarkupNode& element, const text::MarkupAttribute& attribute) {
    const bool id = attribute.name == "abstractNumId" || attribute.name == "numId" || element.name == "nsid" ||
                    element.name == "tmpl" || attribute.name == "durableId" || attribute.name == "tplc";
    return id ? std::string() : std::string(attribute.raw);
  });
}

}  // namespace

PackageSide::PackageSide(const formats::DocxPackage& package) : package_(package) {
  read_lists();
  read_styles();
}

const std::map<std::string, formats::Relationship, std::less<>>& PackageSide::relationships_of(std::string_view part) const {
  const auto found = relationships_.find(part);
  if (found != relationships_.end()) return found->second;
  auto& read = relationships_[std::string(part)];
  for (auto& one : formats::read_relationships(package_.archive(), part)) read.emplace(one.id, one);
  return read;
}

std::string PackageSide::target_of(std::string_view part, std::string_view relationship) const {
  const auto& all = relationships_of(part);
  const auto found = all.find(relationship);
  if (found == all.end()) return "?";
  const auto& target = found->second.target;
  if (found->second.external || package_.archive().find(target) == nullptr) return target;
  const auto hashed = hashes_.find(target);
  if (hashed != hashes_.end()) return hashed->second;
  return hashes_.emplace(target, sha256(package_.part(target)).hex()).first->second;
}

void PackageSide::read_lists() {
  if (!package_.numbering_part()) return;
  const auto tree = MarkupTree::read(package_.part(*package_.numbering_part()), *package_.numbering_part());
  std::map<std::string, std::string> abstracts;
  std::map<std::string, std::size_t> counts;
  for (const auto node : tree.children(MarkupTree::root)) {
    if (tree[node].is_text) continue;
    if (tree[node].name == "abstractNum") {
      abstracts[tree.own_attribute(node, "abstractNumId").value_or("")] = definition_of(tree, node);
    } else if (tree[node].name == "num") {
      const auto abstract = tree.child(node, "abstractNumId");
      const auto id = abstract ? tree.own_attribute(*abstract, "val").value_or("") : std::string();
      std::string definition = abstracts[id];
      for (const auto child : tree.children(node)) {
        if (tree[child].name == "lvlOverride") definition += definition_of(tree, child);
      }
      // Two lists of one definition count apart; they are told apart by their order among the equal ones.
      const auto same = counts[definition]++;
      lists_.emplace(tree.own_attribute(node, "numId").value_or(""), definition + "#" + std::to_string(same));
    }
  }
}

void PackageSide::read_styles() {
  if (!package_.styles_part()) return;
  const auto tree = MarkupTree::read(package_.part(*package_.styles_part()), *package_.styles_part());
  for (const auto node : tree.children(MarkupTree::root)) {
    if (tree[node].name != "style") continue;
    styles_.emplace(tree.own_attribute(node, "styleId").value_or(""), canonical(tree, node, as_written));
  }
}

const std::string& PackageSide::list_of(std::string_view number) const {
  static const std::string none;
  const auto found = lists_.find(number);
  return found == lists_.end() ? none : found->second;
}

}  // namespace chancery::comparison
