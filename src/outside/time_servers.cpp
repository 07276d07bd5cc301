#include "outside/time_servers.h"

#include "base/error.h"
#include "formats/time_stamp.h"
#include "outside/entropy.h"
#include "signing/verifier.h"

#include <algorithm>
#include <utility>

namespace chancery::outside {
namespace {

constexpr auto first_pause = std::chrono::seconds(15);
constexpr unsigned most_doublings = 8;  // 15 s · 2^8 is more than an hour
constexpr auto longest_pause = std::chrono::hours(1);
constexpr std::size_t longest_answer = 65'536;

/// 64 random bits; the first one is set, so that the number has no leading zero that the answer would lose.
Bytes make_nonce() {
  Bytes nonce = random_bytes(8);
  nonce.front() = static_cast<char>((static_cast<unsigned char>(nonce.front()) & 0x7fU) | 0x40U);
  return nonce;
}

Message about(const char* key, const std::string& address, const std::string& detail) {
  return {key, {{"server", address}, {"detail", detail}}};
}

}  // namespace

HttpLimits TimeServers::default_limits() {
  return {std::chrono::milliseconds(8'000), longest_answer};
}

TimeServers::TimeServers(std::vector<std::string> addresses, signing::TrustMaterial trust, HttpLimits limits)
    : trust_(std::move(trust)), limits_(limits) {
  limits_.answer = std::min(limits_.answer, longest_answer);
  for (std::string& address : addresses) servers_.push_back({std::move(address)});
}

std::optional<Message> TimeServers::try_one(const std::string& address, BytesView message, Timestamp now, Bytes& token) const
    try {
  const Bytes nonce = make_nonce();
  const Bytes request = formats::compose_time_stamp_request({sha256(message), nonce, true});
  const Bytes bytes = ask({address, "application/timestamp-query", request}, limits_);
  const auto answer = formats::read_time_stamp_response(bytes, address);
  if (!answer.granted())
    return about("outside.time_refused", address, answer.reason + " (" + std::to_string(answer.status) + ")");
  if (auto objection = signing::Verifier(trust_, now).objection_to_token(answer.token, message, nonce)) return objection;
  token = answer.token;
  return std::nullopt;
} catch (const Error& error) {  // another server may do better; nobody waits
  return error.message();
}

void TimeServers::note(std::size_t index, bool good, Timestamp now) {
  const std::lock_guard lock(mutex_);
  Server& server = servers_[index];
  server.failures = good ? 0 : std::min(server.failures + 1, most_doublings);
  if (good) return;
  const auto pause = std::min<std::chrono::seconds>(first_pause * (1U << (server.failures - 1)), longest_pause);
  server.not_before = now.plus(pause);
}

TimeStampAnswer TimeServers::stamp(BytesView message, Timestamp now) {
  TimeStampAnswer answer;
  for (std::size_t index = 0; index < servers_.size(); ++index) {
    std::string address;
    {
      const std::lock_guard lock(mutex_);
      const Server& server = servers_[index];
      if (server.failures > 0 && now < server.not_before) {
        answer.failures.push_back(about("outside.time_paused", server.address, server.not_before.text()));
        continue;
      }
      address = server.address;
    }
    Bytes token;
    auto failure = try_one(address, message, now, token);
    note(index, !failure, now);
    if (!failure) {
      answer.token = std::move(token);
      answer.server = std::move(address);
      return answer;
    }
    answer.failures.push_back(std::move(*failure));
  }
  return answer;
}

std::optional<Timestamp> TimeServers::next_attempt() const {
  const std::lock_guard lock(mutex_);
  const auto first = std::min_element(servers_.begin(), servers_.end(),
                                      [](const Server& left, const Server& right) { return left.not_before < right.not_before; });
  return first == servers_.end() ? std::nullopt : std::optional(first->not_before);
}

}  // namespace chancery::outside
