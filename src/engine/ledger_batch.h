#pragma once

#include "engine/prepared.h"
#include "ledger/appended_range.h"
#include "ledger/checkpoint.h"
#include "ledger/receipt.h"
#include "ledger/signed_note.h"
#include "ledger/system_event.h"
#include "ledger/who.h"
#include "store/leaves.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::engine {

/// A leaf as it was written in this batch.
struct WrittenLeaf {
  ledger::TreeSize seq;
  Sha256 hash;
  Bytes bytes;
  std::vector<ledger::Opening> openings;
};

/// The leaves of one transaction: appended one by one, then read back, hashed again and closed by the tree head.
/// All its state comes from the database, so that nothing in memory outlives a commit that fails.
class LedgerBatch {
 public:
  /// Requires: the writer's transaction is open.
  LedgerBatch(store::Database& database, std::string origin);

  /// The leaf that a step would have as the next one; nothing is stored yet.
  [[nodiscard]] WrittenLeaf compose(const Prepared& prepared, Timestamp time) const;
  /// A leaf of the office itself, done by its actor `system` or by the person who is given.
  [[nodiscard]] WrittenLeaf compose(const ledger::SystemEvent& event, const Salt& salt, Timestamp time,
                                    const std::optional<ledger::Who>& who = {}) const;
  /// Stores a leaf that was composed as the next one. When it throws, nothing in memory has changed: call it last.
  void add(const WrittenLeaf& leaf);

  /// Entries so far: the place of the next leaf.
  [[nodiscard]] ledger::TreeSize size() const { return range_.frontier().size(); }
  [[nodiscard]] bool empty() const { return written_.empty(); }
  /// Reads every leaf of the batch back and hashes it again, stores inner nodes and head.
  void finish();

  /// Requires: finish().
  [[nodiscard]] ledger::Receipt receipt(const WrittenLeaf& leaf, const ledger::SignedNote& checkpoint) const;

 private:
  [[nodiscard]] WrittenLeaf next(Bytes bytes, std::vector<ledger::Opening> openings) const;

  store::Leaves leaves_;
  std::string origin_;
  ledger::AppendedRange range_;
  std::vector<std::pair<ledger::TreeSize, Sha256>> written_;
};

/// The head row as the ledger module knows it; the empty tree before the first leaf.
[[nodiscard]] ledger::Frontier frontier_of(store::Leaves& leaves);

}  // namespace chancery::engine
