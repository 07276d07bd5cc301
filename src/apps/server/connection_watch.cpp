#include "apps/server/connection_watch.h"

#include <sys/socket.h>

namespace chancery::server {
namespace {

using Clock = std::chrono::steady_clock;

std::int64_t to_count(Clock::time_point moment) {
  return std::chrono::duration_cast<std::chrono::microseconds>(moment.time_since_epoch()).count();
}

}  // namespace

void WatchedConnection::enter(Phase phase, std::chrono::milliseconds time) {
  deadline_ = phase == Phase::answering ? never : to_count(Clock::now() + time);
  phase_ = phase;
}

void WatchedConnection::end_if_late(Clock::time_point now) {
  if (to_count(now) < deadline_ || expired_.exchange(true)) return;
  // Who does not read our answer cannot be told why.
  phase_ == Phase::writing ? end_all() : end_reading();
}

void WatchedConnection::end_reading() {
  ::shutdown(descriptor_, SHUT_RD);
}
void WatchedConnection::end_all() {
  ::shutdown(descriptor_, SHUT_RDWR);
}

ConnectionWatch::ConnectionWatch(std::chrono::milliseconds interval) : interval_(interval), thread_([this] { look(); }) {}

ConnectionWatch::~ConnectionWatch() {
  {
    const std::lock_guard lock(mutex_);
    finished_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

ConnectionWatch::Place::Place(ConnectionWatch& watch, int descriptor) : watch_(watch) {
  const std::lock_guard lock(watch_.mutex_);
  at_ = watch_.connections_.emplace(watch_.connections_.end(), descriptor);
  number_ = watch_.connections_.size();
}

ConnectionWatch::Place::~Place() {
  const std::lock_guard lock(watch_.mutex_);
  watch_.connections_.erase(at_);
  watch_.changed_.notify_all();
}

void ConnectionWatch::look() {
  std::unique_lock lock(mutex_);
  while (!finished_) {
    const auto now = Clock::now();
    for (auto& connection : connections_) connection.end_if_late(now);
    changed_.wait_until(lock, now + interval_, [this] { return finished_; });
  }
}

void ConnectionWatch::stop(std::chrono::milliseconds grace) {
  stopping_ = true;
  std::unique_lock lock(mutex_);
  // A connection that becomes idle after this loop sees `stopping` before it waits.
  for (auto& connection : connections_) {
    if (connection.idle()) connection.end_reading();
  }
  const auto empty = [this] { return connections_.empty(); };
  if (changed_.wait_for(lock, grace, empty)) return;
  for (auto& connection : connections_) connection.end_all();
  changed_.wait(lock, empty);
}

}  // namespace chancery::server
