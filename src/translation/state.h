#pragma once

#include "base/sha256.h"
#include "text/segments.h"
#include "translation/content.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::translation {

/// Where a segment's translation is. `stale` is never stored: it follows when the source is another one than was translated.
enum class State { untranslated, translated, reviewed, final, stale };
/// `new`, `translated`, `reviewed`, `final`, `stale`.
[[nodiscard]] std::string_view name_of(State state);
[[nodiscard]] std::optional<State> parse_state(std::string_view name);

/// The translation of one segment as it is kept.
struct Entry {
  std::string segment;  // id of the source segment
  Sha256 source;        // Segment::hash() of what was translated
  Content target;
  State state = State::translated;
};

/// A translation's entries, by segment.
using Entries = std::map<std::string, Entry, std::less<>>;

struct SegmentStatus {
  std::string segment;
  State state = State::untranslated;
  CodeFault codes = CodeFault::none;
};

/// Each segment of the source, in order.
[[nodiscard]] std::vector<SegmentStatus> status(const text::SegmentedText& source, const Entries& entries);

struct StatusCount {
  std::size_t untranslated = 0;
  std::size_t translated = 0;
  std::size_t reviewed = 0;
  std::size_t final = 0;
  std::size_t stale = 0;

  /// Nothing is stale, missing or not yet reviewed: the translation does not keep anybody from signing.
  [[nodiscard]] bool is_confirmed() const { return untranslated + translated + stale == 0; }
};
[[nodiscard]] StatusCount count(const std::vector<SegmentStatus>& status);

/// Every entry that is not stale, one step on: reviewed by a reviser, or final. Requires: `to` is reviewed or final.
[[nodiscard]] Entries confirmed(Entries entries, const text::SegmentedText& source, State to);

}  // namespace chancery::translation
