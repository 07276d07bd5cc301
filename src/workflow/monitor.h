#pragma once

#include "workflow/course.h"

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace chancery::workflow {

/// Watches the obligations of a chart along a course.   Obligations of the kind `always-reaches` ask for all courses at once and
/// are not watched here.
class Monitor {
 public:
  explicit Monitor(const Chart& chart);

  /// True where nothing has to be watched.
  [[nodiscard]] bool empty() const { return watched_.empty(); }
  /// Notes in `situation.seen` what the step has done, and gives the numbers of the obligations that it breaks.
  [[nodiscard]] std::vector<std::size_t> watch(const std::vector<TraceEntry>& trace, Situation& situation, Course& course) const;

 private:
  struct Happening {
    bool is_event;
    std::string event;
    StateIndex state;
  };
  [[nodiscard]] std::vector<Happening> happenings(const std::vector<TraceEntry>& trace) const;
  [[nodiscard]] bool breaks_order(const Obligation& obligation, const std::vector<Happening>& happenings, bool& seen) const;
  [[nodiscard]] bool is_asked(const Obligation& obligation, const std::vector<Happening>& happenings) const;

  const Chart& chart_;
  std::vector<std::size_t> watched_;
  std::unordered_map<std::string, StateIndex> by_id_;
};

}  // namespace chancery::workflow
