#include "ledger/tile_builder.h"

#include "ledger/hash.h"

#include <bit>
#include <optional>

namespace chancery::ledger {
namespace {

/// The perfect subtrees of a row, from the right, put under what stands to the right of them.
std::optional<Sha256> put_under(std::span<const Sha256> row, std::optional<Sha256> right) {
  while (!row.empty()) {
    const std::size_t run = std::size_t{1} << static_cast<unsigned>(std::countr_zero(row.size()));
    const Sha256 left = root_of_hashes(row.last(run));
    right = right ? hash_node(left, *right) : left;
    row = row.first(row.size() - run);
  }
  return right;
}

}  // namespace

void TileBuilder::add(const Sha256& leaf) {
  add_at(0, leaf);
  ++size_;
}

void TileBuilder::add_at(unsigned level, const Sha256& hash) {
  if (rows_.size() == level) rows_.emplace_back();
  Row& row = rows_[level];
  row.hashes.push_back(hash);
  if (row.hashes.size() < tile_width) return;
  take_({level, row.tiles, tile_width}, row.hashes);
  const Sha256 root = root_of_hashes(row.hashes);
  row.hashes.clear();
  ++row.tiles;
  add_at(level + 1, root);
}

TreeHead TileBuilder::head() const {
  std::optional<Sha256> root;
  for (const Row& row : rows_) root = put_under(row.hashes, root);
  return {size_, root.value_or(empty_root())};
}

void TileBuilder::finish() const {
  for (unsigned level = 0; level < rows_.size(); ++level) {
    const Row& row = rows_[level];
    if (!row.hashes.empty()) take_({level, row.tiles, static_cast<unsigned>(row.hashes.size())}, row.hashes);
  }
}

}  // namespace chancery::ledger
