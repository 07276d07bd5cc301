#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/embedded_file.h"

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
  void create(Database& database, std::string_view place) const;
  /// Brings a Chancery database to version(), in one transaction.
  /// Throws: as check(), except for an older schema.
  void upgrade(Database& database, std::string_view place) const;
  /// Throws: Error{Fault::input} when this is not a Chancery database, Error{Fault::environment} naming both versions when
  /// its schema is not version().
  void check(Database& database, std::string_view place) const;

 private:
  void refuse_foreign(Database& database, std::string_view place) const;
  void run_after(Database& database, std::int64_t version) const;

  std::vector<std::string_view> scripts_;
};

}  // namespace chancery::store
