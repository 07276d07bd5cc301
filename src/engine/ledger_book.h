#pragma once

#include "formats/json.h"
#include "ledger/challenge.h"
#include "ledger/printed_checkpoint.h"
#include "ledger/signed_note.h"
#include "ledger/verification.h"
#include "store/database.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace chancery::engine {

/// Writes the ledger up to the checkpoint into a folder: tiles, bundles, checkpoint, verifier key and the openings of the leaves
/// that `may_see` admits.
void export_ledger(store::Database& database, const ledger::SignedNote& checkpoint, const ledger::VerifierKey& key,
                   const std::filesystem::path& folder, const std::function<bool(std::uint64_t)>& may_see);

/// Verifies the office's own ledger: every leaf, opening and node against the checkpoint.
[[nodiscard]] ledger::LedgerReport verify_stored(store::Database& database, const ledger::SignedNote& checkpoint,
                                                 const ledger::VerifierKey& key);

/// The answer to a printed fingerprint, as `ledger challenge` tells it: {result, message:{key, uk, en}, then?:{size, root},
/// proof?}. `note` is the checkpoint that was asked.
[[nodiscard]] formats::Json to_json(const ledger::ChallengeAnswer& answer, const ledger::PrintedCheckpoint& printed,
                                    const ledger::SignedNote& note);

/// {result, size, root, entry, anchors, message, remarks}
[[nodiscard]] formats::Json to_json(const ledger::LedgerReport& report);

}  // namespace chancery::engine
