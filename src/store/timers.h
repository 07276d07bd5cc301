#pragma once

#include "base/id.h"
#include "base/timestamp.h"
#include "store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chancery::store {

/// An event that a document sends itself at a later time. Several may have one `sendid`.
struct Timer {
  std::string sendid;
  std::string event;
  Timestamp due;

  friend bool operator==(const Timer&, const Timer&) = default;
};

/// A timer that waits, by its number.
struct WaitingTimer {
  std::int64_t number;
  DocumentId document;
  Timer timer;
};

/// Timers that wait. put(), cancel() and take() belong into the transaction of the step that sets, cancels or is fired by them:
/// so each fires once, whatever crash lies between.
class Timers {
 public:
  explicit Timers(Database& database) : database_(&database) {}

  void put(const DocumentId& document, const Timer& timer);
  /// All of the document that were sent under this id.
  void cancel(const DocumentId& document, const std::string& sendid);
  /// False when it is not there any more.
  bool take(std::int64_t number);
  [[nodiscard]] bool holds(std::int64_t number) const;
  /// Those that are due, the oldest first.
  [[nodiscard]] std::vector<WaitingTimer> due(Timestamp now, int limit) const;
  [[nodiscard]] std::vector<WaitingTimer> of(const DocumentId& document) const;

 private:
  Database* database_;
};

}  // namespace chancery::store
