#include "store/blobs.h"

#include "store/transaction.h"
#include "support/fault_and_key.h"

#include <catch2/catch.hpp>

#include <array>

using namespace chancery;
using namespace chancery::store;

namespace {

const Timestamp monday = *Timestamp::parse("2026-11-23T08:00:00.000Z");
const Timestamp tuesday = monday.plus(std::chrono::hours(24));
const Timestamp wednesday = tuesday.plus(std::chrono::hours(24));

/// The office's schema and a table that refers to blobs.
Database database_with_letters() {
  Database database = Database::in_memory();
  database.execute_script("CREATE TABLE letter (text_sha256 BLOB REFERENCES blob (sha256))");
  return database;
}

Sha256 put(Database& database, BytesView bytes, Timestamp now) {
  Transaction transaction(database);
  const Sha256 name = Blobs(database).put(bytes, now);
  transaction.commit();
  return name;
}

std::size_t collect(Database& database, Timestamp now) {
  Transaction transaction(database);
  const std::size_t gone = Blobs(database).collect(now);
  transaction.commit();
  return gone;
}

}  // namespace

TEST_CASE("files of every size around a chunk come back whole under their hash") {
  Database database = Database::in_memory();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, Blobs::chunk_size - 1, Blobs::chunk_size, Blobs::chunk_size + 1, 3 * Blobs::chunk_size}) {
    const Bytes bytes(size, static_cast<char>(size % 251));
    const Sha256 name = put(database, bytes, monday);
    CHECK(name == sha256(bytes));
    CHECK(Blobs(database).get(name).bytes() == bytes);
    CHECK(Blobs(database).size(name) == static_cast<std::int64_t>(size));
  }
  CHECK(database.find<std::int64_t>("SELECT max(length(bytes)) FROM blob_chunk") == static_cast<std::int64_t>(Blobs::chunk_size));
}

TEST_CASE("the same file is stored once") {
  Database database = Database::in_memory();
  CHECK(put(database, "лист", monday) == put(database, "лист", tuesday));
  CHECK(database.find<std::int64_t>("SELECT count(*) FROM blob_chunk") == 1);
}

TEST_CASE("a file that is not stored is absent") {
  Database database = Database::in_memory();
  Blobs blobs(database);
  CHECK_FALSE(blobs.exists(sha256("лист")));
  CHECK_FALSE(blobs.size(sha256("лист")));
  CHECK(fault_and_key([&] { static_cast<void>(blobs.get(sha256("лист"))); }) == fault(Fault::absent, "store.blob_absent"));
}

TEST_CASE("a stored file that was changed or cut is noticed when it is read") {
  Database database = Database::in_memory();
  const Sha256 name = put(database, "лист", monday);
  database.run("UPDATE blob_chunk SET bytes = ?1", {Parameter::bytes("інше")});
  CHECK(fault_and_key([&] { static_cast<void>(Blobs(database).get(name)); }) == fault(Fault::environment, "store.blob_damaged"));
  database.run("DELETE FROM blob_chunk");
  CHECK(fault_and_key([&] { static_cast<void>(Blobs(database).get(name)); }) == fault(Fault::environment, "store.blob_damaged"));
}

TEST_CASE("what nothing has referred to for a day is collected, what a table refers to stays") {
  Database database = database_with_letters();
  const Sha256 used = put(database, "used", monday);
  const Sha256 unused = put(database, "unused", monday);
  database.run("INSERT INTO letter (text_sha256) VALUES (?1)", {used});
  CHECK(collect(database, tuesday.plus(std::chrono::milliseconds(-1))) == 0);
  CHECK(collect(database, tuesday) == 1);
  CHECK(Blobs(database).exists(used));
  CHECK_FALSE(Blobs(database).exists(unused));
  CHECK(database.find<std::int64_t>("SELECT count(*) FROM blob_chunk") == 1);
}

TEST_CASE("a file has a day from the moment when it was last referred to") {
  Database database = database_with_letters();
  const Sha256 name = put(database, "лист", monday);
  database.run("INSERT INTO letter (text_sha256) VALUES (?1)", {name});
  CHECK(collect(database, tuesday) == 0);
  database.run("DELETE FROM letter");
  CHECK(collect(database, tuesday) == 0);
  CHECK(collect(database, wednesday) == 1);
}

TEST_CASE("a file that is put again has another day") {
  Database database = database_with_letters();
  put(database, "лист", monday);
  put(database, "лист", tuesday);
  CHECK(collect(database, tuesday) == 0);
  CHECK(collect(database, wednesday) == 1);
}
