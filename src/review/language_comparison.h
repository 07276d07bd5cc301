#pragma once

#include "review/agreement.h"
#include "text/segments.h"

#include <string>
#include <vector>

namespace chancery::review {

/// What stands side by side in two languages; one side is empty where the other has no counterpart.
struct ComparedSegment {
  std::string segment;  // id, of the source where there is one
  std::string source;
  std::string target;
  std::vector<Finding> findings;
};

struct LanguageComparison {
  std::vector<std::string> articles;      // numbers that one language has and the other has not
  std::vector<ComparedSegment> segments;  // in the order of reading

  /// Whether nothing disagrees and nothing is missing.
  [[nodiscard]] bool agrees() const;
};

/// Sentence by sentence; a segment without a counterpart is found as review.segment_missing.
[[nodiscard]] LanguageComparison compare_languages(const text::SegmentedText& source, const text::SegmentedText& target,
                                                   const Agreement& agreement);

}  // namespace chancery::review
