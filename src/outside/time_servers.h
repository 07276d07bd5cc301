#pragma once

#include "base/bytes.h"
#include "base/message.h"
#include "base/timestamp.h"
#include "outside/http_exchange.h"
#include "signing/trust_material.h"

#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace chancery::outside {

/// What the time servers of an office came to.
struct TimeStampAnswer {
  std::optional<Bytes> token;     // DER; fit to be stored
  std::string server;             // the address that gave it
  std::vector<Message> failures;  // of the servers before it, and of all when there is no token
};

/// The time servers of an office, asked in their order. One that failed is left alone for a while: 15 s, doubled with each
/// failure in a row, an hour at most. May be used by several threads.   Standard: RFC 3161 §3.4.
class TimeServers {
 public:
  /// `trust`: what the tokens' certificates are judged by; without anchors only their form, EKU and validity are.
  TimeServers(std::vector<std::string> addresses, signing::TrustMaterial trust, HttpLimits limits = default_limits());

  /// A token over `message`, or nothing: signing never waits for more than the deadlines of the servers that are not left alone.
  [[nodiscard]] TimeStampAnswer stamp(BytesView message, Timestamp now);
  /// When the first of them may be asked again; absent when there is none at all.
  [[nodiscard]] std::optional<Timestamp> next_attempt() const;

 private:
  struct Server {
    std::string address;
    unsigned failures = 0;
    Timestamp not_before = *Timestamp::from_milliseconds(0);
  };
  static HttpLimits default_limits();
  [[nodiscard]] std::optional<Message> try_one(const std::string& address, BytesView message, Timestamp now, Bytes& token) const;
  void note(std::size_t index, bool good, Timestamp now);

  mutable std::mutex mutex_;
  std::vector<Server> servers_;
  signing::TrustMaterial trust_;
  HttpLimits limits_;
};

}  // namespace chancery::outside
