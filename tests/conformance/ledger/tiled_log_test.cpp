#include "base/error.h"
#include "ledger/checkpoint.h"
#include "ledger/export.h"
#include "ledger/hash.h"
#include "ledger/proof.h"
#include "ledger/signed_note.h"
#include "ledger/tiles.h"
#include "ledger/verification.h"
#include "support/suites.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;
using chancery::tests::content_of;
using chancery::tests::find_suite;

namespace {

// Published with the log, in its build script.
const VerifierKey key = *VerifierKey::parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");

Checkpoint checkpoint_in(const std::filesystem::path& path) {
  const SignedNote note = SignedNote::parse(content_of(path));
  REQUIRE(verify_note(note, {&key, 1}).is_valid());
  CHECK(note.bytes() == content_of(path));
  return *Checkpoint::parse(note.text());
}

}  // namespace

TEST_CASE("a tiled log made by others has the entries, tiles and checkpoints that we make of it") {
  const auto log = find_suite("ledger/tessera/testdata/log");
  if (!log) return;
  const Bytes bytes = content_of(*log / "tile/entries/000.p/15");
  const Bundle bundle = parse_bundle(bytes);
  REQUIRE(bundle.whole);
  REQUIRE(bundle.entries.size() == 15);
  CHECK(bundle.entries[7] == "eit");

  std::vector<Bytes> entries(bundle.entries.begin(), bundle.entries.end());
  for (TreeSize size = 1; size <= 15; ++size) {
    const TreeHead head = export_tree(
        size, [&](TreeSize seq) { return entries[seq]; },
        [&](const std::string& name, BytesView content) { CHECK(content == content_of(*log / name)); });
    const Checkpoint checkpoint = checkpoint_in(*log / ("checkpoint." + std::to_string(size)));
    CHECK(checkpoint.origin() == "example.com/log/testdata");
    CHECK(checkpoint.head() == head);
  }
}

TEST_CASE("proofs made from the tiles of others hold against their checkpoints") {
  const auto log = find_suite("ledger/tessera/testdata/log");
  if (!log) return;
  const Checkpoint last = checkpoint_in(*log / "checkpoint");
  TileNodes nodes(15, [&](const TileId& tile) { return *parse_tile(content_of(*log / tile_path(tile)), tile.width); });
  for (TreeSize size = 1; size <= 15; ++size) {
    const Checkpoint earlier = checkpoint_in(*log / ("checkpoint." + std::to_string(size)));
    const Proof proof = make_consistency_proof(size, 15, std::ref(nodes));
    CHECK(verify_consistency(earlier.head(), last.head(), proof).is_valid());
  }
  CHECK(verify_inclusion(3, hash_leaf("four"), make_inclusion_proof(3, 15, std::ref(nodes)), last.head()).is_valid());
}

TEST_CASE("the ledger of others is proved whole, though its entries are not ours and not understood") {
  const auto log = find_suite("ledger/tessera/testdata/log");
  if (!log) return;
  const auto read = [&](const std::string& name) -> std::optional<Bytes> {
    return std::filesystem::exists(*log / name) ? std::optional(content_of(*log / name)) : std::nullopt;
  };
  const LedgerReport report = verify_ledger(read, {{key}, checkpoint_in(*log / "checkpoint.7"), false});
  CHECK(report.result == LedgerResult::not_understood);
  CHECK(report.head->size == 15);
  const LedgerReport forked = verify_ledger(read, {{key}, Checkpoint("example.com/log/testdata", {7, sha256("x")}), false});
  CHECK(forked.result == LedgerResult::forked);
}

TEST_CASE("the checkpoint of the public Go checksum database verifies, and no changed one does") {
  const auto file = find_suite("ledger/go-sumdb/sum.golang.org.35225469.checkpoint");
  if (!file) return;
  const VerifierKey sumdb = *VerifierKey::parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
  const std::string bytes = content_of(*file);
  const SignedNote note = SignedNote::parse(bytes);
  CHECK(verify_note(note, {&sumdb, 1}).is_valid());
  const auto checkpoint = Checkpoint::parse(note.text());
  REQUIRE(checkpoint);
  CHECK(checkpoint->origin() == "go.sum database tree");
  CHECK(checkpoint->head().size == 35225469);
  CHECK(checkpoint->text() == note.text());
  for (std::size_t i = 0; i < note.text().size() - 1; ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    INFO("byte " << i);
    bool accepted = false;
    try {
      accepted = verify_note(SignedNote::parse(changed), {&sumdb, 1}).is_valid();
    } catch (const Error&) {
      accepted = false;
    }
    CHECK_FALSE(accepted);
  }
}
