#include "ledger/tiles.h"

#include "ledger/export.h"
#include "ledger/frontier.h"
#include "ledger/hash.h"
#include "ledger/proof.h"

#include <catch2/catch.hpp>

#include <map>

using namespace chancery;
using namespace chancery::ledger;

namespace {

std::map<std::string, Bytes> export_of(TreeSize size) {
  std::map<std::string, Bytes> files;
  Frontier frontier;
  const TreeHead head = export_tree(
      size,
      [&](TreeSize seq) {
        frontier = std::move(frontier).appended(hash_leaf(std::to_string(seq)));
        return std::to_string(seq);
      },
      [&](const std::string& name, BytesView content) { REQUIRE(files.emplace(name, content).second); });
  REQUIRE(head == frontier.head());
  return files;
}

}  // namespace

TEST_CASE("tiles are named as tlog-tiles has it") {
  CHECK(tile_path({0, 0, 256}) == "tile/0/000");
  CHECK(tile_path({2, 1234067, 256}) == "tile/2/x001/x234/067");
  CHECK(tile_path({0, 273, 112}) == "tile/0/273.p/112");
  CHECK(tile_path({1, 1000, 1}) == "tile/1/x001/000.p/1");
  CHECK(bundle_path(7, 256) == "tile/entries/007");
  CHECK(bundle_path(1000000, 3) == "tile/entries/x001/x000/000.p/3");
}

TEST_CASE("a tree of 70,000 has the tiles that the standard names as its example") {
  CHECK(width_of_tile(70'000, 0, 272) == 256);
  CHECK(width_of_tile(70'000, 0, 273) == 112);
  CHECK(width_of_tile(70'000, 0, 274) == 0);
  CHECK(width_of_tile(70'000, 1, 0) == 256);
  CHECK(width_of_tile(70'000, 1, 1) == 17);
  CHECK(width_of_tile(70'000, 2, 0) == 1);
  CHECK(width_of_tile(70'000, 3, 0) == 0);
  CHECK(width_of_tile(~TreeSize{0}, 9, 0) == 0);
  CHECK(tiles_of(70'000).size() == 273 + 1 + 1 + 1 + 1);
  CHECK(tiles_of(256) == std::vector<TileId>{{0, 0, 256}, {1, 0, 1}});
  CHECK(tiles_of(0).empty());
}

TEST_CASE("an export has exactly the tiles and bundles of its size") {
  for (const TreeSize size : {TreeSize{0}, TreeSize{1}, TreeSize{255}, TreeSize{256}, TreeSize{257}, TreeSize{1000}}) {
    const auto files = export_of(size);
    std::size_t expected = 0;
    for (const TileId& tile : tiles_of(size)) {
      CHECK(files.at(tile_path(tile)).size() == tile.width * Sha256::size);
      expected += tile.level == 0 ? 2U : 1U;
      if (tile.level == 0) CHECK(parse_bundle(files.at(bundle_path(tile.index, tile.width))).entries.size() == tile.width);
    }
    CHECK(files.size() == expected);
  }
}

TEST_CASE("nodes read from tiles make the same proofs as the tree itself") {
  constexpr TreeSize size = 66'000;  // three levels of tiles
  const auto files = export_of(size);
  Frontier frontier;
  for (TreeSize i = 0; i < size; ++i) frontier = std::move(frontier).appended(hash_leaf(std::to_string(i)));
  TileNodes nodes(size, [&](const TileId& tile) { return *parse_tile(files.at(tile_path(tile)), tile.width); });
  CHECK(root_of(size, std::ref(nodes)) == frontier.root());
  for (const TreeSize index : {TreeSize{0}, TreeSize{255}, TreeSize{256}, TreeSize{65'535}, TreeSize{65'536}, size - 1}) {
    const Proof proof = make_inclusion_proof(index, size, std::ref(nodes));
    CHECK(verify_inclusion(index, hash_leaf(std::to_string(index)), proof, frontier.head()).is_valid());
  }
}

TEST_CASE("a tile of another length is no tile") {
  const std::vector<Sha256> hashes(3, sha256("x"));
  CHECK(parse_tile(write_tile(hashes), 3) == hashes);
  CHECK_FALSE(parse_tile(write_tile(hashes), 2));
  CHECK_FALSE(parse_tile(write_tile(hashes).substr(1), 3));
}

TEST_CASE("bundles keep entries of every length and notice where one is cut") {
  const std::vector<Bytes> entries{"", "a", std::string(255, 'b'), std::string(256, 'c'), std::string(65'535, 'd')};
  const Bytes bytes = write_bundle(entries);
  const Bundle bundle = parse_bundle(bytes);
  CHECK(bundle.whole);
  REQUIRE(bundle.entries.size() == entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) CHECK(bundle.entries[i] == entries[i]);
  CHECK_FALSE(parse_bundle(BytesView(bytes).substr(0, bytes.size() - 1)).whole);
  CHECK(parse_bundle(BytesView(bytes).substr(0, bytes.size() - 1)).entries.size() == 4);
  CHECK_FALSE(parse_bundle("\x01").whole);
  CHECK_FALSE(parse_bundle(BytesView("\x00", 1)).whole);
  CHECK(parse_bundle("").whole);
}
