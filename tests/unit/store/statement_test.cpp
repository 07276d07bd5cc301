#include "store/statement.h"

#include "base/id.h"
#include "base/salt.h"
#include "base/sha256.h"
#include "store/database.h"
#include "support/fault_and_key.h"

#include <catch2/catch.hpp>

#include <array>

using namespace chancery;
using namespace chancery::store;

namespace {

const std::array<EmbeddedFile, 1> scripts{
    {{"store/schema/0001_values.sql", "CREATE TABLE kept (id INTEGER PRIMARY KEY, number INTEGER, words TEXT, raw BLOB);"}}};

Database database_of_values() {
  return Database::in_memory(Migrations(scripts));
}

}  // namespace

TEST_CASE("numbers, text, bytes and absence come back as they were bound") {
  Database database = database_of_values();
  const Bytes raw("\0\x01\xff", 3);
  database.run("INSERT INTO kept (number, words, raw) VALUES (?1, ?2, ?3)", {-5, "ЗРАЗОК’", Parameter::bytes(raw)});
  database.run("INSERT INTO kept (number, words, raw) VALUES (?1, ?2, ?3)", {std::nullopt, std::optional<std::string>(), ""});
  Statement rows = database.query("SELECT number, words, raw FROM kept ORDER BY id");
  REQUIRE(rows.next());
  CHECK(rows.integer(0) == -5);
  CHECK(rows.text(1) == "ЗРАЗОК’");
  CHECK(rows.bytes(2) == raw);
  REQUIRE(rows.next());
  CHECK(rows.is_absent(0));
  CHECK_FALSE(rows.get<std::optional<std::string>>(1));
  CHECK_FALSE(rows.is_absent(2));
  CHECK_FALSE(rows.next());
}

TEST_CASE("empty bytes are stored as empty bytes, not as absent") {
  Database database = database_of_values();
  database.run("INSERT INTO kept (raw) VALUES (?1)", {Parameter::bytes(BytesView())});
  CHECK(database.find<std::int64_t>("SELECT raw IS NULL FROM kept") == 0);
}

TEST_CASE("text with a zero byte is stored whole") {
  Database database = database_of_values();
  const std::string text("a\0b", 3);
  database.run("INSERT INTO kept (words) VALUES (?1)", {text});
  CHECK(database.find<std::string>("SELECT words FROM kept") == text);
}

TEST_CASE("hashes, ids, salts and moments are read as what they are") {
  Database database = database_of_values();
  const Sha256 hash = sha256("x");
  const auto moment = *Timestamp::parse("2026-11-21T23:17:00.123Z");
  database.run("INSERT INTO kept (raw, number) VALUES (?1, ?2)", {hash, moment});
  CHECK(database.find<Sha256>("SELECT raw FROM kept") == hash);
  CHECK(database.find<Timestamp>("SELECT number FROM kept") == moment);
  CHECK(database.find<std::optional<Sha256>>("SELECT raw FROM kept") == hash);
  const auto id = *DocumentId::parse("00112233445566778899aabbccddeeff");
  CHECK(database.find<DocumentId>("SELECT ?1", {id}) == id);
  const auto salt = *Salt::from_bytes(std::string(32, 's'));
  CHECK(database.find<Salt>("SELECT ?1", {salt}) == salt);
}

TEST_CASE("a stored value that is no hash is damage, not an empty hash") {
  Database database = database_of_values();
  database.run("INSERT INTO kept (raw) VALUES (?1)", {Parameter::bytes("short")});
  CHECK(fault_and_key([&] { static_cast<void>(database.find<Sha256>("SELECT raw FROM kept")); }) ==
        fault(Fault::environment, "store.damaged_value"));
}

TEST_CASE("numbered values are bound by their number, whatever their order in the text") {
  Database database = database_of_values();
  Statement rows = database.query("SELECT ?2, ?1, ?2", {"first", "second"});
  REQUIRE(rows.next());
  CHECK(rows.text(0) == "second");
  CHECK(rows.text(1) == "first");
  CHECK(rows.text(2) == "second");
}

TEST_CASE("the same query can run inside itself") {
  Database database = database_of_values();
  for (int i = 1; i <= 3; ++i) database.run("INSERT INTO kept (number) VALUES (?1)", {i});
  constexpr std::string_view sql = "SELECT number FROM kept ORDER BY number";
  Statement outer = database.query(sql);
  std::int64_t sum = 0;
  while (outer.next()) {
    Statement inner = database.query(sql);
    while (inner.next()) sum += outer.integer(0) * inner.integer(0);
  }
  CHECK(sum == 36);
}

TEST_CASE("a statement left in the middle starts again from the first row") {
  Database database = database_of_values();
  for (int i = 1; i <= 3; ++i) database.run("INSERT INTO kept (number) VALUES (?1)", {i});
  for (int turn = 0; turn < 2; ++turn) {
    CHECK(database.find<std::int64_t>("SELECT number FROM kept ORDER BY number") == 1);
  }
}

TEST_CASE("a batch runs once for each row and counts what it changed") {
  Database database = database_of_values();
  Statement insert = database.prepare("INSERT INTO kept (number, words) VALUES (?1, ?2)");
  const std::vector<std::vector<Parameter>> rows{{1, "один"}, {2, "два"}, {3, std::nullopt}};
  CHECK(execute_batch(insert, rows) == 3);
  CHECK(database.find<std::int64_t>("SELECT sum(number) FROM kept") == 6);
  CHECK(execute_batch(insert, {}) == 0);
}

TEST_CASE("running a statement reports how many rows it changed") {
  Database database = database_of_values();
  database.run("INSERT INTO kept (number) VALUES (?1)", {1});
  CHECK(database.last_row_id() == 1);
  CHECK(database.run("UPDATE kept SET number = ?1", {2}) == 1);
  CHECK(database.run("UPDATE kept SET number = ?1 WHERE number = ?2", {3, 99}) == 0);
  CHECK_FALSE(database.find<std::int64_t>("SELECT number FROM kept WHERE number = ?1", {99}));
}
