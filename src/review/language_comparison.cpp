#include "review/language_comparison.h"

#include <algorithm>
#include <map>

namespace chancery::review {
namespace {

ComparedSegment compared(const text::SegmentPair& pair, const text::SegmentedText& source, const text::SegmentedText& target) {
  ComparedSegment segment;
  segment.segment = pair.source ? source.segments[*pair.source].id : target.segments[*pair.target].id;
  if (pair.source) segment.source = source.segments[*pair.source].text();
  if (pair.target) segment.target = target.segments[*pair.target].text();
  if (segment.source.empty() || segment.target.empty()) {
    segment.findings.push_back({segment.segment, {"review.segment_missing", {}}, {}});
  }
  return segment;
}

}  // namespace

bool LanguageComparison::agrees() const {
  return articles.empty() &&
         std::all_of(segments.begin(), segments.end(), [](const ComparedSegment& one) { return one.findings.empty(); });
}

LanguageComparison compare_languages(const text::SegmentedText& source, const text::SegmentedText& target,
                                     const Agreement& agreement) {
  LanguageComparison comparison{text::structure_differences(source, target), {}};
  for (const auto& pair : text::pair(source, target)) comparison.segments.push_back(compared(pair, source, target));
  std::vector<SentencePair> pairs;
  std::map<std::string_view, ComparedSegment*> by_id;
  for (ComparedSegment& segment : comparison.segments) {
    by_id.emplace(segment.segment, &segment);
    if (segment.findings.empty()) pairs.push_back({segment.segment, segment.source, segment.target});
  }
  for (Finding& finding : agreement.check_all(pairs)) by_id.at(finding.segment)->findings.push_back(std::move(finding));
  return comparison;
}

}  // namespace chancery::review
