#include "translation/xliff_unit_rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace chancery::translation {
namespace {

using text::MarkupTree;

bool is_code(std::string_view name) {
  return name == "ph" || name == "pc" || name == "sc" || name == "ec";
}

/// `prefix:value`: what a tool defines for itself.
bool is_own_value(std::string_view value) {
  const auto colon = value.find(':');
  return colon != std::string_view::npos && colon != 0 && colon + 1 < value.size();
}

template <std::size_t size>
bool is_one_of(std::string_view value, const std::array<std::string_view, size>& values) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// The selectors of a fragment identifier, each with its prefix.   Standard: XLIFF 2.1 §5.
using Selectors = std::vector<std::pair<std::string, std::string>>;
std::optional<Selectors> parse_fragment(std::string_view fragment) {
  Selectors selectors;
  if (fragment.starts_with('/')) fragment.remove_prefix(1);
  while (true) {
    const auto end = std::min(fragment.find('/'), fragment.size());
    const auto one = fragment.substr(0, end);
    const auto equals = one.find('=');
    const auto prefix = equals == std::string_view::npos ? std::string_view{} : one.substr(0, equals);
    const auto id = equals == std::string_view::npos ? one : one.substr(equals + 1);
    if (!is_name_token(id) || (equals != std::string_view::npos && !is_name_token(prefix))) return std::nullopt;
    selectors.emplace_back(prefix, id);
    if (end == fragment.size()) return selectors;
    fragment.remove_prefix(end + 1);
  }
}

/// f, then g, then u, then one leaf.
int rank_of(std::string_view prefix) {
  return prefix == "f" ? 0 : prefix == "g" ? 1 : prefix == "u" ? 2 : 3;
}

}  // namespace

XliffUnitRules::XliffUnitRules(const MarkupTree& tree, const RuleBreaker& breaker, std::uint32_t unit, std::string file_id,
                               std::set<std::string> data, std::vector<std::uint32_t>& subflows)
    : tree_(tree),
      breaker_(breaker),
      unit_(unit),
      file_id_(std::move(file_id)),
      unit_id_(tree.attribute(unit, "id").value_or("")),
      data_(std::move(data)),
      subflows_(subflows) {
  if (const auto notes = tree.child(unit, "notes")) {
    for (const auto note : tree.children(*notes)) {
      if (const auto id = tree.attribute(note, "id"); !tree[note].is_text && id) notes_.insert(*id);
    }
  }
}

void XliffUnitRules::check() {
  std::vector<Code> source;
  std::vector<Code> target;
  std::set<std::string> translated;  // codes of segments that have a target
  for (const auto part : tree_.children(unit_)) {
    if (tree_[part].is_text || (tree_[part].name != "segment" && tree_[part].name != "ignorable")) continue;
    const auto from = source.size();
    if (const auto one = tree_.child(part, "source")) walk(*one, source, true);
    if (!tree_.child(part, "target")) continue;
    for (auto index = from; index < source.size(); ++index) translated.insert(source[index].id);
  }
  breaker_.require(open_marks_.empty(), open_marks_.empty() ? unit_ : open_marks_.begin()->second,
                   "translation.rule_annotation_open");
  check_pairs(source);
  for (const auto part : tree_.children(unit_)) {
    if (tree_[part].is_text || (tree_[part].name != "segment" && tree_[part].name != "ignorable")) continue;
    if (const auto one = tree_.child(part, "target")) walk(*one, target, false);
  }
  check_copies();
  check_targets(source, target, translated);
}

void XliffUnitRules::walk(std::uint32_t parent, std::vector<Code>& codes, bool source) {
  for (const auto child : tree_.children(parent)) {
    if (tree_[child].is_text) continue;
    breaker_.require(tree_[child].uri == tree_[unit_].uri, child, "translation.rule_structure");
    check_element(child, codes, source);
    if (tree_[child].name == "pc" || tree_[child].name == "mrk") walk(child, codes, source);
  }
}

void XliffUnitRules::check_element(std::uint32_t node, std::vector<Code>& codes, bool source) {
  const auto name = tree_[node].name;
  constexpr std::array<std::string_view, 8> inline_names{"cp", "ph", "pc", "sc", "ec", "mrk", "sm", "em"};
  breaker_.require(is_one_of(name, inline_names), node, "translation.rule_structure");
  XliffRules::check_element_attributes(tree_, breaker_, node);
  if (name == "cp") return check_character(node);
  if (is_code(name)) return check_code(node, codes, source);
  if (name == "em") {
    const bool opened = !source || open_marks_.erase(attribute(node, "startRef")) != 0;
    return breaker_.require(opened, node, "translation.rule_annotation_open", attribute(node, "startRef"));
  }
  check_annotation(node);
  const auto id = attribute(node, "id");
  breaker_.require(is_name_token(id), node, "translation.rule_id", id);
  auto& ids = source ? ids_ : target_ids_;
  breaker_.require(ids.insert(id).second, node, "translation.rule_inline_id", id);
  if (name == "sm" && source) open_marks_[id] = node;
}

void XliffUnitRules::check_code(std::uint32_t node, std::vector<Code>& codes, bool source) {
  const auto name = std::string(tree_[node].name);
  const bool isolated = attribute(node, "isolated") == "yes";
  const bool ends = name == "ec" && !isolated;
  check_type(node);
  check_data(node);
  check_permissions(node);
  if (ends) {
    breaker_.require(tree_.attribute(node, "startRef") && !tree_.attribute(node, "id"), node, "translation.rule_end_code");
    check_end(node, codes);
  } else {
    const auto id = attribute(node, "id");
    breaker_.require(!tree_.attribute(node, "startRef"), node, "translation.rule_isolated", id);
    breaker_.require(is_name_token(id), node, "translation.rule_id", id);
    auto& ids = source ? ids_ : target_ids_;
    breaker_.require(ids.insert(id).second, node, "translation.rule_inline_id", id);
    code_ids_.insert(id);
  }
  for (const auto& one : tree_.attributes(node)) {
    const bool format = one.uri == "urn:oasis:names:tc:xliff:fs:2.0";
    breaker_.require(!format || !ends, node, "translation.rule_format_on_end", std::string(one.qualified));
  }
  if (tree_.attribute(node, "copyOf")) copies_.push_back(node);
  if (tree_.attribute(node, "subFlows") || tree_.attribute(node, "subFlowsStart") || tree_.attribute(node, "subFlowsEnd"))
    subflows_.push_back(node);
  const auto reorder = attribute(node, "canReorder");
  codes.push_back({node, name, ends ? attribute(node, "startRef") : attribute(node, "id"),
                   reorder == "no" || reorder == "firstNo", reorder == "firstNo", attribute(node, "canDelete") != "no"});
}

/// An `ec` stands behind its `sc` and allows what that allows.
void XliffUnitRules::check_end(std::uint32_t node, const std::vector<Code>& codes) const {
  const auto start = attribute(node, "startRef");
  const auto found =
      std::find_if(codes.begin(), codes.end(), [&](const Code& one) { return one.name == "sc" && one.id == start; });
  breaker_.require(found != codes.end(), node, "translation.rule_end_before_start", start);
  for (const auto& [name, otherwise] : {std::pair("canCopy", "yes"), std::pair("canDelete", "yes"),
                                        std::pair("canReorder", "yes"), std::pair("canOverlap", "yes")}) {
    const auto own = tree_.attribute(node, name);
    if (!own) continue;
    auto theirs = tree_.attribute(found->node, name).value_or(otherwise);
    const bool follows = std::string_view(name) == "canReorder" && theirs == "firstNo" && *own == "no";
    breaker_.require(*own == theirs || follows, node, "translation.rule_start_end_differ", name);
  }
}

void XliffUnitRules::check_type(std::uint32_t node) const {
  constexpr std::array<std::string_view, 6> types{"fmt", "ui", "quote", "link", "image", "other"};
  constexpr std::array<std::string_view, 5> formats{"xlf:lb", "xlf:pb", "xlf:b", "xlf:i", "xlf:u"};
  const auto type = tree_.attribute(node, "type");
  const auto sub_type = tree_.attribute(node, "subType");
  breaker_.require(!type || is_one_of(*type, types), node, "translation.rule_type", type.value_or(""));
  if (!sub_type) return;
  breaker_.require(type && is_own_value(*sub_type), node, "translation.rule_sub_type", *sub_type);
  if (!sub_type->starts_with("xlf:")) return;
  const bool fits = (is_one_of(*sub_type, formats) && *type == "fmt") || (*sub_type == "xlf:var" && *type == "ui");
  breaker_.require(fits, node, "translation.rule_sub_type", *sub_type);
}

void XliffUnitRules::check_data(std::uint32_t node) const {
  for (const char* const name : {"dataRef", "dataRefStart", "dataRefEnd"}) {
    const auto reference = tree_.attribute(node, name);
    if (!reference) continue;
    breaker_.require(data_.count(*reference) != 0, node, "translation.rule_data", *reference);
    breaker_.require(!tree_.attribute(node, "copyOf"), node, "translation.rule_copy", *reference);
  }
}

/// What keeps its place is neither copied nor deleted: §4.7.2.3.
void XliffUnitRules::check_permissions(std::uint32_t node) const {
  const auto reorder = tree_.attribute(node, "canReorder");
  if (!reorder || *reorder == "yes") return;
  breaker_.require(*reorder == "no" || *reorder == "firstNo", node, "translation.rule_value", "canReorder=" + *reorder);
  const bool end = tree_[node].name == "ec" && attribute(node, "isolated") != "yes" && !tree_.attribute(node, "canCopy") &&
                   !tree_.attribute(node, "canDelete");
  breaker_.require(end || (attribute(node, "canCopy") == "no" && attribute(node, "canDelete") == "no"), node,
                   "translation.rule_reorder_context", *reorder);
}

void XliffUnitRules::check_annotation(std::uint32_t node) {
  const auto type = tree_.attribute(node, "type");
  constexpr std::array<std::string_view, 3> types{"generic", "comment", "term"};
  breaker_.require(!type || is_one_of(*type, types) || is_own_value(*type), node, "translation.rule_type", type.value_or(""));
  if (const auto reference = tree_.attribute(node, "ref")) check_reference(node, *reference);
  if (type == "comment") check_comment(node);
}

void XliffUnitRules::check_reference(std::uint32_t node, const std::string& reference) const {
  if (!reference.starts_with('#')) return;  // another resource
  const auto selectors = parse_fragment(std::string_view(reference).substr(1));
  breaker_.require(selectors.has_value(), node, "translation.rule_fragment", reference);
  int last = -1;
  for (const auto& [prefix, id] : *selectors) {
    const auto rank = rank_of(prefix);
    breaker_.require(rank > last, node, "translation.rule_fragment", reference);
    last = rank;
  }
  const bool bare = selectors->size() > 1 &&
                    std::any_of(selectors->begin(), selectors->end() - 1, [](const auto& one) { return one.first.empty(); });
  breaker_.require(!bare, node, "translation.rule_fragment", reference);
}

/// A comment says its text itself or names a note of its unit, one of the two.
void XliffUnitRules::check_comment(std::uint32_t node) const {
  const auto reference = tree_.attribute(node, "ref");
  breaker_.require(reference.has_value() != tree_.attribute(node, "value").has_value(), node, "translation.rule_comment");
  if (!reference) return;
  const auto selectors = reference->starts_with('#') ? parse_fragment(std::string_view(*reference).substr(1)) : std::nullopt;
  bool found = selectors && !selectors->empty() && selectors->back().first == "n" && notes_.count(selectors->back().second) != 0;
  if (found && selectors->size() > 1) {
    const auto& before = (*selectors)[selectors->size() - 2];
    found = before.first == "u" && before.second == unit_id_;
    for (const auto& [prefix, id] : *selectors) found = found && (prefix != "f" || id == file_id_);
  }
  breaker_.require(found, node, "translation.rule_comment", *reference);
}

/// `cp` is for what XML itself cannot hold.
void XliffUnitRules::check_character(std::uint32_t node) const {
  const auto hex = attribute(node, "hex");
  std::uint32_t value = 0;
  const auto [end, code] = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
  const bool number = code == std::errc{} && end == hex.data() + hex.size() && hex.size() >= 4 && hex.size() <= 6;
  const bool in_xml = value == 9 || value == 10 || value == 13 || (value >= 0x20 && value <= 0xD7FF) ||
                      (value >= 0xE000 && value <= 0xFFFD) || value >= 0x10000;
  breaker_.require(number && !in_xml, node, "translation.rule_character", hex);
}

/// An `sc` without its `ec` says that it is isolated, and no other does.
void XliffUnitRules::check_pairs(const std::vector<Code>& codes) const {
  for (const auto& code : codes) {
    if (code.name != "sc") continue;
    const bool ended = std::any_of(codes.begin(), codes.end(), [&](const Code& one) {
      return one.name == "ec" && one.id == code.id && tree_.attribute(one.node, "startRef").has_value();
    });
    const bool isolated = attribute(code.node, "isolated") == "yes";
    breaker_.require(isolated != ended, code.node, "translation.rule_isolated", code.id);
  }
}

void XliffUnitRules::check_copies() const {
  for (const auto node : copies_) {
    breaker_.require(code_ids_.count(attribute(node, "copyOf")) != 0, node, "translation.rule_copy", attribute(node, "copyOf"));
  }
}

void XliffUnitRules::check_targets(const std::vector<Code>& source, const std::vector<Code>& target,
                                   const std::set<std::string>& translated) const {
  if (translated.empty() && target.empty()) return;
  for (const auto& code : source) {
    if (code.removable || translated.count(code.id) == 0) continue;
    const bool kept = std::any_of(target.begin(), target.end(), [&](const Code& one) { return one.id == code.id; });
    breaker_.require(kept, code.node, "translation.rule_not_removable", code.id);
  }
  if (!target.empty()) check_order(source, target);
}

/// Codes that keep their place stand in the target one behind the other as in the source: §4.7.2.4.
void XliffUnitRules::check_order(const std::vector<Code>& source, const std::vector<Code>& target) const {
  for (std::size_t index = 1; index < source.size(); ++index) {
    if (!source[index].fixed || source[index].first || !source[index - 1].fixed) continue;
    const auto place = std::find_if(target.begin(), target.end(), [&](const Code& one) {
      return one.id == source[index].id && one.name == source[index].name;
    });
    if (place == target.end()) continue;
    breaker_.require(place != target.begin() && (place - 1)->id == source[index - 1].id, place->node,
                     "translation.rule_reordered", source[index].id);
  }
}

}  // namespace chancery::translation
