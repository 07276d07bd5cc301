#include "apps/server/login_throttle.h"

#include <algorithm>

namespace chancery::server {
namespace {

/// One map for both: a name can hold no line feed in front.
std::string name_key(std::string_view name) {
  return "\nname " + std::string(name);
}
std::string address_key(std::string_view address) {
  return "\naddress " + std::string(address);
}

}  // namespace

std::chrono::milliseconds LoginThrottle::wait(std::string_view name, std::string_view address, Timestamp now) {
  const std::lock_guard lock(mutex_);
  return std::max(wait_for(name_key(name), limits_.failures_for_name, now),
                  wait_for(address_key(address), limits_.failures_from_address, now));
}

void LoginThrottle::failed(std::string_view name, std::string_view address, Timestamp now) {
  const std::lock_guard lock(mutex_);
  if (failures_.size() >= limits_.remembered) forget_old(now);
  count(name_key(name), now);
  count(address_key(address), now);
}

void LoginThrottle::succeeded(std::string_view name) {
  const std::lock_guard lock(mutex_);
  failures_.erase(name_key(name));
}

std::chrono::milliseconds LoginThrottle::wait_for(const std::string& key, int free_failures, Timestamp now) {
  const auto found = failures_.find(key);
  if (found == failures_.end() || found->second.count < free_failures) return {};
  const auto& [count, last] = found->second;
  if (now > last.plus(limits_.memory)) return {};
  const int doublings = std::min(count - free_failures, 20);
  const auto whole = std::min(limits_.first_wait * (std::int64_t{1} << doublings), limits_.longest_wait);
  const std::chrono::milliseconds since(now.milliseconds() - last.milliseconds());
  return std::max(whole - since, std::chrono::milliseconds(0));
}

void LoginThrottle::count(const std::string& key, Timestamp now) {
  auto& failures = failures_.try_emplace(key, Failures{0, now}).first->second;
  if (now > failures.last.plus(limits_.memory)) failures.count = 0;
  ++failures.count;
  failures.last = now;
}

/// When even that leaves too many, everything is forgotten: memory is bounded, and guessing that fast is seen in the log.
void LoginThrottle::forget_old(Timestamp now) {
  std::erase_if(failures_, [&](const auto& entry) { return now > entry.second.last.plus(limits_.memory); });
  if (failures_.size() >= limits_.remembered) failures_.clear();
}

}  // namespace chancery::server
