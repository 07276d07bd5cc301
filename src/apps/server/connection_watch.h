#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <limits>
#include <list>
#include <mutex>
#include <thread>

namespace chancery::server {

/// What a connection is doing; each phase has its own time.
enum class Phase { idle, reading, answering, writing };

/// One connection under watch. Its thread says what it does; the watch ends what takes too long by closing the socket's
/// reading half, which wakes the thread with an end of file, so that it can still say why. Works alike for TLS.
class WatchedConnection {
 public:
  explicit WatchedConnection(int descriptor) : descriptor_(descriptor) {}

  /// `time` does not count while we answer: what the office does is not the peer's delay.
  void enter(Phase phase, std::chrono::milliseconds time);
  [[nodiscard]] bool expired() const { return expired_; }
  [[nodiscard]] bool idle() const { return phase_ == Phase::idle; }

 private:
  friend class ConnectionWatch;
  void end_if_late(std::chrono::steady_clock::time_point now);
  void end_reading();
  void end_all();

  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

  int descriptor_;
  std::atomic<Phase> phase_{Phase::idle};
  /// Microseconds of the steady clock. This one store decides whether a phase is late: between it and `phase_` nothing is.
  std::atomic<std::int64_t> deadline_{never};
  std::atomic<bool> expired_{false};
};

/// Keeps the deadlines of all connections in one thread: phases change fifty thousand times a second and cost two stores each.
class ConnectionWatch {
 public:
  /// Looks every `interval`, which is how exact the deadlines are.
  explicit ConnectionWatch(std::chrono::milliseconds interval);
  ~ConnectionWatch();
  ConnectionWatch(const ConnectionWatch&) = delete;
  ConnectionWatch& operator=(const ConnectionWatch&) = delete;

  /// A connection's place for as long as it lives.
  class Place {
   public:
    Place(ConnectionWatch& watch, int descriptor);
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    [[nodiscard]] WatchedConnection& connection() { return *at_; }
    /// How many there are, this one included.
    [[nodiscard]] std::size_t number() const { return number_; }

   private:
    ConnectionWatch& watch_;
    std::list<WatchedConnection>::iterator at_;
    std::size_t number_;
  };

  [[nodiscard]] bool stopping() const { return stopping_; }
  /// Ends idle connections now and the others after `grace`; returns when all are gone.
  void stop(std::chrono::milliseconds grace);

 private:
  void look();

  std::chrono::milliseconds interval_;
  std::atomic<bool> stopping_{false};
  bool finished_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::list<WatchedConnection> connections_;
  std::thread thread_;
};

}  // namespace chancery::server
