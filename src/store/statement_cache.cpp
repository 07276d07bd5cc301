#include "store/statement_cache.h"

#include "store/sql_error.h"

#include <utility>

namespace chancery::store {

std::unique_ptr<SQLite::Statement> StatementCache::take(std::string_view sql) {
  auto& ready = free_[std::string(sql)];
  if (ready.empty()) {
    return translated([&] { return std::make_unique<SQLite::Statement>(*database_, std::string(sql)); });
  }
  auto prepared = std::move(ready.back());
  ready.pop_back();
  return prepared;
}

void StatementCache::give_back(std::unique_ptr<SQLite::Statement> prepared) noexcept {
  prepared->tryReset();
  // Found without an allocation: take() made the entry.
  const auto place = free_.find(prepared->getQuery());
  if (place != free_.end()) place->second.push_back(std::move(prepared));
}

}  // namespace chancery::store
