#include "store/blobs.h"

#include "base/error.h"

#include <cassert>
#include <string>

namespace chancery::store {

Sha256 Blobs::put(BytesView bytes, Timestamp now) {
  assert(database_->in_transaction());
  const Sha256 name = sha256(bytes);
  const std::size_t made =
      database_->run("INSERT INTO blob (sha256, size, unreferenced_since) VALUES (?1, ?2, ?3) ON CONFLICT (sha256) DO NOTHING",
                     {name, bytes.size(), now});
  if (made == 0) {
    // It may be about to be collected: whoever puts it again has a day to refer to it.
    database_->run("UPDATE blob SET unreferenced_since = ?2 WHERE sha256 = ?1", {name, now});
  } else {
    put_chunks(name, bytes);
  }
  return name;
}

void Blobs::put_chunks(const Sha256& name, BytesView bytes) {
  Statement insert = database_->prepare("INSERT INTO blob_chunk (sha256, number, bytes) VALUES (?1, ?2, ?3)");
  for (std::size_t offset = 0; offset < bytes.size(); offset += chunk_size) {
    insert.bind({name, offset / chunk_size, Parameter::bytes(bytes.substr(offset, chunk_size))}).run();
  }
}

bool Blobs::exists(const Sha256& name) {
  return size(name).has_value();
}

std::optional<std::int64_t> Blobs::size(const Sha256& name) {
  return database_->find<std::int64_t>("SELECT size FROM blob WHERE sha256 = ?1", {name});
}

Blob Blobs::get(const Sha256& name) {
  const auto expected = size(name);
  if (!expected) throw Error(Fault::absent, {"store.blob_absent", {{"sha256", name.hex()}}});
  Bytes content;
  content.reserve(static_cast<std::size_t>(*expected));
  Statement chunks = database_->query("SELECT bytes FROM blob_chunk WHERE sha256 = ?1 ORDER BY number", {name});
  while (chunks.next()) content += chunks.bytes(0);
  if (sha256(content) != name) throw Error(Fault::environment, {"store.blob_damaged", {{"sha256", name.hex()}}});
  return Blob(std::move(content));
}

std::size_t Blobs::collect(Timestamp now) {
  assert(database_->in_transaction());
  const std::string unreferenced = unreferenced_condition();
  database_->run("UPDATE blob SET unreferenced_since = NULL WHERE NOT (" + unreferenced + ")");
  database_->run("UPDATE blob SET unreferenced_since = ?1 WHERE unreferenced_since IS NULL AND " + unreferenced, {now});
  return database_->run("DELETE FROM blob WHERE unreferenced_since <= ?1", {now.plus(-keep_unreferenced)});
}

/// Read from the schema, so that a new table that refers to blobs cannot be forgotten here.
std::string Blobs::unreferenced_condition() {
  std::string condition = "TRUE";
  Statement references = database_->query(
      "SELECT t.name, f.\"from\" FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS f "
      "WHERE t.type = 'table' AND f.\"table\" = 'blob' AND t.name <> 'blob_chunk' ORDER BY 1, 2");
  while (references.next()) {
    const std::string table = references.text(0);
    const std::string column = references.text(1);
    condition += " AND NOT EXISTS (SELECT 1 FROM " + table + " WHERE " + table + "." + column + " = blob.sha256)";
  }
  return condition;
}

}  // namespace chancery::store
