#pragma once

#include "engine/scrub.h"

#include <mutex>
#include <string>

namespace chancery::engine {

/// Looks at the documents of an office a few at a time, round after round, while the office works. Any thread may ask for the
/// state.
class RollingScrub {
 public:
  /// Scrubs the next documents in the order of their ids. Behind the last one the leaves are looked at, and a round is over.
  /// Returns what was found just now.
  std::vector<ScrubFinding> go_on(store::Database& database, std::size_t documents, Timestamp now);

  /// {documents: looked at in this round, last?: {finished, …as to_json(ScrubReport)}}
  [[nodiscard]] formats::Json state() const;

 private:
  mutable std::mutex mutex_;
  ScrubReport round_;
  Bytes after_;  // the id of the last document, as bytes; empty: a round begins
  std::optional<ScrubReport> last_;
  std::optional<Timestamp> finished_;
};

}  // namespace chancery::engine
