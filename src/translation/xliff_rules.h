#pragma once

#include "base/language_tag.h"
#include "text/markup_tree.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::translation {

/// Names one broken rule and stops.
class RuleBreaker {
 public:
  RuleBreaker(const text::MarkupTree& tree, std::string_view place) : tree_(tree), place_(place) {}

  /// Throws: Error{Fault::input, translation.rule…} with place, line and what was found.
  [[noreturn]] void refuse(std::uint32_t node, const char* rule, const std::string& found = {}) const;
  void require(bool holds, std::uint32_t node, const char* rule, const std::string& found = {}) const {
    if (!holds) refuse(node, rule, found);
  }

 private:
  const text::MarkupTree& tree_;
  std::string place_;
};

/// The rules of XLIFF 2.x core: structure, attributes, ids, languages, and what units say about their codes.
/// Standard: OASIS XLIFF 2.1 §4, its constraints and processing requirements as far as a file alone can break them.
class XliffRules {
 public:
  XliffRules(const text::MarkupTree& tree, std::string_view place) : tree_(tree), breaker_(tree, place) {}

  /// Throws: as RuleBreaker.
  void check();

  /// Whether an element has only attributes that it may have; elements of others are passed over.
  static void check_element_attributes(const text::MarkupTree& tree, const RuleBreaker& breaker, std::uint32_t node);

 private:
  using Ids = std::set<std::string>;

  void check_root();
  void check_file(std::uint32_t file);
  void check_children(std::uint32_t node, int level, Ids& groups);
  void check_skeleton(std::uint32_t node) const;
  void check_notes(std::uint32_t notes) const;
  void check_unit(std::uint32_t unit);
  void check_original_data(std::uint32_t data, Ids& ids) const;
  void check_part(std::uint32_t part, const char* kind);
  void check_language(std::uint32_t node, std::string_view wanted) const;
  void check_orders(std::uint32_t unit) const;
  void check_extension_ids(std::uint32_t holder) const;
  void collect_extension_ids(std::uint32_t node, Ids& ids) const;
  void check_attributes(std::uint32_t node) const;
  void check_id(std::uint32_t node, Ids& ids, const char* rule) const;
  void check_value(std::uint32_t node, const char* attribute, std::initializer_list<std::string_view> values) const;
  [[nodiscard]] bool is_core(std::uint32_t node) const;
  [[nodiscard]] std::string_view core_name(std::uint32_t node) const;

  const text::MarkupTree& tree_;
  RuleBreaker breaker_;
  std::string_view uri_;
  std::string source_language_;
  std::string target_language_;
  Ids units_;
  std::vector<std::uint32_t> subflows_;  // codes that name other units
};

/// NMTOKEN of XML, as ids of XLIFF are.
[[nodiscard]] bool is_name_token(std::string_view text);
/// A language tag by its shape.   Standard: RFC 5646 §2.1.
[[nodiscard]] bool is_language_shape(std::string_view tag);

}  // namespace chancery::translation
