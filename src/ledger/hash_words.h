#pragma once

#include "base/sha256.h"

#include <optional>
#include <string>
#include <string_view>

namespace chancery::ledger {

/// A hash as people read it aloud and compare it: its first 200 bits as 8 groups of 5 Base32 letters, one space between.
[[nodiscard]] std::string hash_words(const Sha256& hash);
/// The same spelling from what somebody typed: spaces, line ends and hyphens anywhere, small letters, and 0, 1, 8 for O, I, B.
[[nodiscard]] std::optional<std::string> parse_hash_words(std::string_view text);

}  // namespace chancery::ledger
