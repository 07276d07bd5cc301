#include "store/database.h"

#include "base/error.h"
#include "store/sql_error.h"
#include "store/statement_cache.h"
#include "store/transaction.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <utility>

namespace chancery::store {
namespace {

/// How long a connection waits for another one's lock before it says that the office is busy.
constexpr int busy_timeout_milliseconds = 5000;
constexpr std::string_view memory_name = ":memory:";

int flags_of(OpenMode mode) {
  switch (mode) {
    case OpenMode::create:
      return SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
    case OpenMode::existing:
      return SQLite::OPEN_READWRITE;
    case OpenMode::read_only:
      break;
  }
  return SQLite::OPEN_READONLY;
}

/// Asked before SQLite opens the file: SQLite itself would make an empty one, or say only "unable to open".
void check_presence(const std::filesystem::path& path, OpenMode mode) {
  const bool present = std::filesystem::exists(path);
  if (mode == OpenMode::create && present) throw Error(Fault::conflict, {"store.exists", {{"place", path.string()}}});
  if (mode != OpenMode::create && !present) throw Error(Fault::absent, {"store.absent", {{"place", path.string()}}});
}

/// SQLite gives its log and index files the permissions of the database: what the office keeps is its owner's alone.
void make_private_file(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor >= 0) ::close(descriptor);
}

}  // namespace

struct Database::Connection {
  Connection(const std::string& name, int flags) : handle(name, flags, busy_timeout_milliseconds), cache(handle) {}

  SQLite::Database handle;
  StatementCache cache;
};

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Database::~Database() = default;
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

Database Database::open(const std::filesystem::path& path, OpenMode mode, const Migrations& migrations) {
  check_presence(path, mode);
  if (mode == OpenMode::create) make_private_file(path);
  Database database(translated([&] { return std::make_unique<Connection>(path.string(), flags_of(mode)); }));
  if (mode == OpenMode::existing) migrations.refuse_newer_or_foreign(database, path.string());
  if (mode == OpenMode::read_only) migrations.check(database, path.string());
  database.configure(mode == OpenMode::read_only ? "" : "wal");
  if (mode == OpenMode::create) migrations.create(database);
  if (mode == OpenMode::existing) migrations.upgrade(database);
  return database;
}

Database Database::in_memory(const Migrations& migrations) {
  Database database(
      translated([&] { return std::make_unique<Connection>(std::string(memory_name), flags_of(OpenMode::create)); }));
  database.configure("memory");
  migrations.create(database);
  return database;
}

/// An acknowledged step must survive a power cut (DESIGN §12): the settings are set and then read back, because SQLite
/// ignores a setting that it cannot give.
void Database::configure(std::string_view journal) {
  execute_script(
      "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
      "PRAGMA secure_delete = ON;");
  require_setting("synchronous", "2");
  require_setting("foreign_keys", "1");
  require_setting("secure_delete", "1");  // what is erased is gone from the file, not only from the tables
  if (journal.empty()) return;            // a reader takes the file's journal mode as it is
  static_cast<void>(find<std::string>("PRAGMA journal_mode = WAL"));
  require_setting("journal_mode", journal);
}

void Database::require_setting(std::string_view name, std::string_view expected) {
  const auto found = find<std::string>("PRAGMA " + std::string(name));
  if (found == expected) return;
  throw Error(
      Fault::environment,
      {"store.setting", {{"name", std::string(name)}, {"expected", std::string(expected)}, {"found", found.value_or("")}}});
}

Statement Database::prepare(std::string_view sql) {
  return {connection_->cache, connection_->cache.take(sql)};
}

Statement Database::query(std::string_view sql, std::initializer_list<Parameter> values) {
  Statement statement = prepare(sql);
  statement.bind(values);
  return statement;
}

std::size_t Database::run(std::string_view sql, std::initializer_list<Parameter> values) {
  return query(sql, values).run();
}

void Database::copy_to(const std::filesystem::path& path) {
  (void)run("VACUUM INTO ?1", {path.string()});
}

void Database::execute_script(std::string_view sql) {
  translated([&] { connection_->handle.exec(std::string(sql)); });
}

std::int64_t Database::last_row_id() const {
  return connection_->handle.getLastInsertRowid();
}

bool Database::in_transaction() const {
  return sqlite3_get_autocommit(connection_->handle.getHandle()) == 0;
}

void Database::commit() {
  try {
    connection_->handle.exec("COMMIT");
  } catch (const SQLite::Exception& failure) {
    check_invariant(!is_failed_sync(failure), "the disk confirms what is committed (fsync)");
    throw to_error(failure);
  }
}

bool Database::try_execute(const char* sql) noexcept {
  return connection_->handle.tryExec(sql) == SQLite::OK;
}

}  // namespace chancery::store
