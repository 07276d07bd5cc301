#include "apps/server/routes.h"

#include <catch2/catch.hpp>

#include <type_traits>

using namespace chancery;
using namespace chancery::server;

namespace {

using Table = Routes<int>;

Table table() {
  return Table({{Method::get, "/", Right::everyone(), 1},
                {Method::get, "/documents/{id}", Right::person(document::Action::read_document), 2},
                {Method::post, "/documents/{id}/actions/{event}", Right::person(), 3, 500}});
}

}  // namespace

TEST_CASE("a route without a declared right cannot be written") {
  STATIC_REQUIRE_FALSE(std::is_default_constructible_v<Right>);
  STATIC_REQUIRE_FALSE(std::is_constructible_v<Route<int>, Method, const char*, int>);
  STATIC_REQUIRE(std::is_constructible_v<Route<int>, Method, const char*, Right, int>);
}

TEST_CASE("a path is found with the values of its names") {
  const auto routes = table();
  const auto match = routes.find(Method::post, {"documents", "ab", "actions", "approve"});
  REQUIRE(match);
  CHECK(match->route->handler == 3);
  CHECK(match->route->body_limit == 500);
  CHECK(match->parameters == PathParameters{{"id", "ab"}, {"event", "approve"}});
  CHECK(routes.find(Method::get, {})->route->handler == 1);
  CHECK(routes.find(Method::head, {"documents", "ab"})->route->handler == 2);
}

TEST_CASE("a path that is shorter, longer or of another method is not found") {
  const auto routes = table();
  CHECK_FALSE(routes.find(Method::get, {"documents"}));
  CHECK_FALSE(routes.find(Method::get, {"documents", "a", "b"}));
  CHECK_FALSE(routes.find(Method::post, {"documents", "a"}));
  CHECK_FALSE(routes.find(Method::other, {"documents", "a"}));
  CHECK(routes.knows({"documents", "a"}));
  CHECK_FALSE(routes.knows({"nowhere"}));
}

TEST_CASE("a right says whom it asks") {
  CHECK(Right::everyone().kind() == Right::Kind::everyone);
  CHECK(Right::owner().kind() == Right::Kind::owner);
  CHECK_FALSE(Right::person().action());
  CHECK(Right::person(document::Action::read_history).action() == document::Action::read_history);
}
