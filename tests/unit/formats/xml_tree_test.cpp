#include "formats/xml_tree.h"

#include "base/error.h"

#include <catch2/catch.hpp>

using namespace chancery;
using formats::XmlTree;
using Place = formats::XmlTree::Place;

namespace {

XmlTree tree_of(std::string_view inner) {
  XmlTree tree("root");
  tree.append_inner(tree.root(), inner, "test");
  return tree;
}

std::string inner_of(const XmlTree& tree) {
  return tree.inner(tree.root());
}

}  // namespace

TEST_CASE("what goes into a tree comes out of it") {
  for (const auto* inner : {"", "Ґ Є І Ї ’", "1 &amp; 2 &lt; 3", "<a x=\"Ї\">1<b/></a>2", "<n:a xmlns:n=\"urn:n\"/>",
                            "<a xmlns=\"urn:a\"><b/></a>"}) {
    CHECK(inner_of(tree_of(inner)) == inner);
  }
}

TEST_CASE("bad content is refused") {
  CHECK_THROWS_AS(tree_of("<a>"), Error);
  CHECK_THROWS_AS(tree_of("</content><content>"), Error);
  CHECK_THROWS_AS(tree_of("&x;"), Error);
}

TEST_CASE("elements, texts and attributes are added in order") {
  XmlTree tree("root");
  const auto first = tree.append_element(tree.root(), "a");
  tree.append_text(first, "1 < 2");
  tree.append_text(first, "");
  tree.set_attribute(first, "key", "translation:en");
  tree.append_element(tree.root(), "b");
  CHECK(inner_of(tree) == "<a key=\"translation:en\">1 &lt; 2</a><b/>");
  CHECK(tree.attribute(first, "key") == "translation:en");
  CHECK(tree.attribute(first, "none").empty());
  CHECK(first.value() == "1 < 2");
  CHECK(first.name() == "a");
  CHECK(tree.children(tree.root()).size() == 2);
  CHECK(tree.contents(first).size() == 1);
  CHECK(tree.contents(first).front().kind() == formats::XmlNode::Kind::text);
}

TEST_CASE("a copy goes to each of the four places") {
  const auto source = tree_of("<new/>");
  const auto added = source.children(source.root()).front();
  const auto with = [&](Place place) {
    auto tree = tree_of("<a><x/></a>");
    tree.insert_copy(added, place, tree.children(tree.root()).front());
    return inner_of(tree);
  };
  CHECK(with(Place::first_child) == "<a><new/><x/></a>");
  CHECK(with(Place::last_child) == "<a><x/><new/></a>");
  CHECK(with(Place::before) == "<new/><a><x/></a>");
  CHECK(with(Place::after) == "<a><x/></a><new/>");
  auto empty = tree_of("<a/>");
  empty.insert_copy(added, Place::first_child, empty.children(empty.root()).front());
  CHECK(inner_of(empty) == "<a><new/></a>");
}

TEST_CASE("what was taken out stays alive with its tree") {
  auto tree = tree_of("<a>Ї</a><b/>");
  const auto a = tree.children(tree.root()).front();
  tree.remove(a);
  CHECK(inner_of(tree) == "<b/>");
  CHECK(a.value() == "Ї");
  tree.clear(tree.root());
  CHECK(inner_of(tree).empty());
}

TEST_CASE("a copy of a tree is a tree of its own") {
  auto tree = tree_of("<a/>");
  const auto copy = tree;
  tree.set_text(tree.children(tree.root()).front(), "1 & 2");
  CHECK(inner_of(tree) == "<a>1 &amp; 2</a>");
  CHECK(inner_of(copy) == "<a/>");
  CHECK(tree.owns(tree.root()));
  CHECK_FALSE(tree.owns(copy.root()));
  CHECK(tree.is_top(tree.children(tree.root()).front()));
}
