#include "store/database.h"

#include "store/transaction.h"
#include "support/fault_and_key.h"
#include "support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <array>
#include <fstream>

using namespace chancery;
using namespace chancery::store;

namespace {

const std::array<EmbeddedFile, 2> two_scripts{
    {{"store/schema/0001_first.sql", "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"},
     {"store/schema/0002_second.sql", "ALTER TABLE person ADD COLUMN role TEXT;"}}};
const Migrations second(two_scripts);
const Migrations first(std::span<const EmbeddedFile>(two_scripts).first(1));

}  // namespace

TEST_CASE("a new database keeps what was written when it is opened again") {
  const TemporaryFolder folder;
  {
    Database database = Database::open(folder / "office.db", OpenMode::create, second);
    database.run("INSERT INTO person (name, role) VALUES (?1, ?2)", {"Ґалаґан Єва Їжакевич’", "head"});
  }
  Database database = Database::open(folder / "office.db", OpenMode::read_only, second);
  CHECK(database.find<std::string>("SELECT name FROM person") == "Ґалаґан Єва Їжакевич’");
}

TEST_CASE("a database is opened with WAL, full synchronisation and foreign keys") {
  const TemporaryFolder folder;
  Database database = Database::open(folder / "office.db", OpenMode::create, first);
  CHECK(database.find<std::string>("PRAGMA journal_mode") == "wal");
  CHECK(database.find<std::int64_t>("PRAGMA synchronous") == 2);
  CHECK(database.find<std::int64_t>("PRAGMA foreign_keys") == 1);
}

TEST_CASE("the schema of this program can be made and opened") {
  const TemporaryFolder folder;
  { static_cast<void>(Database::open(folder / "office.db", OpenMode::create)); }
  Database database = Database::open(folder / "office.db", OpenMode::existing);
  CHECK(database.find<std::int64_t>("PRAGMA user_version") == Migrations::of_this_program().version());
}

TEST_CASE("a missing database is absent and is not made by looking for it") {
  const TemporaryFolder folder;
  CHECK(fault_and_key([&] { static_cast<void>(Database::open(folder / "office.db", OpenMode::existing, first)); }) ==
        fault(Fault::absent, "store.absent"));
  CHECK_FALSE(std::filesystem::exists(folder / "office.db"));
}

TEST_CASE("a new database is not put over an old one") {
  const TemporaryFolder folder;
  { static_cast<void>(Database::open(folder / "office.db", OpenMode::create, first)); }
  CHECK(fault_and_key([&] { static_cast<void>(Database::open(folder / "office.db", OpenMode::create, first)); }) ==
        fault(Fault::conflict, "store.exists"));
}

TEST_CASE("an older schema is brought up to date when opened for writing, and refused when only read") {
  const TemporaryFolder folder;
  {
    Database database = Database::open(folder / "office.db", OpenMode::create, first);
    database.run("INSERT INTO person (name) VALUES (?1)", {"Оксана"});
  }
  CHECK(fault_and_key([&] { static_cast<void>(Database::open(folder / "office.db", OpenMode::read_only, second)); }) ==
        fault(Fault::environment, "store.older_schema"));
  Database database = Database::open(folder / "office.db", OpenMode::existing, second);
  CHECK(database.run("UPDATE person SET role = ?1 WHERE name = ?2", {"editor", "Оксана"}) == 1);
}

TEST_CASE("a database of a newer schema is refused with both versions") {
  const TemporaryFolder folder;
  { static_cast<void>(Database::open(folder / "office.db", OpenMode::create, second)); }
  for (const OpenMode mode : {OpenMode::existing, OpenMode::read_only}) {
    try {
      static_cast<void>(Database::open(folder / "office.db", mode, first));
      FAIL("a newer schema was opened");
    } catch (const Error& error) {
      CHECK(error.fault() == Fault::environment);
      CHECK(error.message().key == "store.newer_schema");
      CHECK(error.message().arguments[1] == std::pair<std::string, Message::Argument>("found", 2));
      CHECK(error.message().arguments[2] == std::pair<std::string, Message::Argument>("ours", 1));
    }
  }
}

TEST_CASE("a file that is not our database is bad input and stays as it is") {
  const TemporaryFolder folder;
  { std::ofstream(folder / "letter.txt") << std::string(4096, 'x'); }
  CHECK(fault_and_key([&] { static_cast<void>(Database::open(folder / "letter.txt", OpenMode::existing, first)); }) ==
        fault(Fault::input, "store.not_a_database"));
  { std::ofstream(folder / "empty.db"); }
  CHECK(fault_and_key([&] { static_cast<void>(Database::open(folder / "empty.db", OpenMode::existing, first)); }) ==
        fault(Fault::input, "store.not_an_office"));
  CHECK(std::filesystem::file_size(folder / "empty.db") == 0);
}

TEST_CASE("a full disk is a matter for the machine, and the step leaves nothing behind") {
  const TemporaryFolder folder;
  Database database = Database::open(folder / "office.db", OpenMode::create, first);
  database.execute_script("PRAGMA max_page_count = 10");
  const auto fill = [&] {
    Transaction transaction(database);
    database.run("INSERT INTO person (name) VALUES (?1)", {"перша"});
    database.run("INSERT INTO person (name) VALUES (?1)", {std::string(100'000, 'x')});
    transaction.commit();
  };
  CHECK(fault_and_key(fill) == fault(Fault::environment, "store.disk_full"));
  CHECK(database.find<std::int64_t>("SELECT count(*) FROM person") == 0);
  database.execute_script("PRAGMA max_page_count = 1000");
  CHECK_FALSE(fault_and_key(fill));
  CHECK(database.find<std::int64_t>("SELECT count(*) FROM person") == 2);
}

TEST_CASE("what contradicts the schema is a conflict") {
  Database database = Database::in_memory(first);
  const auto insert = [&] { database.run("INSERT INTO person (name) VALUES (?1)", {"Марія"}); };
  CHECK_FALSE(fault_and_key(insert));
  CHECK(fault_and_key(insert) == fault(Fault::conflict, "store.constraint"));
}

TEST_CASE("a second writer is told to try later") {
  const TemporaryFolder folder;
  Database one = Database::open(folder / "office.db", OpenMode::create, first);
  Database two = Database::open(folder / "office.db", OpenMode::existing, first);
  two.execute_script("PRAGMA busy_timeout = 1");
  const Transaction writing(one);
  CHECK(fault_and_key([&] { const Transaction waiting(two); }) == fault(Fault::unavailable, "store.busy"));
}

TEST_CASE("a database opened to be read cannot be written") {
  const TemporaryFolder folder;
  Database writer = Database::open(folder / "office.db", OpenMode::create, first);
  Database reader = Database::open(folder / "office.db", OpenMode::read_only, first);
  CHECK(fault_and_key([&] { reader.run("INSERT INTO person (name) VALUES (?1)", {"Марія"}); }) ==
        fault(Fault::environment, "store.not_writable"));
}

TEST_CASE("wrong SQL fails, and says so") {
  Database database = Database::in_memory(first);
  CHECK(fault_and_key([&] { database.execute_script("SELECT nothing FROM nowhere"); }) ==
        fault(Fault::environment, "store.failed"));
}

TEST_CASE("schema scripts that break off leave the database as it was") {
  const TemporaryFolder folder;
  const std::array<EmbeddedFile, 2> scripts{{two_scripts[0], {"store/schema/0002_bad.sql", "CREATE TABLE a (b); NONSENSE"}}};
  { static_cast<void>(Database::open(folder / "office.db", OpenMode::create, first)); }
  CHECK(fault_and_key([&] { static_cast<void>(Database::open(folder / "office.db", OpenMode::existing, Migrations(scripts))); }));
  Database database = Database::open(folder / "office.db", OpenMode::read_only, first);
  CHECK(database.find<std::int64_t>("SELECT count(*) FROM sqlite_schema WHERE name = 'a'") == 0);
}
