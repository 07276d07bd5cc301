#include "text/markup_tree.h"

#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::text;

TEST_CASE("a tree knows the place, the name and the namespace of every element") {
  const auto tree =
      MarkupTree::read("<a xmlns='urn:a' xmlns:x='urn:x'>\n<x:b y=\"&lt;1\" x:y='2'/>т<c xmlns='urn:c'>у</c></a>", "p");
  const auto children = tree.children(MarkupTree::root);
  REQUIRE(children.size() == 4);
  CHECK(tree[children[1]].name == "b");
  CHECK(tree[children[1]].uri == "urn:x");
  CHECK(tree.attribute(children[1], "y") == "<1");
  CHECK(tree.own_attribute(children[1], "y") == "2");
  CHECK(tree.attributes(children[1])[1].uri == "urn:x");
  CHECK(tree[children[3]].uri == "urn:c");
  CHECK(tree.text(MarkupTree::root) == "\nту");
  CHECK(tree.line(tree[children[1]].bytes.begin) == 2);
  CHECK(tree.bytes(tree[children[3]].content) == "у");
  CHECK_FALSE(tree.child(MarkupTree::root, "c"));
  CHECK_FALSE(tree.attribute(children[1], "z"));
}

TEST_CASE("CDATA is a text where the limits allow it, and refused elsewhere") {
  MarkupLimits limits;
  limits.cdata = true;
  const auto tree = MarkupTree::read("<a>х<![CDATA[ & < ]]></a>", "p", limits);
  CHECK(tree.text(MarkupTree::root) == "х & < ");
  CHECK(tests::key_of([] { (void)MarkupTree::read("<a><![CDATA[]]></a>", "p"); }) == "text.markup_cdata");
  CHECK(tests::key_of([&] { (void)MarkupTree::read("<a><![CDATA[", "p", limits); }) == "text.markup_tag");
}

TEST_CASE("attributes of a start tag come in order, in either quotes") {
  const auto found = attributes_in("<w:p a='1' w:b = \"2\"/>");
  REQUIRE(found.size() == 2);
  CHECK(found[0].qualified == "a");
  CHECK(found[0].raw == "1");
  CHECK(found[1].name == "b");
  CHECK(found[1].raw == "2");
  CHECK(attributes_in("<p>").empty());
}
