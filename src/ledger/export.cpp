#include "ledger/export.h"

#include "ledger/hash.h"
#include "ledger/tile_builder.h"

#include <algorithm>
#include <vector>

namespace chancery::ledger {

std::string openings_name(TreeSize seq) {
  return "openings/" + std::to_string(seq) + ".json";
}

TreeHead export_tree(TreeSize size, const LeafReader& leaves, const FileWriter& write) {
  TileBuilder builder([&](const TileId& tile, std::span<const Sha256> hashes) { write(tile_path(tile), write_tile(hashes)); });
  std::vector<Bytes> entries;
  for (TreeSize seq = 0; seq < size; ++seq) {
    entries.push_back(leaves(seq));
    builder.add(hash_leaf(entries.back()));
    if (entries.size() < tile_width && seq + 1 < size) continue;
    write(bundle_path(seq / tile_width, static_cast<unsigned>(entries.size())), write_bundle(entries));
    entries.clear();
  }
  builder.finish();
  return builder.head();
}

}  // namespace chancery::ledger
