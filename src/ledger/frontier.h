#pragma once

#include "ledger/node.h"
#include "ledger/tree_head.h"

#include <optional>
#include <vector>

namespace chancery::ledger {

/// The roots of the perfect subtrees that a tree of this size consists of, largest first: all that appending needs.
/// Standard: the compact range [0, size) of RFC 6962's tree.
class Frontier {
 public:
  Frontier() = default;
  /// As serialise() wrote it.   Returns nothing when the length does not fit the size.
  [[nodiscard]] static std::optional<Frontier> parse(TreeSize size, BytesView hashes);

  [[nodiscard]] TreeSize size() const { return size_; }
  [[nodiscard]] Sha256 root() const;
  [[nodiscard]] TreeHead head() const { return {size_, root()}; }
  [[nodiscard]] const std::vector<Sha256>& hashes() const { return hashes_; }
  /// The hashes joined, 32 bytes each; the size is kept beside them.
  [[nodiscard]] Bytes serialise() const;

  /// The tree with one more leaf.   Requires: `leaf` was made by hash_leaf().   Cost: O(1) on average, O(log size) at most.
  [[nodiscard]] Frontier appended(const Sha256& leaf) const&;
  [[nodiscard]] Frontier appended(const Sha256& leaf) &&;

 private:
  friend class AppendedRange;
  /// Calls `made(id, hash)` for the leaf and every subtree that it completes.
  template <class Made>
  void append(const Sha256& leaf, const Made& made);

  TreeSize size_ = 0;
  std::vector<Sha256> hashes_;
};

}  // namespace chancery::ledger
