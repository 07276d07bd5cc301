#include "ledger/tiles.h"

#include "ledger/hash.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace chancery::ledger {
namespace {

constexpr std::size_t length_size = 2;
constexpr std::size_t largest_entry = 0xFFFF;

/// 1234067 is x001/x234/067: so that no directory grows large and no file has a directory's name.
std::string index_path(std::uint64_t index) {
  std::string path;
  do {
    const std::string digits = std::to_string(index % 1000);
    path = (path.empty() ? "" : "x") + std::string(3 - digits.size(), '0') + digits + (path.empty() ? "" : "/" + path);
    index /= 1000;
  } while (index > 0);
  return path;
}

std::string path_of(const std::string& folder, std::uint64_t index, unsigned width) {
  const std::string full = "tile/" + folder + "/" + index_path(index);
  return width == tile_width ? full : full + ".p/" + std::to_string(width);
}

/// Subtrees of 256^level leaves that lie wholly in the tree.
std::uint64_t count_at(TreeSize size, unsigned level) {
  const unsigned shift = level * tile_height;
  return shift < 64 ? size >> shift : 0;
}

}  // namespace

std::string tile_path(const TileId& tile) {
  return path_of(std::to_string(tile.level), tile.index, tile.width);
}

std::string bundle_path(std::uint64_t index, unsigned width) {
  return path_of("entries", index, width);
}

unsigned width_of_tile(TreeSize size, unsigned level, std::uint64_t index) {
  const std::uint64_t count = count_at(size, level);
  const std::uint64_t full = count / tile_width;
  if (index < full) return tile_width;
  return index == full ? static_cast<unsigned>(count % tile_width) : 0;
}

std::vector<TileId> tiles_of(TreeSize size) {
  std::vector<TileId> tiles;
  for (unsigned level = 0; count_at(size, level) > 0; ++level) {
    std::uint64_t index = 0;
    for (unsigned width = width_of_tile(size, level, 0); width > 0; width = width_of_tile(size, level, ++index)) {
      tiles.push_back({level, index, width});
    }
  }
  return tiles;
}

Bytes write_tile(std::span<const Sha256> hashes) {
  Bytes bytes;
  bytes.reserve(hashes.size() * Sha256::size);
  for (const Sha256& hash : hashes) bytes += hash.view();
  return bytes;
}

std::optional<std::vector<Sha256>> parse_tile(BytesView bytes, unsigned width) {
  if (bytes.size() != width * Sha256::size) return std::nullopt;
  std::vector<Sha256> hashes;
  hashes.reserve(width);
  for (std::size_t offset = 0; offset < bytes.size(); offset += Sha256::size) {
    hashes.push_back(*Sha256::from_bytes(bytes.substr(offset, Sha256::size)));
  }
  return hashes;
}

Bytes write_bundle(std::span<const Bytes> entries) {
  Bytes bytes;
  for (const Bytes& entry : entries) {
    assert(entry.size() <= largest_entry);
    bytes += static_cast<char>(entry.size() >> 8U);
    bytes += static_cast<char>(entry.size() & 0xFFU);
    bytes += entry;
  }
  return bytes;
}

Bundle parse_bundle(BytesView bytes) {
  Bundle bundle{{}, true};
  while (!bytes.empty()) {
    const std::size_t length = bytes.size() < length_size ? largest_entry + 1
                                                          : static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) << 8U |
                                                                static_cast<unsigned char>(bytes[1]);
    bundle.whole = length_size + length <= bytes.size();
    if (!bundle.whole) return bundle;
    bundle.entries.push_back(bytes.substr(length_size, length));
    bytes.remove_prefix(length_size + length);
  }
  return bundle;
}

Sha256 root_of_hashes(std::span<const Sha256> hashes) {
  std::vector<Sha256> row(hashes.begin(), hashes.end());
  while (row.size() > 1) {
    for (std::size_t i = 0; i < row.size() / 2; ++i) row[i] = hash_node(row[2 * i], row[2 * i + 1]);
    row.resize(row.size() / 2, row.front());
  }
  return row.front();
}

Sha256 TileNodes::operator()(const NodeId& node) {
  const unsigned height = node.level % tile_height;
  const std::uint64_t first = node.index << height;
  const auto& hashes = tile(node.level / tile_height, first / tile_width);
  return root_of_hashes(std::span(hashes).subspan(first % tile_width, std::size_t{1} << height));
}

const std::vector<Sha256>& TileNodes::tile(unsigned level, std::uint64_t index) {
  const auto kept = kept_.find(level);
  if (kept != kept_.end() && kept->second.id.index == index) return kept->second.hashes;
  const TileId id{level, index, width_of_tile(size_, level, index)};
  return kept_.insert_or_assign(level, Kept{id, read_(id)}).first->second.hashes;
}

}  // namespace chancery::ledger
