#pragma once

#include "ledger/tiles.h"
#include "ledger/tree_head.h"

#include <functional>
#include <vector>

namespace chancery::ledger {

/// Makes the tiles of a tree from its leaf hashes, in one pass, keeping one unfinished tile a level.
class TileBuilder {
 public:
  using TakeTile = std::function<void(const TileId&, std::span<const Sha256> hashes)>;

  /// `take` gets every tile as soon as it is full, and the partial ones at finish().
  explicit TileBuilder(TakeTile take) : take_(std::move(take)) {}

  /// Requires: `leaf` was made by hash_leaf().
  void add(const Sha256& leaf);
  /// The tree of all leaves so far.
  [[nodiscard]] TreeHead head() const;
  void finish() const;

 private:
  struct Row {
    std::uint64_t tiles = 0;     ///< full ones, already taken
    std::vector<Sha256> hashes;  ///< of the next one
  };
  void add_at(unsigned level, const Sha256& hash);

  TakeTile take_;
  TreeSize size_ = 0;
  std::vector<Row> rows_;
};

}  // namespace chancery::ledger
