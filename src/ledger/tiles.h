#pragma once

#include "base/bytes.h"
#include "ledger/node.h"
#include "ledger/tree_head.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace chancery::ledger {

/// Hashes or entries in one file of the tiled log.   Standard: C2SP tlog-tiles.
constexpr unsigned tile_width = 256;
constexpr unsigned tile_height = 8;

/// The hashes of 256 subtrees of 256^level leaves, or fewer at the right edge.
struct TileId {
  unsigned level;
  std::uint64_t index;
  unsigned width;

  friend auto operator<=>(const TileId&, const TileId&) = default;
};

/// `tile/L/N[.p/W]`.
[[nodiscard]] std::string tile_path(const TileId& tile);
/// `tile/entries/N[.p/W]`.
[[nodiscard]] std::string bundle_path(std::uint64_t index, unsigned width);

/// How many hashes a tile of the tree has; 0 when there is no such tile.
[[nodiscard]] unsigned width_of_tile(TreeSize size, unsigned level, std::uint64_t index);
/// All tiles of a tree, level by level from 0, left to right; those of level 0 are also its entry bundles.
[[nodiscard]] std::vector<TileId> tiles_of(TreeSize size);

[[nodiscard]] Bytes write_tile(std::span<const Sha256> hashes);
/// Returns nothing when the length is not `width` hashes.
[[nodiscard]] std::optional<std::vector<Sha256>> parse_tile(BytesView bytes, unsigned width);

/// Entries, each after its length in two bytes, big-endian.   Requires: no entry is longer than 65,535 bytes.
[[nodiscard]] Bytes write_bundle(std::span<const Bytes> entries);
/// The entries, as views into `bytes`; those before the first damage when the bytes end in the middle of one.
struct Bundle {
  std::vector<BytesView> entries;
  bool whole;
};
[[nodiscard]] Bundle parse_bundle(BytesView bytes);

/// Nodes of a tree from its tiles, the last tile of each level kept.
class TileNodes {
 public:
  using ReadTile = std::function<std::vector<Sha256>(const TileId&)>;

  /// `read` gives the hashes of a tile of the tree of this size.
  TileNodes(TreeSize size, ReadTile read) : size_(size), read_(std::move(read)) {}

  [[nodiscard]] Sha256 operator()(const NodeId& node);

 private:
  struct Kept {
    TileId id;
    std::vector<Sha256> hashes;
  };
  [[nodiscard]] const std::vector<Sha256>& tile(unsigned level, std::uint64_t index);

  TreeSize size_;
  ReadTile read_;
  std::map<unsigned, Kept> kept_;
};

/// The root of consecutive hashes, a power of two of them.
[[nodiscard]] Sha256 root_of_hashes(std::span<const Sha256> hashes);

}  // namespace chancery::ledger
