#pragma once

#include "base/timestamp.h"

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace chancery::server {

/// Slows down who guesses passwords: after a few failures for one name, or many from one address, each further attempt waits
/// twice as long as the one before. Nobody is locked out for good, or anybody could lock out the governor.
class LoginThrottle {
 public:
  struct Limits {
    int failures_for_name = 5;
    int failures_from_address = 30;
    std::chrono::milliseconds first_wait = std::chrono::seconds(2);
    std::chrono::milliseconds longest_wait = std::chrono::minutes(15);
    /// Failures older than this are forgotten.
    std::chrono::milliseconds memory = std::chrono::hours(1);
    std::size_t remembered = 10'000;
  };

  explicit LoginThrottle(const Limits& limits) : limits_(limits) {}
  LoginThrottle() : LoginThrottle(Limits()) {}

  /// How long to wait before an attempt is judged; zero when it is judged now.
  [[nodiscard]] std::chrono::milliseconds wait(std::string_view name, std::string_view address, Timestamp now);
  void failed(std::string_view name, std::string_view address, Timestamp now);
  /// Forgets the failures for the name; the address stays under watch.
  void succeeded(std::string_view name);

 private:
  struct Failures {
    int count;
    Timestamp last;
  };

  [[nodiscard]] std::chrono::milliseconds wait_for(const std::string& key, int free_failures, Timestamp now);
  void count(const std::string& key, Timestamp now);
  void forget_old(Timestamp now);

  Limits limits_;
  std::mutex mutex_;
  std::map<std::string, Failures, std::less<>> failures_;
};

}  // namespace chancery::server
