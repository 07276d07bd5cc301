#include "templating/tag.h"

#include <catch2/catch.hpp>

using namespace chancery::templating;
using Segments = std::vector<std::string>;

TEST_CASE("each form of a tag is told by its first character") {
  CHECK(parse_tag("a")->kind == Tag::Kind::value);
  CHECK(parse_tag("#a")->kind == Tag::Kind::open);
  CHECK(parse_tag("^a")->kind == Tag::Kind::open_inverted);
  CHECK(parse_tag("/a")->kind == Tag::Kind::close);
  CHECK(parse_tag("%a")->kind == Tag::Kind::image);
  CHECK(parse_tag(">a")->kind == Tag::Kind::clause);
  CHECK(parse_tag("! будь-що } ні")->kind == Tag::Kind::comment);
}

TEST_CASE("a path is read with any spaces around it, also those that Word does not break at") {
  CHECK(parse_tag("  party.official_name.uk ")->path.segments == Segments{"party", "official_name", "uk"});
  CHECK(parse_tag("\u00A0a\u00A0")->path.segments == Segments{"a"});
  CHECK(parse_tag("# parties")->path.segments == Segments{"parties"});
  CHECK(parse_tag(".")->path.segments.empty());
  CHECK(parse_tag(".")->path.text() == ".");
  CHECK(parse_tag("a.1.fr-CA")->path.text() == "a.1.fr-CA");
  CHECK(parse_tag("поле.ґ")->path.segments == Segments{"поле", "ґ"});
}

TEST_CASE("conditions and filters keep their words") {
  const auto condition = parse_tag("#kind == «так»");
  CHECK(condition->comparison == Comparison{true, "так"});
  CHECK(parse_tag("#kind != \"a b\"")->comparison == Comparison{false, "a b"});
  const auto filters = parse_tag("d | date : \"long\" : uk | upper");
  REQUIRE(filters);
  REQUIRE(filters->filters.size() == 2);
  CHECK(filters->filters[0] == FilterCall{"date", Segments{"long", "uk"}});
  CHECK(filters->filters[1] == FilterCall{"upper", Segments{}});
  CHECK(parse_tag("a | default:\"\"")->filters.front().arguments == Segments{""});
}

TEST_CASE("everything else is no tag") {
  for (const auto* text : {"", " ", "#", "/ /", "a.", ".a", "a..b", "a b", "1", "-a", "a |", "a | :x", "#a = \"x\"", "#a == x",
                           "#a == \"x", "a == \"x\"", "a;b", "a“b", "a | date:"}) {
    INFO(text);
    CHECK_FALSE(parse_tag(text));
  }
}
