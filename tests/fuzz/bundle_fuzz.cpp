#include "base/error.h"
#include "ledger/tiles.h"

#include <cstddef>
#include <cstdint>
#include <vector>

using namespace chancery;

/// A whole bundle is written as the same bytes; so is a tile of every width.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(reinterpret_cast<const char*>(data), size);
  const ledger::Bundle bundle = ledger::parse_bundle(bytes);
  const std::vector<Bytes> entries(bundle.entries.begin(), bundle.entries.end());
  const Bytes again = ledger::write_bundle(entries);
  check_invariant(bundle.whole ? again == bytes : bytes.starts_with(again), "a bundle is written as it was read");
  const auto tile = ledger::parse_tile(bytes, static_cast<unsigned>(size / Sha256::size));
  if (tile) check_invariant(ledger::write_tile(*tile) == bytes, "a tile is written as it was read");
  return 0;
}
