#include "ledger/hash.h"
#include "ledger/leaf.h"
#include "ledger/proof.h"
#include "ledger/tile_builder.h"
#include "ledger/tree_check.h"

#include <benchmark/benchmark.h>

#include <functional>
#include <map>
#include <vector>

using namespace chancery;
using namespace chancery::ledger;

namespace {

/// A ledger as it is exported: step leaves of the usual length, in bundles and tiles.
class Export {
 public:
  explicit Export(TreeSize size) {
    TileBuilder builder(
        [this](const TileId& tile, std::span<const Sha256> hashes) { files_[tile_path(tile)] = write_tile(hashes); });
    std::vector<Bytes> entries;
    for (TreeSize seq = 0; seq < size; ++seq) {
      entries.push_back(leaf(seq));
      builder.add(hash_leaf(entries.back()));
      if (entries.size() == tile_width || seq + 1 == size) flush(seq / tile_width, entries);
    }
    builder.finish();
    head_ = builder.head();
  }

  [[nodiscard]] static Bytes leaf(TreeSize seq) {
    const Sha256 commitment = sha256(std::to_string(seq));
    const auto time = *Timestamp::parse("2026-11-21T09:00:00.000Z");
    return write_leaf(StepLeaf{{"office.example/0011223344556677/e1", seq, time}, commitment, commitment, commitment});
  }

  [[nodiscard]] const TreeHead& head() const { return *head_; }
  [[nodiscard]] const std::vector<Bytes>& bundles() const { return bundles_; }
  [[nodiscard]] std::size_t bundle_bytes() const { return bundle_bytes_; }
  [[nodiscard]] std::optional<Bytes> file(const std::string& name) const {
    const auto found = files_.find(name);
    return found == files_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] std::vector<Sha256> tile(const TileId& id) const { return *parse_tile(files_.at(tile_path(id)), id.width); }

 private:
  void flush(std::uint64_t index, std::vector<Bytes>& entries) {
    bundles_.push_back(write_bundle(entries));
    bundle_bytes_ += bundles_.back().size();
    files_[bundle_path(index, static_cast<unsigned>(entries.size()))] = bundles_.back();
    entries.clear();
  }

  std::map<std::string, Bytes> files_;
  std::vector<Bytes> bundles_;
  std::size_t bundle_bytes_ = 0;
  std::optional<TreeHead> head_;
};

constexpr TreeSize exported_size = 100'000;

const Export& exported() {
  static const Export made(exported_size);
  return made;
}

void set_rates(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(exported().bundle_bytes()));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(exported_size));
}

/// The floor: each bundle hashed in one go.
void floor_sha256_of_bundles(benchmark::State& state) {
  for (auto _ : state) {
    for (const Bytes& bundle : exported().bundles()) benchmark::DoNotOptimize(sha256(bundle));
  }
  set_rates(state);
}

/// Every entry hashed, every tile compared, the root recomputed. Bar: 0.5 of the floor's bytes_per_second.
void ledger_verify_bundles(benchmark::State& state) {
  const FileReader files = [](const std::string& name) { return exported().file(name); };
  const TakeEntry ignore = [](TreeSize, BytesView, const Sha256&, const HeadBefore&) {};
  for (auto _ : state) {
    const TreeCheck check = check_tree(exported().head(), std::nullopt, files, ignore);
    if (check.finding) state.SkipWithError("the sample ledger is not whole");
  }
  set_rates(state);
}

/// The same, and what every entry says is read: place, time, commitments.
void ledger_verify_and_read_entries(benchmark::State& state) {
  const FileReader files = [](const std::string& name) { return exported().file(name); };
  std::size_t understood = 0;
  const TakeEntry read = [&](TreeSize, BytesView entry, const Sha256&, const HeadBefore&) {
    understood += read_leaf(entry).understood() ? 1U : 0U;
  };
  for (auto _ : state) {
    const TreeCheck check = check_tree(exported().head(), std::nullopt, files, read);
    if (check.finding) state.SkipWithError("the sample ledger is not whole");
  }
  benchmark::DoNotOptimize(understood);
  set_rates(state);
}

/// A tree of ten million leaves of which only the shape matters: every tile of a level has the same hashes.
std::vector<Sha256> tile_of_ten_millions(const TileId& id) {
  return {id.width, sha256(std::to_string(id.level))};
}

constexpr TreeSize ten_millions = 10'000'000;

/// Nodes computed from tiles for each proof. Bar: 100 µs at 10 M leaves.
void inclusion_proof_from_tiles(benchmark::State& state) {
  std::map<TileId, std::vector<Sha256>> kept;  // the store's part: reading a tile is measured there
  const auto read = [&](const TileId& id) {
    const auto found = kept.find(id);
    return found != kept.end() ? found->second : kept.emplace(id, tile_of_ten_millions(id)).first->second;
  };
  TreeSize index = 1;
  for (auto _ : state) {
    TileNodes nodes(ten_millions, read);
    benchmark::DoNotOptimize(make_inclusion_proof(index, ten_millions, std::ref(nodes)));
    index = index * 6364136223846793005U % 9'000'000U % 4096U + 1U;
  }
}

/// Every node at hand. Bar: 20 µs at 10 M leaves.
void inclusion_proof_from_cached_nodes(benchmark::State& state) {
  const Sha256 hash = sha256("node");
  const NodeReader nodes = [&](const NodeId&) { return hash; };
  TreeSize index = 1;
  for (auto _ : state) {
    benchmark::DoNotOptimize(make_inclusion_proof(index, ten_millions, nodes));
    index = index * 6364136223846793005U % ten_millions;
  }
}

BENCHMARK(floor_sha256_of_bundles)->Unit(benchmark::kMillisecond);
BENCHMARK(ledger_verify_bundles)->Unit(benchmark::kMillisecond);
BENCHMARK(ledger_verify_and_read_entries)->Unit(benchmark::kMillisecond);
BENCHMARK(inclusion_proof_from_tiles)->Unit(benchmark::kMicrosecond);
BENCHMARK(inclusion_proof_from_cached_nodes)->Unit(benchmark::kMicrosecond);

}  // namespace
