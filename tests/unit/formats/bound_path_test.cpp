#include "formats/bound_path.h"

#include <catch2/catch.hpp>

using namespace chancery::formats;

TEST_CASE("a path of plain steps is understood with its namespaces and positions") {
  const auto steps = parse_bound_path("/a:root[1]/b[2]/@c", "xmlns:a='urn:a'");
  REQUIRE(steps);
  REQUIRE(steps->size() == 3);
  CHECK((*steps)[0].name == "root");
  CHECK((*steps)[0].namespace_uri == "urn:a");
  CHECK((*steps)[1].position == 2);
  CHECK((*steps)[2].attribute);
  CHECK((*steps)[2].name == "c");
}

TEST_CASE("any other XPath is left alone") {
  for (const auto* path : {"", "a", "//a", "/a[b]", "/a[0]", "/x:a", "/a/text()", "/*", "/a[last()]", "/a/"}) {
    INFO(path);
    CHECK_FALSE(parse_bound_path(path, ""));
  }
}
