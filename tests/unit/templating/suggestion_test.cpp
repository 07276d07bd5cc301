#include "templating/suggestion.h"

#include <catch2/catch.hpp>

using chancery::templating::nearest_name;

TEST_CASE("the nearest name is offered when it is near enough") {
  CHECK(nearest_name("tittle", {"title", "place"}) == "title");
  CHECK(nearest_name("tilte", {"title", "tile"}) == "title");
  CHECK(nearest_name("party.nmae", {"party.name", "party.unit"}) == "party.name");
  CHECK(nearest_name("zzzzzz", {"title"}).empty());
  CHECK(nearest_name("a", {}).empty());
  CHECK(nearest_name(std::string(10'000, 'x'), {"title"}).empty());
}
