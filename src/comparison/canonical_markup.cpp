#include "comparison/canonical_markup.h"

namespace chancery::comparison {
namespace {

using text::MarkupTree;

void append_text(std::string& out, const MarkupTree& tree, std::uint32_t node) {
  const auto raw = tree.bytes(tree[node].bytes);
  if (raw.find_first_not_of(" \t\r\n") == std::string_view::npos && tree[tree[node].parent].name != "t") return;
  text::append_escaped(out, tree.text(node));
}

}  // namespace

bool is_saving_mark(std::string_view name) {
  return name.starts_with("rsid") || name == "paraId" || name == "textId" || name == "editId" || name == "anchorId";
}

void append_canonical(std::string& out, const MarkupTree& tree, std::uint32_t node, const Reading& reading) {
  const auto& element = tree[node];
  if (element.is_text) return append_text(out, tree, node);
  if (element.name == "lastRenderedPageBreak" || element.name == "proofErr") return;
  out.append("<").append(element.name);
  for (const auto& attribute : text::attributes_in(tree.bytes(element.start))) {
    if (is_saving_mark(attribute.name) || attribute.qualified.starts_with("xmlns")) continue;
    out.append(" ").append(attribute.name).append("=\"").append(reading(element, attribute)).append("\"");
  }
  out.append(">");
  for (auto child = node + 1; child < element.next; child = tree[child].next) append_canonical(out, tree, child, reading);
  out.append("</>");
}

std::string canonical(const MarkupTree& tree, std::uint32_t node, const Reading& reading) {
  std::string out;
  append_canonical(out, tree, node, reading);
  return out;
}

}  // namespace chancery::comparison
