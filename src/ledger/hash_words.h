#pragma once

#include "base/sha256.h"

#include <string>

namespace chancery::ledger {

/// A hash as people read it aloud and compare it: its first 200 bits as 8 groups of 5 Base32 letters, one space between.
[[nodiscard]] std::string hash_words(const Sha256& hash);

}  // namespace chancery::ledger
