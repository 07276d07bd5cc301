#pragma once

#include "base/error.h"

#include <optional>
#include <string>

namespace chancery::tests {

/// The message that the call was refused with; absent when it went through.
template <class Call>
std::optional<Message> message_of(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.message();
  }
  return std::nullopt;
}

/// The key of the message that the call was refused with; empty when it went through.
template <class Call>
std::string key_of(Call&& call) {
  const auto message = message_of(call);
  return message ? message->key : std::string{};
}

template <class Call>
std::optional<Fault> fault_of(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.fault();
  }
  return std::nullopt;
}

}  // namespace chancery::tests
