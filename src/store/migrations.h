#pragma once

#include "base/embedded_file.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace chancery::store {

class Database;

/// The numbered scripts `NNNN_what.sql` that make the schema, 0001 first, without gaps; a script is never edited once released.
class Migrations {
 public:
  /// Those of `src/store/schema/`.
  [[nodiscard]] static const Migrations& of_this_program();
  /// Requires: the names end in `NNNN_what.sql` and count from 1.
  explicit Migrations(std::span<const EmbeddedFile> scripts);

  /// The schema that this list makes, as SQLite's `user_version`.
  [[nodiscard]] std::int64_t version() const { return static_cast<std::int64_t>(scripts_.size()); }

  /// Makes the schema in an empty database, in one transaction.
  void create(Database& database) const;
  /// Brings a database of an older schema to version(), in one transaction.
  void upgrade(Database& database) const;
  /// Throws: Error{Fault::input} when this is not a Chancery database, Error{Fault::environment} naming both versions when
  /// its schema is newer.
  void refuse_newer_or_foreign(Database& database, std::string_view place) const;
  /// As before, and Error{Fault::environment} when its schema is older.
  void check(Database& database, std::string_view place) const;

 private:
  void run_after(Database& database, std::int64_t version) const;

  std::vector<std::string_view> scripts_;
};

}  // namespace chancery::store
