#pragma once

#include "base/secret_bytes.h"
#include "engine/clock.h"
#include "engine/office_folder.h"
#include "formats/json.h"
#include "ledger/erasure_list.h"
#include "ledger/signed_note.h"
#include "store/database.h"

#include <filesystem>
#include <functional>

namespace chancery::engine {

/// The signed checkpoint of exactly this size, which the office has: the newest one, or one that it stored.
using CheckpointOf = std::function<ledger::SignedNote(std::uint64_t size)>;

/// Copies the database while the office works, verifies the copy's ledger, seals it into `target` (outside/backup_file.h) and
/// opens the sealed file again to see that it gives the same bytes. Keys, anchor and trusted certificates are not in it.
/// `database` is a connection of its own, outside a transaction. Answers {path, log, size, root, made, bytes}.
/// Throws: Error — environment (disk, a copy that is not whole), conflict (`target` is there).
[[nodiscard]] formats::Json create_backup(store::Database& database, const OfficeFolder& folder,
                                          const CheckpointOf& checkpoint_of, const std::filesystem::path& target,
                                          const SecretBytes& password, Timestamp now);

/// Restores into a folder of its own, verifies what is there, and takes it away again. Answers as create_backup(), and `result`.
/// Throws: Error{Fault::input} for what is no backup, a wrong password or a changed byte.
[[nodiscard]] formats::Json verify_backup(const std::filesystem::path& backup, const SecretBytes& password);

/// Makes an office of a backup. It answers but takes no steps until ledger reopening (engine/reopening.h). Sessions end, and what
/// was erased since the backup is taken away again.
/// Throws: as verify_backup(); Error{Fault::conflict} when the folder is not empty.
[[nodiscard]] formats::Json restore_backup(const std::filesystem::path& backup, const std::filesystem::path& folder,
                                           const SecretBytes& password, const ledger::ErasureList& erased, Timestamp now);

}  // namespace chancery::engine
