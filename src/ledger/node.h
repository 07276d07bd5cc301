#pragma once

#include "base/sha256.h"

#include <cstdint>
#include <functional>

namespace chancery::ledger {

/// A perfect subtree: `index` counts the subtrees of 2^level leaves from the left.
struct NodeId {
  unsigned level;
  std::uint64_t index;

  friend auto operator<=>(const NodeId&, const NodeId&) = default;
};

/// Gives the hash of a perfect subtree that lies wholly in the tree.
using NodeReader = std::function<Sha256(const NodeId&)>;

}  // namespace chancery::ledger
