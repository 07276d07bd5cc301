#include "engine/log_in_name.h"

#include <catch2/catch.hpp>

using chancery::engine::parse_log_in_name;

TEST_CASE("a log-in name has one spelling, however it is typed") {
  CHECK(parse_log_in_name("halahan") == "halahan");
  CHECK(parse_log_in_name(" O.Shchur ") == "o.shchur");
  CHECK(parse_log_in_name("api-2_kyiv") == "api-2_kyiv");
}

TEST_CASE("what cannot be a log-in name is not read") {
  for (const auto* name : {"", "a", "2kyiv", ".dot", "two words", "ґалаґан", "a\tb", "root;"})
    CHECK_FALSE(parse_log_in_name(name));
  CHECK_FALSE(parse_log_in_name(std::string(65, 'a')));
  CHECK(parse_log_in_name(std::string(64, 'a')));
}
