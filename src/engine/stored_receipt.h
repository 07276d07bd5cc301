#pragma once

#include "engine/outcome.h"
#include "engine/prepared.h"
#include "evidence/material.h"
#include "ledger/node.h"
#include "ledger/receipt.h"
#include "ledger/signed_note.h"
#include "store/database.h"
#include "store/leaves.h"

#include <functional>

namespace chancery::engine {

/// Reads nodes of the stored tree.   Requires: `leaves` outlives the reader.
[[nodiscard]] ledger::NodeReader stored_nodes(store::Leaves& leaves);

/// What is open of a leaf.   Throws: Error{Fault::environment} for a row that is no opening.
[[nodiscard]] std::vector<ledger::Opening> stored_openings(store::Leaves& leaves, std::uint64_t seq);

/// A leaf with its openings and its proof in the tree of a size.   Requires: the leaf is there, and seq < size.
[[nodiscard]] evidence::ProvenEntry proven_entry(store::Leaves& leaves, std::uint64_t seq, ledger::TreeSize size);

/// The latest checkpoint that covers the leaf `seq`, which is there (Writer::checkpoint_over).
using CheckpointOver = std::function<ledger::SignedNote(std::uint64_t seq)>;

/// The receipt of a leaf that was written before, against a checkpoint of now.
/// Throws: Error{Fault::absent} when there is no such leaf.
[[nodiscard]] ledger::Receipt stored_receipt(store::Database& database, std::uint64_t seq, const CheckpointOver& checkpoint_over);

/// The leaf of the step that a person's command key led to before; absent for a key that is new.
/// Throws: Error{Fault::conflict} when the key was used with another command.
[[nodiscard]] std::optional<std::uint64_t> earlier_step(store::Database& database, const PersonId& person, const CommandKey& key);

/// The outcome of a step that was taken before.
[[nodiscard]] Outcome stored_outcome(store::Database& database, std::uint64_t seq, const CheckpointOver& checkpoint_over);

}  // namespace chancery::engine
