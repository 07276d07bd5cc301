#include "comparison/package_merger.h"

#include <set>

namespace chancery::comparison {
namespace {

using text::MarkupTree;

bool has_comments(const formats::DocxPackage& package) {
  for (const auto& story : package.stories()) {
    if (story.kind == formats::StoryPart::Kind::comments) return true;
  }
  return false;
}

std::string bookmarks_of(const MarkupTree& tree) {
  std::set<std::string> names;
  for (std::uint32_t node = 0; node < tree.nodes().size(); ++node) {
    if (tree[node].name != "bookmarkStart") continue;
    const auto name = tree.own_attribute(node, "name").value_or("");
    if (name != "_GoBack") names.insert(name);
  }
  std::string joined;
  for (const auto& name : names) joined += name + "\n";
  return joined;
}

std::size_t count_elements(const MarkupTree& tree, std::string_view name) {
  std::size_t count = 0;
  for (const auto& node : tree.nodes()) count += !node.is_text && node.name == name ? 1U : 0U;
  return count;
}

std::string first_changed_style(const PackageSide& old, const PackageSide& now) {
  for (const auto& [id, definition] : now.styles()) {
    const auto found = old.styles().find(id);
    if (found != old.styles().end() && found->second != definition) return id;
  }
  return {};
}

bool same_headers(const PackageText& old, const PackageText& now) {
  if (old.headers().size() != now.headers().size()) return false;
  for (const auto& [key, story] : now.headers()) {
    if (old.headers().count(key) == 0) return false;
  }
  return true;
}

}  // namespace

void add_not_covered(const PackageText& old, const PackageText& now, bool left_out, Report& report) {
  auto& notes = report.not_covered;
  const auto& before = old.document().tree;
  const auto& after = now.document().tree;
  if (has_comments(old.package()) || has_comments(now.package())) notes.push_back({"comparison.comments_not_compared", {}});
  if (bookmarks_of(before) != bookmarks_of(after)) notes.push_back({"comparison.bookmarks_not_tracked", {}});
  if (count_elements(before, "sdt") != count_elements(after, "sdt")) notes.push_back({"comparison.controls_not_tracked", {}});
  if (count_elements(before, "txbxContent") + count_elements(after, "txbxContent") != 0) {
    notes.push_back({"comparison.boxes_as_wholes", {}});
  }
  const auto style = first_changed_style(old.side(), now.side());
  if (!style.empty()) notes.push_back({"comparison.style_not_tracked", {{"style", style}}});
  if (!same_headers(old, now)) notes.push_back({"comparison.headers_not_paired", {}});
  const bool notes_differ =
      (old.footnotes() == nullptr) != (now.footnotes() == nullptr) || (old.endnotes() == nullptr) != (now.endnotes() == nullptr);
  if (notes_differ) notes.push_back({"comparison.notes_part_missing", {}});
  if (left_out) notes.push_back({"comparison.foreign_chunk_left_out", {}});
}

}  // namespace chancery::comparison
