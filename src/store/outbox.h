#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "store/database.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chancery::store {

/// Something to be sent. `key` tells repeats apart from new messages, here and where it arrives.
struct Dispatch {
  std::string key;
  std::string kind;
  Bytes payload;

  friend bool operator==(const Dispatch&, const Dispatch&) = default;
};

/// A dispatch that a worker has taken for a while.
struct ClaimedDispatch {
  std::int64_t number;
  Dispatch dispatch;
  /// This one included.
  int attempt;
};

/// What became of a dispatch so far.
struct DispatchState {
  std::optional<Timestamp> done;
  std::optional<Timestamp> given_up;
  std::optional<std::string> last_failure;
};

/// How much lies there, for `doctor` and for the administrator's page.
struct OutboxCounts {
  std::int64_t waiting;
  std::int64_t given_up;

  friend bool operator==(const OutboxCounts&, const OutboxCounts&) = default;
};

/// What is to leave the office. put() belongs into the transaction of the step, every other write into one of the worker's.
class Outbox {
 public:
  /// Long enough for a slow receiver, short enough to go on after a crash.
  static constexpr std::chrono::minutes lease{5};
  static constexpr int most_attempts = 12;

  explicit Outbox(Database& database) : database_(&database) {}

  /// Nothing happens when the key is there already.
  void put(const Dispatch& dispatch, Timestamp now);
  /// Takes what is due, oldest first; nobody else gets it before the lease ends.
  [[nodiscard]] std::vector<ClaimedDispatch> claim(Timestamp now, int limit);
  void mark_done(std::int64_t number, Timestamp now);
  /// To be tried again later, twice as late each time, until it is given up. `why` is a log line.
  void mark_failed(const ClaimedDispatch& dispatch, std::string_view why, Timestamp now);
  /// Not to be tried again: the receiver will never take it.
  void give_up(std::int64_t number, std::string_view why, Timestamp now);

  /// At the start: whoever had claimed something is gone.
  void release_claims();

  [[nodiscard]] std::optional<DispatchState> find(std::string_view key);
  [[nodiscard]] OutboxCounts counts();
  /// When the next one is due; absent when nothing waits.
  [[nodiscard]] std::optional<Timestamp> next_due();

 private:
  Database* database_;
};

/// How long to wait after this attempt failed: 30 s, doubled each time, 6 h at most.
[[nodiscard]] std::chrono::milliseconds back_off(int attempt);

}  // namespace chancery::store
