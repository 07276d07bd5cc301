#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <utility>

/// The fault and message key that a call throws, or nothing when it succeeds.
template <class Call>
std::optional<std::pair<chancery::Fault, std::string>> fault_and_key(Call&& call) {
  try {
    call();
  } catch (const chancery::Error& error) {
    return std::pair(error.fault(), error.message().key);
  }
  return std::nullopt;
}

/// What fault_and_key() is compared with.
inline auto fault(chancery::Fault fault, std::string key) {
  return std::optional(std::pair(fault, std::move(key)));
}
