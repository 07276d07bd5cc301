#include "engine/words.h"

#include <catch2/catch.hpp>

using namespace chancery;

TEST_CASE("a message keeps its key and is said in both languages, with its arguments") {
  const auto words = engine::words_of({"engine.no_office", {{"path", std::string("Ґанок/Є")}}});
  CHECK(words.at("key") == "engine.no_office");
  CHECK(words.at("uk").get<std::string>().find("Ґанок/Є") != std::string::npos);
  CHECK(words.at("en").get<std::string>().find("Ґанок/Є") != std::string::npos);
  CHECK(words.at("uk") != words.at("en"));
}
