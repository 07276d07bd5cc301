#include "workflow/drawing.h"

#include "support/charts.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using namespace chancery::workflow;

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Definition memorandum() {
  return read_definition(tests::bytes_of_chart("memorandum.scxml"), "memorandum.scxml");
}

}  // namespace

TEST_CASE("a drawing speaks the chosen language and marks where the document is") {
  const auto dot = to_dot(memorandum(), {"open", "legal_review"}, "uk");
  CHECK(contains(dot, "label=\"Правова перевірка\", fillcolor=\"#ffdd00\""));
  CHECK(contains(dot, "label=\"Проєкт\"]"));
  CHECK(contains(dot, "subgraph cluster_"));
  CHECK(contains(dot, "Завізувати текст"));
  CHECK_FALSE(contains(dot, "Legal review"));
  CHECK(contains(to_dot(memorandum(), {}, "en"), "label=\"Legal review\"]"));
}

TEST_CASE("ways back are dashed and do not turn the order round") {
  const auto dot = to_dot(memorandum(), {}, "en");
  CHECK(contains(dot, "style=dashed, constraint=false"));
}

TEST_CASE("labels cannot break out of the drawing") {
  const auto definition = tests::definition_of(
      "<state id='a'><w:label xml:lang='uk'>x\"]; evil [\\</w:label><w:label xml:lang='en'>x</w:label></state>");
  CHECK(contains(to_dot(definition, {}, "uk"), "label=\"x\\\"]; evil [\\\\\""));
}

TEST_CASE("long labels are broken between words") {
  const auto dot = to_dot(memorandum(), {}, "uk");
  CHECK(contains(dot, "Міністерство закордонних\\nсправ"));
}

TEST_CASE("the same as a list, for people who do not see a drawing") {
  const auto items = to_outline(memorandum(), {"open", "draft"}, "uk");
  REQUIRE(items.size() > 10);
  CHECK(items[0].label == "У роботі");
  CHECK(items[0].is_active);
  const auto& draft = items[1];
  CHECK(draft.depth == 1);
  CHECK(draft.is_active);
  REQUIRE(draft.ways.size() == 2);
  CHECK(draft.ways[0].target.empty());
  CHECK(draft.ways[1].event == "submit");
  CHECK(draft.ways[1].label == "Передати на правову перевірку");
  CHECK(draft.ways[1].target == "Правова перевірка");
  CHECK(items.back().is_final);
  CHECK_FALSE(items.back().is_active);
}
