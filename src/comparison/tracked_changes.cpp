#include "comparison/tracked_changes.h"

#include "text/markup_tree.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace chancery::comparison {
namespace {

using text::MarkupTree;
using text::Vocabulary;

bool names_insertion(std::string_view name) {
  return name == "ins" || name == "moveTo";
}
bool names_deletion(std::string_view name) {
  return name == "del" || name == "moveFrom";
}
bool names_range(std::string_view name) {
  return name.starts_with("moveFromRange") || name.starts_with("moveToRange") ||
         (name.starts_with("customXml") && name.find("Range") != std::string_view::npos);
}
bool names_property_change(std::string_view name) {
  return name.ends_with("PrChange") || name == "tblGridChange" || name == "numberingChange" || name == "tblPrExChange";
}
bool holds_text(std::string_view name) {
  return name == "hyperlink" || name == "smartTag" || name == "sdt" || name == "fldSimple";
}

/// Nothing but the beginnings and ends of bookmarks, comments and permissions.
bool holds_marks_only(std::string_view bytes) {
  constexpr std::array<std::string_view, 3> marks{":bookmark", ":commentRange", ":perm"};
  for (auto at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at + 1)) {
    const auto name = bytes.substr(at, bytes.find_first_of(" />", at + 1) - at);
    const bool mark =
        std::any_of(marks.begin(), marks.end(), [&](std::string_view one) { return name.find(one) != std::string_view::npos; });
    if (!mark) return false;
  }
  return true;
}

/// Writes the part again, leaving out or unfolding what is tracked.
class Resolver {
 public:
  Resolver(const MarkupTree& tree, Resolution resolution) : tree_(tree), accept_(resolution == Resolution::accept) {}

  Resolved run() {
    const auto root = tree_[MarkupTree::root].bytes;
    Bytes out(tree_.part(), 0, root.begin);
    element(MarkupTree::root, out);
    out.append(tree_.part(), root.end, tree_.part().size() - root.end);
    return {std::move(out), changes_};
  }

 private:
  [[nodiscard]] bool is_word(std::uint32_t node, std::string_view name) const {
    return tree_[node].vocabulary == Vocabulary::word && tree_[node].name == name;
  }
  [[nodiscard]] std::string_view name_of(std::uint32_t node) const {
    return tree_[node].vocabulary == Vocabulary::word ? tree_[node].name : std::string_view{};
  }
  [[nodiscard]] bool goes(std::string_view name) const { return accept_ ? names_deletion(name) : names_insertion(name); }
  [[nodiscard]] bool stays(std::string_view name) const { return accept_ ? names_insertion(name) : names_deletion(name); }

  void copy(const text::ByteRange& range, Bytes& out) const { out.append(tree_.bytes(range)); }

  void node(std::uint32_t one, Bytes& out) {
    const auto name = name_of(one);
    if (tree_[one].is_text || name.empty()) {
      if (tree_[one].is_text) return copy(whole(one), out);
      return element(one, out);
    }
    if (goes(name)) return count();
    if (stays(name)) return count(), content(one, out);
    if (names_range(name) || names_property_change(name)) return count();
    if (name == "delText" || name == "delInstrText") return renamed(one, name == "delText" ? "t" : "instrText", out);
    element(one, out);
  }

  /// A CDATA section is more than its text.
  [[nodiscard]] text::ByteRange whole(std::uint32_t one) const { return tree_[one].bytes; }

  void count() { ++changes_; }

  void renamed(std::uint32_t one, std::string_view name, Bytes& out) const {
    const auto start = tree_.bytes(tree_[one].start);
    const auto qualified = tree_[one].qualified;
    const auto prefix = qualified.substr(0, qualified.size() - tree_[one].name.size());
    out.append("<").append(prefix).append(name).append(start.substr(1 + qualified.size()));
    if (tree_[one].start.end == tree_[one].bytes.end) return;
    copy(tree_[one].content, out);
    out.append("</").append(prefix).append(name).append(">");
  }

  void content(std::uint32_t parent, Bytes& out) {
    Bytes pending;
    for (auto child = parent + 1; child < tree_[parent].next; child = tree_[child].next) {
      if (is_word(child, "p")) {
        paragraph(child, pending, out);
      } else if (is_word(child, "tr") && row_goes(child)) {
        count();
      } else if (is_word(child, "tc") && cell_goes(child)) {
        count();
      } else if (is_word(child, "tbl")) {
        flush(pending, out);
        table(child, out);
      } else if (is_word(child, "sectPr")) {
        flush(pending, out);
        properties(child, out);
      } else if (is_word(child, "rPr") || is_word(child, "pPr") || name_of(child).ends_with("Pr")) {
        properties(child, out);
      } else {
        node(child, out);
      }
    }
    flush(pending, out);
  }

  /// Text of a paragraph whose mark went and that has no next one keeps a paragraph of its own; bookmarks stand without one.
  void flush(Bytes& pending, Bytes& out) const {
    if (pending.empty()) return;
    if (holds_marks_only(pending)) {
      out.append(pending);
      return pending.clear();
    }
    const auto prefix = prefix_of_word();
    out.append("<").append(prefix).append("p>").append(pending).append("</").append(prefix).append("p>");
    pending.clear();
  }

  [[nodiscard]] std::string prefix_of_word() const {
    const auto& root = tree_[MarkupTree::root];
    return std::string(root.qualified.substr(0, root.qualified.size() - root.name.size()));
  }

  void element(std::uint32_t one, Bytes& out) {
    const auto& element = tree_[one];
    if (element.start.end == element.bytes.end) return copy(element.bytes, out);
    const auto before = out.size();
    copy(element.start, out);
    const auto inside = out.size();
    const auto changes = changes_;
    content(one, out);
    const bool emptied = changes_ != changes && out.size() == inside;
    if (emptied && (holds_text(name_of(one)) || name_of(one) == "r")) return out.resize(before);
    if (changes_ != changes && name_of(one) == "sdt" && is_empty_control(std::string_view(out).substr(inside)))
      return out.resize(before);
    if (name_of(one) == "tc" && changes_ != changes && !ends_in_paragraph(std::string_view(out).substr(inside))) {
      out.append("<").append(prefix_of_word()).append("p/>");
    }
    out.append(tree_.part(), element.content.end, element.bytes.end - element.content.end);
  }

  /// Tables whose rows all went, and controls in them.
  void table(std::uint32_t one, Bytes& out) {
    const auto before = out.size();
    const auto changes = changes_;
    element(one, out);
    if (changes_ == changes) return;
    if (std::string_view(out).substr(before).find("<" + prefix_of_word() + "tr") == std::string_view::npos) out.resize(before);
  }

  [[nodiscard]] bool is_empty_control(std::string_view inside) const {
    const auto prefix = prefix_of_word();
    return inside.find("<" + prefix + "r") == std::string_view::npos ||
           inside.ends_with("<" + prefix + "sdtContent></" + prefix + "sdtContent>");
  }

  [[nodiscard]] bool ends_in_paragraph(std::string_view inside) const {
    const auto prefix = prefix_of_word();
    const auto last = inside.find_last_not_of(" \t\r\n");
    const auto text = inside.substr(0, last == std::string_view::npos ? 0 : last + 1);
    if (text.ends_with("</" + prefix + "p>") || text.ends_with("</" + prefix + "sdt>")) return true;
    const auto open = text.rfind('<');
    return open != std::string_view::npos && text.ends_with("/>") &&
           (text.substr(open).starts_with("<" + prefix + "p/") || text.substr(open).starts_with("<" + prefix + "p "));
  }

  [[nodiscard]] std::optional<std::uint32_t> property(std::uint32_t one, std::string_view holder, std::string_view name) const {
    const auto found = tree_.child(one, holder);
    return found ? tree_.child(*found, name) : std::nullopt;
  }

  [[nodiscard]] bool row_goes(std::uint32_t row) const { return property(row, "trPr", accept_ ? "del" : "ins").has_value(); }
  [[nodiscard]] bool cell_goes(std::uint32_t cell) const {
    return property(cell, "tcPr", accept_ ? "cellDel" : "cellIns").has_value();
  }

  /// The paragraph with what stood in front of it; without its mark, its content goes to the next one.
  void paragraph(std::uint32_t one, Bytes& pending, Bytes& out) {
    const auto properties_node = tree_.child(one, "pPr");
    const auto mark_node = properties_node ? tree_.child(*properties_node, "rPr") : std::nullopt;
    bool mark_goes = false;
    if (mark_node) {
      for (const auto child : tree_.children(*mark_node)) mark_goes = mark_goes || goes(name_of(child));
    }
    Bytes inline_content;
    Bytes own_properties;
    for (auto child = one + 1; child < tree_[one].next; child = tree_[child].next) {
      if (properties_node && child == *properties_node) {
        properties(child, own_properties);
      } else {
        node(child, inline_content);
      }
    }
    if (mark_goes) {
      pending += is_blank(inline_content) ? Bytes() : inline_content;
      return;
    }
    const auto& element = tree_[one];
    if (element.start.end == element.bytes.end && pending.empty()) return copy(element.bytes, out);
    auto start = tree_.bytes(element.start);
    if (element.start.end == element.bytes.end) start.remove_suffix(2);
    out.append(start);
    if (element.start.end == element.bytes.end) out.append(">");
    out.append(own_properties).append(pending).append(inline_content);
    out.append("</").append(element.qualified).append(">");
    pending.clear();
  }

  static bool is_blank(std::string_view bytes) { return bytes.find_first_not_of(" \t\r\n") == std::string_view::npos; }

  /// A property element; rejected, it says again what its change remembers.
  void properties(std::uint32_t one, Bytes& out) {
    const auto change = std::string(tree_[one].name) + "Change";
    std::optional<std::uint32_t> remembered;
    for (const auto child : tree_.children(one)) {
      if (name_of(child) == change) remembered = child;
    }
    if (accept_ || !remembered) return element_without_marks(one, out);
    count();
    copy(tree_[one].start, out);
    const auto old = tree_.child(*remembered, tree_[one].name);
    // ECMA-376 §17.13.5.29: what a paragraph's change does not remember is not changed by it.
    std::vector<std::uint32_t> kept;
    for (const auto child : tree_.children(one)) {
      const auto name = name_of(child);
      const bool not_remembered = tree_[one].name == "pPr" ? name == "rPr" || name == "sectPr"
                                                           : tree_[one].name == "sectPr" && name.ends_with("Reference");
      if (not_remembered) kept.push_back(child);
    }
    const auto write_kept = [&] {
      for (const auto child : kept) name_of(child).ends_with("Pr") ? properties(child, out) : copy(tree_[child].bytes, out);
    };
    if (tree_[one].name == "sectPr") write_kept();
    if (old) copy(tree_[*old].content, out);
    if (tree_[one].name != "sectPr") write_kept();
    out.append("</").append(tree_[one].qualified).append(">");
  }

  void element_without_marks(std::uint32_t one, Bytes& out) {
    const auto& element = tree_[one];
    if (element.start.end == element.bytes.end) return copy(element.bytes, out);
    copy(element.start, out);
    for (auto child = one + 1; child < element.next; child = tree_[child].next) {
      const auto name = name_of(child);
      const bool mark = names_insertion(name) || names_deletion(name) || names_property_change(name) || name == "cellIns" ||
                        name == "cellDel" || name == "cellMerge";
      if (mark) {
        count();
      } else if (name.ends_with("Pr")) {
        properties(child, out);
      } else {
        copy(tree_[child].bytes, out);
      }
    }
    out.append("</").append(element.qualified).append(">");
  }

  const MarkupTree& tree_;
  bool accept_;
  std::size_t changes_ = 0;
};

/// Most parts have none; the names cannot stand in a part without these letters.
bool may_hold_changes(std::string_view part) {
  constexpr std::array<std::string_view, 9> names{":ins ", ":del ", ":moveFrom", ":moveTo", "Change ",
                                                  ":ins>", ":del>", "ins/>",     ":cellIns"};
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return part.find(name) != std::string_view::npos; }) ||
         part.find(":del/>") != std::string_view::npos || part.find(":cellDel") != std::string_view::npos ||
         part.find("Change>") != std::string_view::npos;
}

}  // namespace

Resolved resolve_changes(Bytes part, std::string_view place, Resolution resolution) {
  if (!may_hold_changes(part)) return {std::move(part), 0};
  const auto tree = MarkupTree::read(std::move(part), place);
  auto resolved = Resolver(tree, resolution).run();
  if (resolved.changes == 0) resolved.part = tree.part();
  return resolved;
}

}  // namespace chancery::comparison
