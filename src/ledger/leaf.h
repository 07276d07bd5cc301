#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"
#include "ledger/commitment.h"
#include "ledger/system_event.h"
#include "ledger/tree_head.h"

#include <optional>
#include <string>
#include <variant>

namespace chancery::ledger {

/// Units: bytes; DESIGN §11.
constexpr std::size_t largest_leaf = 16 * 1024;

/// Where a leaf stands: origin of the log, index, and the time read in the writer (order is `seq`, never the clock).
struct LeafPlace {
  std::string log;
  TreeSize seq;
  Timestamp time;
};

/// A leaf about a document. All have the same shape, so that an export tells nobody who did what to which document.
struct StepLeaf {
  LeafPlace place;
  Sha256 step;
  Sha256 who;
  Sha256 note;
};

/// A leaf of the office itself.
struct SystemLeaf {
  LeafPlace place;
  SystemEvent event;
  Sha256 who;
};

using Leaf = std::variant<StepLeaf, SystemLeaf>;

[[nodiscard]] const LeafPlace& place_of(const Leaf& leaf);

/// The canonical bytes: what is stored, hashed and never written again.
/// Throws: Error{Fault::input} when they would be longer than largest_leaf.
[[nodiscard]] Bytes write_leaf(const Leaf& leaf);
/// Understands exactly what write_leaf() makes.
[[nodiscard]] Reading<Leaf> read_leaf(BytesView bytes);

}  // namespace chancery::ledger
