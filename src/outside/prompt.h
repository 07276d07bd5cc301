#pragma once

#include "base/secret_bytes.h"

#include <string_view>

namespace chancery::outside {

/// Asks on the controlling terminal with the echo off.
/// Throws: Error{Fault::environment} when there is no terminal or it ends.
[[nodiscard]] SecretBytes ask_password(std::string_view question);

/// The first line from a file descriptor, without its line end; for scripts.
/// Throws: Error{Fault::input} when there is none or it is longer than 1,024 bytes; Error{Fault::environment} when it cannot be
/// read.
[[nodiscard]] SecretBytes read_password(int descriptor);

}  // namespace chancery::outside
