#include "engine/backup.h"

#include "base/error.h"
#include "engine/erasing.h"
#include "engine/ledger_batch.h"
#include "engine/ledger_book.h"
#include "engine/meta.h"
#include "ledger/checkpoint.h"
#include "outside/backup_file.h"
#include "outside/entropy.h"
#include "outside/files.h"
#include "store/leaves.h"
#include "store/transaction.h"

#include <fstream>
#include <iterator>

namespace chancery::engine {
namespace {

namespace fs = std::filesystem;
using formats::Json;
using outside::BackupHeader;

/// A folder for a while, readable by this user alone; it goes with all that is in it.
class WorkFolder {
 public:
  explicit WorkFolder(fs::path path) : path_(std::move(path)) {
    fs::remove_all(path_);
    outside::make_private_folder(path_);
  }
  ~WorkFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  [[nodiscard]] fs::path operator/(const char* name) const { return path_ / name; }

 private:
  fs::path path_;
};

bool same_bytes(const fs::path& one, const fs::path& other) {
  if (fs::file_size(one) != fs::file_size(other)) return false;
  std::ifstream left(one, std::ios::binary);
  std::ifstream right(other, std::ios::binary);
  return std::equal(std::istreambuf_iterator<char>(left), {}, std::istreambuf_iterator<char>(right));
}

[[noreturn]] void not_whole(const ledger::LedgerReport& report) {
  throw Error(Fault::environment, {"engine.backup_not_whole", {{"result", std::string(ledger::name_of(report.result))}}});
}

/// The ledger in a copy, against the checkpoint that lies in it.
void require_whole(store::Database& copy) {
  const auto head = store::Leaves(copy).head();
  const auto note = head ? store::Leaves(copy).checkpoint(head->size) : std::nullopt;
  const auto key = ledger::VerifierKey::parse(meta(copy, "verifier_key"));
  if (!note || !key) throw Error(Fault::environment, {"engine.backup_without_checkpoint", {}});
  const auto report = verify_stored(copy, ledger::SignedNote::parse(*note), *key);
  if (report.result != ledger::LedgerResult::ok) not_whole(report);
}

BackupHeader header_of(store::Database& copy, Timestamp now) {
  const auto head = store::Leaves(copy).head().value();
  return {
      meta(copy, "origin"), head.size, head.root, now, outside::random_salt(), outside::random_bytes(outside::backup_nonce_size)};
}

Json answer_of(const BackupHeader& header, const fs::path& path) {
  return {{"path", path.string()},     {"log", header.log},          {"size", header.size},
          {"root", header.root.hex()}, {"made", header.made.text()}, {"bytes", static_cast<std::uint64_t>(fs::file_size(path))}};
}

BackupHeader prepare_copy(const fs::path& path, const CheckpointOf& checkpoint_of, Timestamp now) {
  auto copy = store::Database::open(path, store::OpenMode::existing);
  const auto size = store::Leaves(copy).head().value().size;
  const auto note = checkpoint_of(size);
  store::Leaves(copy).save_checkpoint(size, note.bytes());
  require_whole(copy);
  return header_of(copy, now);
}

/// The database of a backup in its folder, verified; where it is not whole, the folder is as empty as before.
BackupHeader open_whole(const fs::path& backup, const OfficeFolder& folder, const SecretBytes& password) try {
  const auto header = outside::open_backup(backup, folder.database(), password);
  auto copy = store::Database::open(folder.database(), store::OpenMode::existing);
  require_whole(copy);
  return header;
} catch (...) {
  for (const auto& file : fs::directory_iterator(folder.root())) fs::remove(file.path());
  throw;
}

/// A backup lies where others may come to it, and is tried as often as they like.
void require_password(const SecretBytes& password) {
  constexpr std::size_t shortest = 12;
  if (password.reveal().size() >= shortest) return;
  throw Error(Fault::input, {"engine.backup_password_short", {{"limit", std::int64_t{shortest}}}});
}

void require_room(const fs::path& target) {
  if (fs::exists(target)) throw Error(Fault::conflict, {"engine.backup_there", {{"path", target.string()}}});
}

}  // namespace

Json create_backup(store::Database& database, const OfficeFolder& folder, const CheckpointOf& checkpoint_of,
                   const fs::path& target, const SecretBytes& password, Timestamp now) {
  require_room(target);
  require_password(password);
  const WorkFolder work(folder.root() / "backup.part");
  outside::write_private_file(work / "office.db", "");
  database.copy_to(work / "office.db");
  const auto header = prepare_copy(work / "office.db", checkpoint_of, now);
  outside::seal_backup(work / "office.db", target, header, password);
  (void)outside::open_backup(target, work / "again.db", password);
  if (!same_bytes(work / "office.db", work / "again.db")) {
    fs::remove(target);
    throw Error(Fault::environment, {"engine.backup_not_readable", {{"path", target.string()}}});
  }
  return answer_of(header, target);
}

Json verify_backup(const fs::path& backup, const SecretBytes& password) {
  const WorkFolder work(fs::temp_directory_path() / ("chancery-" + to_hex(outside::random_bytes(8))));
  const auto header = outside::open_backup(backup, work / "office.db", password);
  auto copy = store::Database::open(work / "office.db", store::OpenMode::existing);
  require_whole(copy);
  auto answer = answer_of(header, backup);
  answer["result"] = ledger::name_of(ledger::LedgerResult::ok);
  return answer;
}

Json restore_backup(const fs::path& backup, const fs::path& path, const SecretBytes& password, const ledger::ErasureList& erased,
                    Timestamp now) {
  const OfficeFolder folder(path);
  if (fs::exists(path) && !fs::is_empty(path)) {
    throw Error(Fault::conflict, {"engine.folder_not_empty", {{"path", path.string()}}});
  }
  outside::make_private_folder(folder.root());
  const auto header = open_whole(backup, folder, password);
  outside::make_private_folder(folder.trust());
  auto copy = store::Database::open(folder.database(), store::OpenMode::existing);
  store::Transaction transaction(copy);
  copy.run("DELETE FROM sessions");
  save_meta(copy, "restored", formats::canonical_json({{"made", header.made.text()}, {"restored", now.text()}}));
  apply_erasures(copy, erased, now);
  transaction.commit();
  keep_erasures(copy, folder);
  return answer_of(header, backup);
}

}  // namespace chancery::engine
