#pragma once

#include "base/secret_bytes.h"

#include <string>
#include <utility>

namespace chancery::outside {

/// A copy with the zero byte at its end that C libraries want; wiped like the password itself.
[[nodiscard]] inline SecretBytes with_end_mark(const SecretBytes& password) {
  std::string text;
  text.reserve(password.reveal().size() + 1);
  text.append(password.reveal()).push_back('\0');
  return SecretBytes(std::move(text));
}

}  // namespace chancery::outside
