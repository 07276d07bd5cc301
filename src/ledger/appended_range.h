#pragma once

#include "ledger/frontier.h"

#include <map>

namespace chancery::ledger {

/// A tree that grows by a batch of leaves, with every node that the proofs of these leaves need: what the writer proves in
/// its receipts without reading the tree again.
class AppendedRange {
 public:
  explicit AppendedRange(Frontier before);

  void append(const Sha256& leaf);
  [[nodiscard]] const Frontier& frontier() const { return frontier_; }
  /// Every perfect subtree that is known here: those of the frontier before, the leaves, and what they completed.
  [[nodiscard]] const std::map<NodeId, Sha256>& nodes() const { return nodes_; }
  /// Inclusion in the tree as it is now.   Requires: the leaf was appended here.
  [[nodiscard]] std::vector<Sha256> prove(TreeSize index) const;

 private:
  TreeSize first_;
  Frontier frontier_;
  std::map<NodeId, Sha256> nodes_;
};

}  // namespace chancery::ledger
