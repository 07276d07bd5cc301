#pragma once

#include "base/timestamp.h"
#include "ledger/system_event.h"
#include "store/database.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace chancery::engine {

/// Refused attempts without a leaf of their own: on what somebody may not know of, on what does not exist, and repeats. They are
/// counted alike, for each rule and hour, so that a count tells nobody what exists.   Standard: FORMATS, *Leaf*.
class RefusalCounts {
 public:
  /// {start of the hour, rule} → count
  using Counts = std::map<std::pair<Timestamp, std::string>, std::uint64_t>;

  /// From any thread; nothing is written yet, or whoever guesses ids would keep the disk busy.
  void add(const std::string& rule, Timestamp now);
  /// What was added since, for save(); put_back() it when the transaction fails.
  [[nodiscard]] Counts take();
  void put_back(const Counts& counts);

 private:
  std::mutex mutex_;
  Counts counts_;
};

[[nodiscard]] Timestamp hour_of(Timestamp moment);

/// Adds to the stored counts.   Requires: the writer's transaction is open.
void save(store::Database& database, const RefusalCounts::Counts& counts);
/// The counts of the hours that are over at `now`, oldest first; they are removed, for a leaf each to take their place.
[[nodiscard]] std::vector<ledger::RefusalsCounted> take_finished_hours(store::Database& database, Timestamp now);

}  // namespace chancery::engine
