#include "base/message.h"

#include <catch2/catch.hpp>

using namespace chancery;

TEST_CASE("a message is logged as its key and its arguments in their order") {
  CHECK(to_log({"ledger.gap", {}}) == "ledger.gap");
  CHECK(to_log({"ledger.gap", {{"entry", std::int64_t{-7}}, {"place", "tile/Ї"}}}) == "ledger.gap entry=-7 place=tile/Ї");
}

TEST_CASE("an argument cannot begin a line of its own in the log") {
  CHECK(to_log({"formats.odd", {{"name", "a\nledger.ok\r\tb\x7f"}}}) == "formats.odd name=a\\x0aledger.ok\\x0d\\x09b\\x7f");
}

TEST_CASE("messages are compared by key and arguments") {
  CHECK(Message{"a.b", {{"n", std::int64_t{1}}}} == Message{"a.b", {{"n", std::int64_t{1}}}});
  CHECK_FALSE(Message{"a.b", {{"n", std::int64_t{1}}}} == Message{"a.b", {{"n", "1"}}});
  CHECK_FALSE(Message{"a.b", {}} == Message{"a.c", {}});
}
