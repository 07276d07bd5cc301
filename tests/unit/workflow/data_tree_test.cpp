#include "workflow/data_tree.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::workflow;

namespace {

std::string tree_of(const Json& json) {
  formats::XmlTree tree("facts");
  append_json(tree, tree.root(), json);
  return tree.inner(tree.root());
}

std::string event_tree(const Event& event) {
  formats::XmlTree tree("data");
  append_event(tree, tree.root(), event);
  return tree.inner(tree.root());
}

}  // namespace

TEST_CASE("keys become elements, lists repeated elements, values text") {
  CHECK(tree_of({{"a", {{"b", "Ґ & Є"}}},
                 {"list", {"x", "y"}},
                 {"n", 7},
                 {"yes", true},
                 {"no", false},
                 {"none", nullptr},
                 {"empty", Json::array()}}) ==
        "<a><b>Ґ &amp; Є</b></a><list>x</list><list>y</list><n>7</n><no>no</no><none/><yes>yes</yes>");
}

TEST_CASE("a key that is no name keeps itself as an attribute") {
  CHECK(tree_of({{"translation:en", "1"}}) == "<translation.en key=\"translation:en\">1</translation.en>");
  CHECK(tree_of({{"1 a", "x"}}) == "<_1_a key=\"1 a\">x</_1_a>");
  CHECK(tree_of({{"", "x"}}) == "<_ key=\"\">x</_>");
}

TEST_CASE("an event shows its fields and its data by name") {
  CHECK(
      event_tree({.name = "e", .data = {{"x", {{"y", "Ї"}}}}}) ==
      "<name>e</name><type>external</type><sendid/><origin/><origintype/><invokeid/><data><data id=\"x\"><y>Ї</y></data></data>");
  CHECK(event_tree({.name = "e", .content = "<a/>", .type = Event::Type::platform, .sendid = "s"}) ==
        "<name>e</name><type>platform</type><sendid>s</sendid><origin/><origintype/><invokeid/><data><a/></data>");
}
