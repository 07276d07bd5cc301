#include "store/transaction.h"

#include "support/fault_and_key.h"
#include "support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <array>

using namespace chancery;
using namespace chancery::store;

namespace {

const std::array<EmbeddedFile, 1> scripts{
    {{"store/schema/0001_pages.sql",
      "CREATE TABLE page (number INTEGER PRIMARY KEY);"
      "CREATE TABLE line (page INTEGER NOT NULL REFERENCES page (number) DEFERRABLE INITIALLY DEFERRED);"}}};
const Migrations schema(scripts);

void insert(Database& database, int number) {
  database.run("INSERT INTO page (number) VALUES (?1)", {number});
}
std::int64_t count(Database& database) {
  return *database.find<std::int64_t>("SELECT count(*) FROM page");
}

}  // namespace

TEST_CASE("a committed transaction stays, another one leaves nothing") {
  Database database = Database::in_memory(schema);
  {
    Transaction transaction(database);
    insert(database, 1);
    CHECK(database.in_transaction());
    transaction.commit();
  }
  {
    const Transaction forgotten(database);
    insert(database, 2);
  }
  CHECK_FALSE(database.in_transaction());
  CHECK(count(database) == 1);
}

TEST_CASE("a commit that fails takes everything of the transaction back") {
  Database database = Database::in_memory(schema);
  const auto step = [&] {
    Transaction transaction(database);
    insert(database, 1);
    database.run("INSERT INTO line (page) VALUES (?1)", {77});
    transaction.commit();
  };
  CHECK(fault_and_key(step) == fault(Fault::conflict, "store.constraint"));
  CHECK_FALSE(database.in_transaction());
  CHECK(count(database) == 0);
}

TEST_CASE("a savepoint is taken back alone, and savepoints nest") {
  Database database = Database::in_memory(schema);
  Transaction transaction(database);
  {
    Savepoint outer(database);
    insert(database, 1);
    {
      const Savepoint inner(database);
      insert(database, 2);
    }
    {
      Savepoint inner(database);
      insert(database, 3);
      inner.release();
    }
    outer.release();
  }
  {
    const Savepoint refused(database);
    insert(database, 4);
  }
  transaction.commit();
  CHECK(count(database) == 2);
}

TEST_CASE("a snapshot does not see what is committed after it") {
  const TemporaryFolder folder;
  Database writer = Database::open(folder / "office.db", OpenMode::create, schema);
  Database reader = Database::open(folder / "office.db", OpenMode::read_only, schema);
  {
    const Snapshot snapshot(reader);
    insert(writer, 1);
    CHECK(count(reader) == 0);
  }
  CHECK(count(reader) == 1);
}
