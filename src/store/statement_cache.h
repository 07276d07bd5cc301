#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chancery::store {

/// Prepared statements of one connection by their SQL. One on loan is not here, so that the same query can run inside itself.
class StatementCache {
 public:
  explicit StatementCache(SQLite::Database& database) : database_(&database) {}

  [[nodiscard]] std::unique_ptr<SQLite::Statement> take(std::string_view sql);
  void give_back(std::unique_ptr<SQLite::Statement> prepared) noexcept;

 private:
  SQLite::Database* database_;
  std::unordered_map<std::string, std::vector<std::unique_ptr<SQLite::Statement>>> free_;
};

}  // namespace chancery::store
