#pragma once

#include "base/verdict.h"
#include "ledger/printed_checkpoint.h"
#include "ledger/proof.h"

#include <optional>

namespace chancery::ledger {

/// What a ledger has to say to an old printed fingerprint.
struct ChallengeAnswer {
  /// Valid: the fingerprint is of this history. Invalid: it is of another one, or of more entries than there are now. Unchecked:
  /// it is of another log.
  Verdict verdict;
  std::optional<TreeHead> then = std::nullopt;  ///< the head that this ledger had at that size
  Proof consistency = {};                       ///< from there to now: whoever holds the fingerprint checks it alone
};

/// `nodes` are those of the tree of `now`.
[[nodiscard]] ChallengeAnswer answer_challenge(const PrintedCheckpoint& printed, const Checkpoint& now, const NodeReader& nodes);

/// Whether an answer holds, for whoever has the fingerprint and the checkpoint of now.
[[nodiscard]] Verdict verify_answer(const PrintedCheckpoint& printed, const TreeHead& then, const Checkpoint& now,
                                    std::span<const Sha256> consistency);

/// The first entry in which two trees of one size differ.   Cost: O(log size) nodes of each.
[[nodiscard]] std::optional<TreeSize> first_difference(TreeSize size, const NodeReader& one, const NodeReader& other);

}  // namespace chancery::ledger
