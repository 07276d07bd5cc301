#pragma once

#include "base/language_tag.h"
#include "review/finding.h"
#include "review/names.h"
#include "review/values.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chancery::review {

/// A sentence in two languages.
struct SentencePair {
  std::string segment;
  std::string_view source;
  std::string_view target;
};

/// Compares sentences with their translations by values: what a number, a date, an amount, a name, a reference, an address or a
/// code is, not how it is written. Rules: review.numbers, .dates, .amounts, .percentages, .names, .near_name, .references,
/// .addresses, .codes, .brackets, .untranslated, .same_as_source, .russian_letters, .inconsistent.
class Agreement {
 public:
  Agreement(LanguageTag source, LanguageTag target, const NameRegister& names = {});

  /// What disagrees in one pair, in a fixed order of rules.
  [[nodiscard]] std::vector<Finding> check(const SentencePair& pair) const;
  /// All pairs of a text, and sentences that were translated in two ways.
  [[nodiscard]] std::vector<Finding> check_all(const std::vector<SentencePair>& pairs) const;

 private:
  void check_values(const SentencePair& pair, std::vector<Finding>& findings) const;
  void check_names(const SentencePair& pair, std::vector<Finding>& findings) const;
  void check_signs(const SentencePair& pair, std::vector<Finding>& findings) const;
  void check_language(const SentencePair& pair, std::vector<Finding>& findings) const;

  LanguageTag source_;
  LanguageTag target_;
  NameRegister register_;
  std::vector<NameRegister::Prepared> names_;
};

}  // namespace chancery::review
