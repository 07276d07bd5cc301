#pragma once

#include "base/sha256.h"

#include <cstdint>

namespace chancery::ledger {

/// Units: counts leaves; an entry's index is one less than the size after it.
using TreeSize = std::uint64_t;

/// A tree of a size has one root: the two numbers that say everything about a history.
struct TreeHead {
  TreeSize size;
  Sha256 root;

  friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

}  // namespace chancery::ledger
