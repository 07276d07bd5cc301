#pragma once

#include "translation/xliff_rules.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::translation {

/// What the source or the targets of one unit must keep about codes and annotations.
/// Standard: OASIS XLIFF 2.1 §4.7.
class XliffUnitRules {
 public:
  XliffUnitRules(const text::MarkupTree& tree, const RuleBreaker& breaker, std::uint32_t unit, std::string file_id,
                 std::set<std::string> data, std::vector<std::uint32_t>& subflows);

  void check();

 private:
  /// One code as it stands: `pc` once, `sc` and `ec` each.
  struct Code {
    std::uint32_t node = 0;
    std::string name;    // ph, pc, sc, ec
    std::string id;      // of an `ec` that is not isolated its startRef
    bool fixed = false;  // canReorder is no or firstNo
    bool first = false;  // firstNo
    bool removable = true;
  };

  void walk(std::uint32_t parent, std::vector<Code>& codes, bool source);
  void check_element(std::uint32_t node, std::vector<Code>& codes, bool source);
  void check_code(std::uint32_t node, std::vector<Code>& codes, bool source);
  void check_end(std::uint32_t node, const std::vector<Code>& codes) const;
  void check_type(std::uint32_t node) const;
  void check_data(std::uint32_t node) const;
  void check_permissions(std::uint32_t node) const;
  void check_annotation(std::uint32_t node);
  void check_reference(std::uint32_t node, const std::string& reference) const;
  void check_comment(std::uint32_t node) const;
  void check_character(std::uint32_t node) const;
  void check_pairs(const std::vector<Code>& codes) const;
  void check_copies() const;
  void check_targets(const std::vector<Code>& source, const std::vector<Code>& target,
                     const std::set<std::string>& translated) const;
  void check_order(const std::vector<Code>& source, const std::vector<Code>& target) const;
  [[nodiscard]] std::string attribute(std::uint32_t node, const char* name) const {
    return tree_.attribute(node, name).value_or("");
  }

  const text::MarkupTree& tree_;
  const RuleBreaker& breaker_;
  std::uint32_t unit_;
  std::string file_id_;
  std::string unit_id_;
  std::set<std::string> data_;
  std::set<std::string> notes_;
  std::vector<std::uint32_t>& subflows_;
  std::set<std::string> ids_;  // of codes and annotations in the source
  std::set<std::string> target_ids_;
  std::set<std::string> code_ids_;  // that copyOf may name
  std::vector<std::uint32_t> copies_;
  std::map<std::string, std::uint32_t> open_marks_;
};

}  // namespace chancery::translation
