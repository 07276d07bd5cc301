#pragma once

#include "base/timestamp.h"
#include "evidence/material.h"
#include "formats/json.h"
#include "ledger/signed_note.h"
#include "ledger/system_event.h"
#include "store/database.h"

#include <optional>
#include <string>

namespace chancery::engine {

/// RFC 3161 tokens over the checkpoints of the ledger, each named by an `anchor` leaf: what stands before that leaf is older
/// than the token of a later one, what stands behind it is younger than its own.

/// Whether steps came since the newest token, and an hour has passed.
[[nodiscard]] bool is_token_due(store::Database& database, Timestamp now);

/// Keeps a token that a time server gave over a checkpoint, named by the leaf at `seq`; returns what that leaf says.
/// Throws: Error{Fault::input} when it is no token.   Requires: a transaction is open; the token is over the checkpoint.
[[nodiscard]] ledger::Anchored keep_token(store::Database& database, const ledger::SignedNote& checkpoint, Bytes token,
                                          std::uint64_t seq);

/// {size, time} of the newest one, null when there is none.
[[nodiscard]] formats::Json newest_token_of(store::Database& database);

/// Adds to the evidence of a document the tokens between which each of its leaves lies, with their checkpoints and the
/// proofs that the present one continues these, and the `anchor` leaves that name them.
/// Requires: `material` has its entries, and the office's entries are put in order afterwards.
void add_tokens(store::Database& database, ledger::TreeSize size, evidence::Material& material);

}  // namespace chancery::engine
