#include "store/transaction.h"

namespace chancery::store {
namespace {

// SQLite takes the innermost savepoint of a name, so that one name serves at every depth.
constexpr const char* begin_part = "SAVEPOINT part";
constexpr const char* keep_part = "RELEASE part";
constexpr const char* undo_part = "ROLLBACK TO part";

}  // namespace

Transaction::Transaction(Database& database) : database_(&database) {
  database.execute_script("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  // A full or failing disk has rolled back already. Should ROLLBACK itself fail, the transaction stays open, the next BEGIN
  // fails, and nothing more is written.
  if (database_->in_transaction()) static_cast<void>(database_->try_execute("ROLLBACK"));
}

void Transaction::commit() {
  database_->commit();
}

Savepoint::Savepoint(Database& database) : database_(&database) {
  database.execute_script(begin_part);
}

Savepoint::~Savepoint() {
  if (database_ == nullptr || !database_->in_transaction()) return;
  if (database_->try_execute(undo_part)) static_cast<void>(database_->try_execute(keep_part));
}

void Savepoint::release() {
  database_->execute_script(keep_part);
  database_ = nullptr;
}

Snapshot::Snapshot(Database& database) : database_(&database) {
  // The view is fixed by the first read. Each page begins a few of these: the statements are prepared once.
  database.run("BEGIN");
  static_cast<void>(database.find<std::int64_t>("SELECT 1 FROM sqlite_schema LIMIT 1"));
}

Snapshot::~Snapshot() {
  if (database_->in_transaction()) static_cast<void>(database_->try_execute("ROLLBACK"));
}

}  // namespace chancery::store
