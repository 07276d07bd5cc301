#pragma once

#include "base/bytes.h"
#include "store/migrations.h"
#include "store/statement.h"

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string_view>

namespace chancery::store {

/// create: a new file, refused where one exists. existing: read and write, brought to this schema. read_only: as it is.
enum class OpenMode { create, existing, read_only };

/// One connection to the office's database. It belongs to one thread at a time; a process has one that writes and any
/// number that read. Nobody but the process that holds the office lock opens the file (store/office_lock.h).
class Database {
 public:
  /// Opens with WAL, synchronous=FULL and foreign keys, and reads each back.
  /// Throws: Error — absent (no file), conflict (create where a file is), input (not a Chancery database),
  /// environment (newer schema, unwritable, a disk that does not give WAL), unavailable (locked).
  [[nodiscard]] static Database open(const std::filesystem::path& path, OpenMode mode,
                                     const Migrations& migrations = Migrations::of_this_program());
  /// A database of its own that lives as long as this object.
  [[nodiscard]] static Database in_memory(const Migrations& migrations = Migrations::of_this_program());

  ~Database();
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;

  /// From the cache, or prepared now.
  [[nodiscard]] Statement prepare(std::string_view sql);
  /// Prepared and bound; read with `while (rows.next())`.
  [[nodiscard]] Statement query(std::string_view sql, std::initializer_list<Parameter> values = {});
  /// Runs to the end; returns how many rows were changed.
  std::size_t run(std::string_view sql, std::initializer_list<Parameter> values = {});
  /// The first column of the first row.
  template <class T>
  [[nodiscard]] std::optional<T> find(std::string_view sql, std::initializer_list<Parameter> values = {}) {
    Statement rows = query(sql, values);
    return rows.next() ? std::optional<T>(rows.get<T>(0)) : std::nullopt;
  }
  /// Writes the database as it is now into a new file, without free pages; whoever writes meanwhile is not held up.
  /// Requires: no transaction is open.   Throws: Error{Fault::environment} for a file that is there or cannot be written.
  void copy_to(const std::filesystem::path& path);
  /// Several statements without values, as migrations have them.
  void execute_script(std::string_view sql);

  [[nodiscard]] std::int64_t last_row_id() const;
  [[nodiscard]] bool in_transaction() const;

 private:
  friend class Transaction;
  friend class Savepoint;
  friend class Snapshot;
  struct Connection;
  explicit Database(std::unique_ptr<Connection> connection);
  void configure(std::string_view journal);
  void require_setting(std::string_view name, std::string_view expected);
  void commit();
  [[nodiscard]] bool try_execute(const char* sql) noexcept;

  std::unique_ptr<Connection> connection_;
};

}  // namespace chancery::store
