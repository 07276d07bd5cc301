#pragma once

#include "base/decision.h"
#include "base/secret_bytes.h"
#include "engine/clock.h"
#include "engine/office_folder.h"
#include "formats/json.h"
#include "ledger/epoch.h"
#include "store/anchor_file.h"
#include "store/database.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace chancery::engine {

/// The key of the message that closes an office whose anchor knows of entries that are not there.
inline constexpr auto behind_anchor = "engine.behind_anchor";

/// Begins the anchor with the head of now: of a new office, or of the epoch that goes on; what it said before was of the one
/// before.
void begin_anchor(store::Database& database, const OfficeFolder& folder, Timestamp now);

/// Why an office that is opened takes no steps: it was restored, it lacks entries that were released, or its log key is not
/// there. Nothing where its history goes on.
[[nodiscard]] std::optional<Message> why_closed(store::Database& database, const store::AnchorFile& anchor,
                                                const OfficeFolder& folder);

/// The seed of the log key.   Throws: Error — absent, environment (it is broken).
[[nodiscard]] SecretBytes read_log_key(const OfficeFolder& folder);

/// Codes for the two persons who can help to reopen the office, shown once, when it is made: 8 groups of 5 Base32 letters.
/// Requires: a transaction is open; their SHA-256 go into it: 200 random bits are beyond guessing.
[[nodiscard]] std::vector<std::string> make_recovery_codes(store::Database& database);

/// Which of the two persons this code was printed for, 1 or 2; nothing for another code. Spelling as ledger::parse_hash_words.
[[nodiscard]] std::optional<unsigned> person_of_code(store::Database& database, const SecretBytes& code);

/// Opens a new epoch: a log key and an anchor of its own, and a first leaf that says for ever what it continues, why, whether the
/// gap is unknown and whether one person alone confirmed. The same tree goes on.
/// Answers {origin, reason, previous:{size, root}, gap: how many entries or "unknown", seq, verifier_key}. Refuses as
/// ledger::reopen, and with `ledger.reopen_unconfirmed` for a code that is nobody's.
/// Throws: Error — absent (no office there), unavailable (another process owns it).
[[nodiscard]] Decision<formats::Json> reopen_office(const std::filesystem::path& path, ledger::ReopeningCause cause,
                                                    const std::vector<SecretBytes>& codes, const Clock& clock);

}  // namespace chancery::engine
