#include "engine/meta.h"

#include "base/error.h"

namespace chancery::engine {

std::optional<std::string> find_meta(store::Database& database, std::string_view name) {
  return database.find<std::string>("SELECT value FROM meta WHERE name = ?1", {name});
}

std::string meta(store::Database& database, std::string_view name) {
  const auto value = find_meta(database, name);
  if (!value) throw Error(Fault::input, {"engine.no_office", {{"path", std::string(name)}}});
  return *value;
}

void save_meta(store::Database& database, std::string_view name, std::string_view value) {
  database.run("INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2", {name, value});
}

void forget_meta(store::Database& database, std::string_view name) {
  database.run("DELETE FROM meta WHERE name = ?1", {name});
}

}  // namespace chancery::engine
