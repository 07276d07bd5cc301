#include "text/markup_tree.h"

#include <algorithm>

namespace chancery::text {
namespace {

constexpr std::string_view tag_white_space = " \t\r\n";
constexpr std::string_view xml_uri = "http://www.w3.org/XML/1998/namespace";

std::string_view prefix_of(std::string_view qualified) {
  const auto colon = qualified.find(':');
  return colon == std::string_view::npos ? std::string_view{} : qualified.substr(0, colon);
}

std::string_view local_of(std::string_view qualified) {
  const auto colon = qualified.find(':');
  return colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
}

}  // namespace

std::vector<MarkupAttribute> attributes_in(std::string_view tag) {
  std::vector<MarkupAttribute> found;
  auto at = tag.find_first_of(" \t\r\n/>");
  while (at != std::string_view::npos) {
    at = tag.find_first_not_of(tag_white_space, at);
    if (at == std::string_view::npos || tag[at] == '>' || tag[at] == '/') break;
    const auto name_end = tag.find_first_of("= \t\r\n", at);
    const auto open = tag.find_first_of("\"'", name_end);
    if (open == std::string_view::npos) break;
    const auto close = tag.find(tag[open], open + 1);
    if (close == std::string_view::npos) break;
    const auto qualified = tag.substr(at, name_end - at);
    found.push_back({qualified, local_of(qualified), {}, tag.substr(open + 1, close - open - 1)});
    at = close + 1;
  }
  return found;
}

MarkupTree MarkupTree::read(Bytes part, std::string_view place, const MarkupLimits& limits) {
  MarkupTree tree(std::move(part));
  tree.declarations_.push_back({0, "xml", xml_uri});
  MarkupReader reader(tree.part(), place, limits);
  std::vector<std::uint32_t> open;
  while (reader.next()) {
    const auto& token = reader.token();
    const auto parent = open.empty() ? 0 : open.back();
    if (token.kind == MarkupToken::Kind::end) {
      auto& node = tree.nodes_[open.back()];
      node.content.end = token.bytes.begin;
      node.bytes.end = token.bytes.end;
      node.next = static_cast<std::uint32_t>(tree.nodes_.size());
      open.pop_back();
      continue;
    }
    const auto index = static_cast<std::uint32_t>(tree.nodes_.size());
    const auto scope = open.empty() ? 0 : tree.nodes_[parent].scope;
    if (token.kind == MarkupToken::Kind::text) {
      MarkupNode node;
      node.is_text = true;
      node.literal = token.literal;
      node.parent = parent;
      node.next = index + 1;
      node.scope = scope;
      node.bytes = node.content = token.bytes;
      tree.nodes_.push_back(node);
    } else {
      tree.add_element(token, parent, scope);
      if (token.kind == MarkupToken::Kind::start) open.push_back(index);
    }
  }
  return tree;
}

void MarkupTree::add_element(const MarkupToken& token, std::uint32_t parent, std::uint32_t scope) {
  MarkupNode node;
  node.vocabulary = token.vocabulary;
  node.parent = parent;
  node.next = static_cast<std::uint32_t>(nodes_.size()) + 1;
  node.bytes = node.start = token.bytes;
  node.content = {token.bytes.end, token.bytes.end};
  node.qualified = token.qualified;
  node.name = token.name;
  node.scope = declare(token.bytes, scope);
  const auto prefix = prefix_of(node.qualified);
  const bool as_parent = !nodes_.empty() && nodes_[parent].scope == node.scope && prefix_of(nodes_[parent].qualified) == prefix;
  node.uri = as_parent ? nodes_[parent].uri : find_uri(node.scope, prefix);
  nodes_.push_back(node);
}

std::uint32_t MarkupTree::declare(const ByteRange& start, std::uint32_t scope) {
  const auto tag = start.of(*part_);
  if (tag.find("xmlns") == std::string_view::npos) return scope;
  for (const auto& one : attributes_in(tag)) {
    if (one.qualified != "xmlns" && !one.qualified.starts_with("xmlns:")) continue;
    declarations_.push_back({scope, one.qualified == "xmlns" ? std::string_view{} : one.name, one.raw});
    scope = static_cast<std::uint32_t>(declarations_.size()) - 1;
  }
  return scope;
}

std::string_view MarkupTree::find_uri(std::uint32_t scope, std::string_view prefix) const {
  while (declarations_[scope].prefix != prefix) {
    if (scope == 0) return {};
    scope = declarations_[scope].outer;
  }
  return declarations_[scope].uri;
}

std::string_view MarkupTree::resolve(std::uint32_t node, std::string_view prefix) const {
  return find_uri(nodes_[node].scope, prefix);
}

std::vector<std::uint32_t> MarkupTree::children(std::uint32_t node) const {
  std::vector<std::uint32_t> found;
  for (auto child = node + 1; child < nodes_[node].next; child = nodes_[child].next) found.push_back(child);
  return found;
}

std::optional<std::uint32_t> MarkupTree::child(std::uint32_t node, std::string_view name) const {
  for (auto one = node + 1; one < nodes_[node].next; one = nodes_[one].next) {
    if (nodes_[one].name == name && nodes_[one].uri == nodes_[node].uri) return one;
  }
  return std::nullopt;
}

std::vector<MarkupAttribute> MarkupTree::attributes(std::uint32_t node) const {
  auto found = attributes_in(bytes(nodes_[node].start));
  for (auto& one : found) {
    const auto prefix = prefix_of(one.qualified);
    if (!prefix.empty() && prefix != "xmlns") one.uri = resolve(node, prefix);
  }
  return found;
}

std::optional<std::string> MarkupTree::attribute(std::uint32_t node, std::string_view qualified) const {
  const auto tag = bytes(nodes_[node].start);
  if (tag.find(qualified) == std::string_view::npos) return std::nullopt;
  for (const auto& one : attributes_in(tag)) {
    if (one.qualified == qualified) return one.value();
  }
  return std::nullopt;
}

std::optional<std::string> MarkupTree::own_attribute(std::uint32_t node, std::string_view name) const {
  const auto prefix = prefix_of(nodes_[node].qualified);
  for (const auto& one : attributes_in(bytes(nodes_[node].start))) {
    if (one.name == name && prefix_of(one.qualified) == prefix) return one.value();
  }
  return std::nullopt;
}

std::string MarkupTree::text(std::uint32_t node) const {
  std::string joined;
  for (auto one = node; one < nodes_[node].next; ++one) {
    if (!nodes_[one].is_text) continue;
    const auto raw = bytes(nodes_[one].bytes);
    joined += nodes_[one].literal ? std::string(raw) : resolve_references(raw);
  }
  return joined;
}

std::size_t MarkupTree::line(std::size_t offset) const {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (auto at = part_->find('\n'); at != Bytes::npos; at = part_->find('\n', at + 1)) line_starts_.push_back(at + 1);
  }
  const auto behind = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<std::size_t>(behind - line_starts_.begin());
}

}  // namespace chancery::text
