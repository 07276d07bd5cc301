#pragma once

#include "base/language_tag.h"
#include "translation/content.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chancery::translation {

/// A pair that was translated before.
struct MemoryUnit {
  Content source;
  Content target;
  std::string partner;  // whose documents it comes from; empty for everybody
  std::string changed;  // when, `YYYYMMDDTHHMMSSZ` as TMX writes it; may be empty

  friend bool operator==(const MemoryUnit&, const MemoryUnit&) = default;
};

struct MemoryMatch {
  const MemoryUnit* unit = nullptr;
  int quality = 0;  // per cent of likeness; 100 for an equal text
};

/// What was translated from one language into another.
class Memory {
 public:
  Memory(LanguageTag source, LanguageTag target) : source_(std::move(source)), target_(std::move(target)) {}

  [[nodiscard]] const LanguageTag& source_language() const { return source_; }
  [[nodiscard]] const LanguageTag& target_language() const { return target_; }
  [[nodiscard]] const std::vector<MemoryUnit>& units() const { return units_; }

  /// A unit with the same source and partner takes the place of the older one.
  void add(MemoryUnit unit);
  /// The best matches for a text, the best one first; a partner's own ones before equally good others.
  [[nodiscard]] std::vector<MemoryMatch> matches(std::string_view text, std::string_view partner, std::size_t limit = 3,
                                                 int threshold = 70) const;

 private:
  LanguageTag source_;
  LanguageTag target_;
  std::vector<MemoryUnit> units_;
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> words_;  // which units hold a word
  std::unordered_map<std::string, std::uint32_t> by_source_;           // text and partner
};

}  // namespace chancery::translation
