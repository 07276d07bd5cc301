#include "translation/xliff_rules.h"

#include "base/error.h"
#include "translation/xliff_unit_rules.h"

#include <algorithm>
#include <array>
#include <optional>

namespace chancery::translation {
namespace {

constexpr std::string_view module_prefix = "urn:oasis:names:tc:xliff:";
constexpr std::array<std::string_view, 2> its{"http://www.w3.org/2005/11/its", "urn:oasis:names:tc:xliff:itsm:2.1"};

struct AllowedAttributes {
  std::string_view element;
  std::string_view names;  // each between spaces
  bool foreign;            // attributes of other tools may stand here
};

/// §4.2.2 and §4.3.1: which attributes of the core each element may have.
constexpr std::array allowed_attributes{
    AllowedAttributes{"xliff", " version srcLang trgLang ", true},
    AllowedAttributes{"file", " id canResegment original translate srcDir trgDir ", true},
    AllowedAttributes{"skeleton", " href ", false},
    AllowedAttributes{"group", " id name canResegment translate srcDir trgDir type ", true},
    AllowedAttributes{"unit", " id name canResegment translate srcDir trgDir type ", true},
    AllowedAttributes{"segment", " id canResegment state subState ", false},
    AllowedAttributes{"ignorable", " id ", false},
    AllowedAttributes{"notes", " ", false},
    AllowedAttributes{"note", " id appliesTo category priority ref ", true},
    AllowedAttributes{"originalData", " ", false},
    AllowedAttributes{"data", " id dir ", false},
    AllowedAttributes{"source", " ", false},
    AllowedAttributes{"target", " order ", false},
    AllowedAttributes{"cp", " hex ", false},
    AllowedAttributes{"ph", " canCopy canDelete canReorder copyOf disp equiv id dataRef subFlows subType type ", false},
    AllowedAttributes{"pc",
                      " canCopy canDelete canOverlap canReorder copyOf dispEnd dispStart equivEnd equivStart id dataRefEnd "
                      "dataRefStart subFlowsEnd subFlowsStart subType type dir ",
                      false},
    AllowedAttributes{
        "sc", " canCopy canDelete canOverlap canReorder copyOf dataRef dir disp equiv id isolated subFlows subType type ", false},
    AllowedAttributes{
        "ec",
        " canCopy canDelete canOverlap canReorder copyOf dataRef dir disp equiv id isolated startRef subFlows subType type ",
        false},
    AllowedAttributes{"mrk", " id translate type ref value ", true},
    AllowedAttributes{"sm", " id translate type ref value ", true},
    AllowedAttributes{"em", " startRef ", false},
};

/// Whether a list of names, each between spaces, has this one.
bool holds_name(std::string_view names, std::string_view name) {
  for (auto at = names.find(name); at != std::string_view::npos; at = names.find(name, at + 1)) {
    if (at > 0 && names[at - 1] == ' ' && at + name.size() < names.size() && names[at + name.size()] == ' ') return true;
  }
  return false;
}
bool is_flag(std::string_view name) {
  constexpr std::string_view flags = " translate canResegment isolated canCopy canDelete canOverlap ";
  return holds_name(flags, name);
}

bool is_letter(char one) {
  return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z');
}
bool is_digit(char one) {
  return one >= '0' && one <= '9';
}

}  // namespace

bool is_name_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char one) {
    return is_letter(one) || is_digit(one) || one == '.' || one == '-' || one == '_' || one == ':' ||
           static_cast<unsigned char>(one) >= 0x80;
  });
}

bool is_language_shape(std::string_view tag) {
  std::size_t part = 0;
  while (true) {
    const auto end = std::min(tag.find('-'), tag.size());
    const auto subtag = tag.substr(0, end);
    const bool alphanumeric = std::all_of(subtag.begin(), subtag.end(), [](char one) { return is_letter(one) || is_digit(one); });
    if (subtag.empty() || subtag.size() > 8 || !alphanumeric) return false;
    if (part == 0 && (subtag.size() < 2 || !std::all_of(subtag.begin(), subtag.end(), is_letter)) && subtag != "x" &&
        subtag != "i")
      return false;
    if (end == tag.size()) return true;
    tag.remove_prefix(end + 1);
    ++part;
  }
}

void RuleBreaker::refuse(std::uint32_t node, const char* rule, const std::string& found) const {
  throw Error(Fault::input, {rule,
                             {{"place", place_},
                              {"line", static_cast<std::int64_t>(tree_.line(tree_[node].bytes.begin))},
                              {"element", std::string(tree_[node].name)},
                              {"found", found.substr(0, 80)}}});
}

bool XliffRules::is_core(std::uint32_t node) const {
  return !tree_[node].is_text && tree_[node].uri == uri_;
}

std::string_view XliffRules::core_name(std::uint32_t node) const {
  return is_core(node) ? tree_[node].name : std::string_view{};
}

void XliffRules::check() {
  uri_ = tree_[text::MarkupTree::root].uri;
  check_root();
  for (const auto node : subflows_) {
    for (const char* const name : {"subFlows", "subFlowsStart", "subFlowsEnd"}) {
      const auto list = tree_.attribute(node, name).value_or("");
      for (std::size_t at = 0; at < list.size();) {
        const auto end = std::min(list.find(' ', at), list.size());
        const auto id = list.substr(at, end - at);
        breaker_.require(id.empty() || (is_name_token(id) && units_.count(id) != 0), node, "translation.rule_sub_flow", id);
        at = end + 1;
      }
    }
  }
}

void XliffRules::check_root() {
  const auto root = text::MarkupTree::root;
  check_attributes(root);
  source_language_ = tree_.attribute(root, "srcLang").value_or("");
  target_language_ = tree_.attribute(root, "trgLang").value_or("");
  breaker_.require(is_language_shape(source_language_), root, "translation.rule_language_shape", source_language_);
  breaker_.require(target_language_.empty() || is_language_shape(target_language_), root, "translation.rule_language_shape",
                   target_language_);
  Ids files;
  for (const auto child : tree_.children(root)) {
    if (tree_[child].is_text) continue;
    breaker_.require(core_name(child) == "file", child, "translation.rule_structure");
    check_id(child, files, "translation.rule_file_id");
    check_file(child);
  }
  breaker_.require(!files.empty(), root, "translation.rule_no_file");
}

void XliffRules::check_file(std::uint32_t file) {
  Ids groups;
  units_.clear();
  subflows_.reserve(16);
  check_children(file, 0, groups);
}

/// skeleton?, modules and extensions, notes?, (unit | group)…, in this order: §4.2.1.
void XliffRules::check_children(std::uint32_t node, int level, Ids& groups) {
  check_attributes(node);
  check_extension_ids(node);
  int stage = 0;
  std::size_t units = 0;
  for (const auto child : tree_.children(node)) {
    if (tree_[child].is_text) continue;
    const auto name = core_name(child);
    if (name == "skeleton") {
      breaker_.require(stage == 0 && level == 0, child, "translation.rule_structure");
      check_skeleton(child);
      stage = 1;
    } else if (name.empty()) {
      breaker_.require(stage <= 1, child, "translation.rule_structure");
      stage = 1;
    } else if (name == "notes") {
      breaker_.require(stage <= 1, child, "translation.rule_structure");
      check_notes(child);
      stage = 2;
    } else if (name == "group") {
      check_id(child, groups, "translation.rule_group_id");
      check_children(child, level + 1, groups);
      stage = 3;
      ++units;
    } else if (name == "unit") {
      check_id(child, units_, "translation.rule_unit_id");
      check_unit(child);
      stage = 3;
      ++units;
    } else {
      breaker_.refuse(child, "translation.rule_structure");
    }
  }
  breaker_.require(units != 0 || level != 0, node, "translation.rule_structure");
}

void XliffRules::check_skeleton(std::uint32_t node) const {
  check_attributes(node);
  const bool named = tree_.attribute(node, "href").has_value();
  const bool empty = tree_.bytes(tree_[node].content).find_first_not_of(" \t\r\n") == std::string_view::npos;
  breaker_.require(named == empty, node, "translation.rule_skeleton");
}

void XliffRules::check_notes(std::uint32_t notes) const {
  Ids ids;
  std::size_t count = 0;
  for (const auto note : tree_.children(notes)) {
    if (tree_[note].is_text) continue;
    breaker_.require(core_name(note) == "note", note, "translation.rule_structure");
    check_attributes(note);
    if (tree_.attribute(note, "id")) check_id(note, ids, "translation.rule_note_id");
    check_value(note, "appliesTo", {"source", "target"});
    ++count;
  }
  breaker_.require(count != 0, notes, "translation.rule_empty_notes");
}

void XliffRules::check_unit(std::uint32_t unit) {
  check_attributes(unit);
  check_extension_ids(unit);
  Ids parts;
  Ids data;
  int stage = 0;
  std::size_t segments = 0;
  for (const auto child : tree_.children(unit)) {
    if (tree_[child].is_text) continue;
    const auto name = core_name(child);
    const int next = name.empty() ? 0 : name == "notes" ? 1 : name == "originalData" ? 2 : 3;
    breaker_.require(next == 3 || (next == 0 ? stage == 0 : next > stage), child, "translation.rule_structure");
    stage = std::max(stage, next);
    if (name == "notes") check_notes(child);
    if (name == "originalData") check_original_data(child, data);
    if (next != 3) continue;
    breaker_.require(name == "segment" || name == "ignorable", child, "translation.rule_structure");
    if (tree_.attribute(child, "id")) check_id(child, parts, "translation.rule_part_id");
    check_part(child, name == "segment" ? "segment" : "ignorable");
    segments += name == "segment" ? 1U : 0U;
  }
  breaker_.require(segments != 0, unit, "translation.rule_structure");
  check_orders(unit);
  auto file = unit;
  while (core_name(file) != "file") file = tree_[file].parent;
  XliffUnitRules(tree_, breaker_, unit, tree_.attribute(file, "id").value_or(""), std::move(data), subflows_).check();
}

void XliffRules::check_original_data(std::uint32_t data, Ids& ids) const {
  for (const auto child : tree_.children(data)) {
    if (tree_[child].is_text) continue;
    breaker_.require(core_name(child) == "data", child, "translation.rule_structure");
    check_attributes(child);
    check_id(child, ids, "translation.rule_data_id");
    for (const auto inner : tree_.children(child)) {
      breaker_.require(tree_[inner].is_text || core_name(inner) == "cp", inner, "translation.rule_structure");
    }
  }
}

void XliffRules::check_part(std::uint32_t part, const char* kind) {
  check_attributes(part);
  check_value(part, "state", {"initial", "translated", "reviewed", "final"});
  const bool sub_state_alone = tree_.attribute(part, "subState") && !tree_.attribute(part, "state");
  breaker_.require(!sub_state_alone, part, "translation.rule_sub_state", kind);
  std::size_t sources = 0;
  std::size_t targets = 0;
  for (const auto child : tree_.children(part)) {
    if (tree_[child].is_text) continue;
    const auto name = core_name(child);
    breaker_.require(name == "source" || name == "target", child, "translation.rule_structure");
    check_attributes(child);
    if (name == "source") {
      breaker_.require(++sources == 1 && targets == 0, child, "translation.rule_structure");
      check_language(child, source_language_);
    } else {
      breaker_.require(++targets == 1 && sources == 1, child, "translation.rule_structure");
      breaker_.require(!target_language_.empty(), child, "translation.rule_target_language");
      check_language(child, target_language_);
    }
  }
  breaker_.require(sources == 1, part, "translation.rule_structure");
}

/// The nearest xml:lang must be what the root announces: §4.3.2.
void XliffRules::check_language(std::uint32_t node, std::string_view wanted) const {
  for (auto one = node;; one = tree_[one].parent) {
    const auto language = tree_.attribute(one, "xml:lang");
    if (language) {
      breaker_.require(is_language_shape(*language), one, "translation.rule_language_shape", *language);
      return breaker_.require(*language == wanted, node, "translation.rule_language", *language);
    }
    if (one == text::MarkupTree::root) return;
  }
}

void XliffRules::check_orders(std::uint32_t unit) const {
  std::set<std::size_t> taken;
  std::size_t place = 0;
  std::vector<std::pair<std::uint32_t, std::size_t>> orders;
  for (const auto part : tree_.children(unit)) {
    const auto name = core_name(part);
    if (name != "segment" && name != "ignorable") continue;
    ++place;
    const auto target = tree_.child(part, "target");
    if (!target) continue;
    const auto written = tree_.attribute(*target, "order");
    std::size_t order = place;
    if (written) {
      const bool number = !written->empty() && written->size() < 7 && std::all_of(written->begin(), written->end(), is_digit);
      breaker_.require(number, *target, "translation.rule_order", *written);
      order = static_cast<std::size_t>(std::stoul(*written));
    }
    orders.emplace_back(*target, order);
  }
  for (const auto& [target, order] : orders) {
    breaker_.require(order >= 1 && order <= place && taken.insert(order).second, target, "translation.rule_order",
                     std::to_string(order));
  }
}

/// Ids of foreign elements are unique among those of the same file, group or unit: §4.3.1.14.
void XliffRules::check_extension_ids(std::uint32_t holder) const {
  Ids ids;
  for (const auto child : tree_.children(holder)) {
    const bool foreign = !tree_[child].is_text && !tree_[child].uri.starts_with(module_prefix) && tree_[child].uri != its[0];
    if (foreign) collect_extension_ids(child, ids);
  }
}

void XliffRules::collect_extension_ids(std::uint32_t node, Ids& ids) const {
  for (auto one = node; one < tree_[node].next; ++one) {
    if (tree_[one].is_text) continue;
    auto id = tree_.attribute(one, "id");
    if (!id) id = tree_.attribute(one, "xml:id");
    if (id) breaker_.require(ids.insert(*id).second, one, "translation.rule_extension_id", *id);
  }
}

void XliffRules::check_attributes(std::uint32_t node) const {
  check_element_attributes(tree_, breaker_, node);
}

void XliffRules::check_element_attributes(const text::MarkupTree& tree, const RuleBreaker& breaker, std::uint32_t node) {
  const auto tag = tree.bytes(tree[node].start);
  if (tag.find('=') == std::string_view::npos) return;
  const auto* found = std::find_if(allowed_attributes.begin(), allowed_attributes.end(),
                                   [&](const auto& one) { return one.element == tree[node].name; });
  if (found == allowed_attributes.end()) return;
  for (const auto& attribute : text::attributes_in(tag)) {
    if (attribute.qualified.starts_with("xmlns") || attribute.qualified.starts_with("xml:")) continue;
    const auto colon = attribute.qualified.find(':');
    bool allowed = colon == std::string_view::npos && holds_name(found->names, attribute.name);
    if (colon != std::string_view::npos) {
      const auto uri = tree.resolve(node, attribute.qualified.substr(0, colon));
      allowed = found->foreign || uri.starts_with(module_prefix) || uri == its[0];
    } else if (allowed && is_flag(attribute.name) && attribute.raw != "yes" && attribute.raw != "no") {
      breaker.refuse(node, "translation.rule_value", std::string(attribute.name) + "=" + std::string(attribute.raw));
    }
    if (!allowed) breaker.refuse(node, "translation.rule_attribute", std::string(attribute.qualified));
  }
}

void XliffRules::check_id(std::uint32_t node, Ids& ids, const char* rule) const {
  const auto id = tree_.attribute(node, "id").value_or("");
  breaker_.require(is_name_token(id), node, "translation.rule_id", id);
  breaker_.require(ids.insert(id).second, node, rule, id);
}

void XliffRules::check_value(std::uint32_t node, const char* attribute, std::initializer_list<std::string_view> values) const {
  const auto value = tree_.attribute(node, attribute);
  if (!value) return;
  breaker_.require(std::find(values.begin(), values.end(), *value) != values.end(), node, "translation.rule_value",
                   std::string(attribute) + "=" + *value);
}

}  // namespace chancery::translation
