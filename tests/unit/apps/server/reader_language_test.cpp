#include "apps/server/reader_language.h"

#include <catch2/catch.hpp>

using namespace chancery::server;
using chancery::text::Language;

TEST_CASE("the browser's first language among ours is chosen, Ukrainian when it names neither") {
  for (const auto* const header :
       {"", "uk", "uk-UA,en;q=0.9", "de,fr;q=0.5", "en;q=0.2,uk;q=0.3", "en;q=0", "enx", "en;q=x", "*"}) {
    CAPTURE(header);
    CHECK(language_of_header(header) == Language::uk);
  }
  for (const auto* const header : {"en", "en-GB,uk;q=0.8", "de, en;q=0.05", "uk;q=0.8, en;q=0.85", "uk;q=0.999, en;q=1.0"}) {
    CAPTURE(header);
    CHECK(language_of_header(header) == Language::en);
  }
}

TEST_CASE("a tag is one of our languages or none") {
  CHECK(parse_language("uk") == Language::uk);
  CHECK(parse_language("en-GB") == Language::en);
  CHECK_FALSE(parse_language("ukr"));
  CHECK_FALSE(parse_language("fr"));
  CHECK_FALSE(parse_language(""));
}
