#include "store/migrations.h"

#include "base/error.h"
#include "store/database.h"
#include "store/transaction.h"

#include <span>
#include <string>

namespace chancery::store {

namespace schema {
std::span<const EmbeddedFile> embedded_files();
}  // namespace schema

namespace {

/// "CHNC": tells our files from every other SQLite database (https://www.sqlite.org/fileformat.html §1.3.11).
constexpr std::int64_t application_id = 0x43484e43;

std::string file_name(std::string_view path) {
  return std::string(path.substr(path.rfind('/') + 1));
}

/// 0001_office.sql is number 1.
bool has_number(const EmbeddedFile& script, std::size_t number) {
  const std::string digits = std::to_string(number);
  return file_name(script.name).starts_with(std::string(4 - digits.size(), '0') + digits + "_");
}

std::int64_t pragma(Database& database, const char* query) {
  return database.find<std::int64_t>(query).value_or(0);
}
std::int64_t version_of(Database& database) {
  return pragma(database, "PRAGMA user_version");
}

Error wrong_version(const char* key, std::string_view place, std::int64_t found, std::int64_t ours) {
  return {Fault::environment, {key, {{"place", std::string(place)}, {"found", found}, {"ours", ours}}}};
}

}  // namespace

const Migrations& Migrations::of_this_program() {
  static const Migrations ours(schema::embedded_files());
  return ours;
}

Migrations::Migrations(std::span<const EmbeddedFile> scripts) {
  for (const EmbeddedFile& script : scripts) {
    check_invariant(has_number(script, scripts_.size() + 1), "schema scripts count from 0001 without gaps");
    scripts_.push_back(script.bytes);
  }
}

void Migrations::create(Database& database) const {
  Transaction transaction(database);
  database.execute_script("PRAGMA application_id = " + std::to_string(application_id));
  run_after(database, 0);
  transaction.commit();
}

void Migrations::upgrade(Database& database) const {
  if (version_of(database) == version()) return;
  Transaction transaction(database);
  run_after(database, version_of(database));
  transaction.commit();
}

void Migrations::run_after(Database& database, std::int64_t version) const {
  for (const std::string_view script : std::span(scripts_).subspan(static_cast<std::size_t>(version))) {
    database.execute_script(script);
  }
  database.execute_script("PRAGMA user_version = " + std::to_string(scripts_.size()));
}

void Migrations::refuse_newer_or_foreign(Database& database, std::string_view place) const {
  if (pragma(database, "PRAGMA application_id") != application_id) {
    throw Error(Fault::input, {"store.not_an_office", {{"place", std::string(place)}}});
  }
  if (version_of(database) > version()) throw wrong_version("store.newer_schema", place, version_of(database), version());
}

void Migrations::check(Database& database, std::string_view place) const {
  refuse_newer_or_foreign(database, place);
  if (version_of(database) < version()) throw wrong_version("store.older_schema", place, version_of(database), version());
}

}  // namespace chancery::store
