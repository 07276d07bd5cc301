#include "workflow/migrate.h"

#include "support/charts.h"

#include <catch2/catch.hpp>

#include <string>

using namespace chancery;
using namespace chancery::workflow;
using tests::definition_of;
using tests::Facts;
using tests::Journey;

namespace {

std::string keys(const std::vector<Message>& messages) {
  std::string all;
  for (const auto& message : messages)
    all += (all.empty() ? "" : "; ") + to_log(message).substr(std::string("workflow.migrate_").size());
  return all;
}

const std::string labels = "<w:label xml:lang='uk'>Є</w:label><w:label xml:lang='en'>x</w:label>";

Facts facts() {
  return Facts().by("anna", {"r"}).at("2026-11-05T08:00:00.000Z");
}

std::string task(const std::string& id, const std::string& within) {
  return "<w:task id='" + id + "' role='r'>" + labels + "<w:deadline within='" + within + "' calendar='martial-law'/></w:task>";
}

}  // namespace

TEST_CASE("an instance goes over to a chart that has its states, and nothing changes") {
  const auto old = definition_of("<state id='a'><state id='b'/></state>");
  const auto fresh = definition_of("<state id='a'><state id='b'/><state id='c'/></state>");
  const auto moved = migrate(old, fresh, Journey(old).instance());
  REQUIRE(moved.migrated);
  CHECK(moved.migrated->configuration() == std::vector<std::string>{"a", "b"});
  CHECK(moved.changes.empty());
}

TEST_CASE("a state that is gone needs a map, and its surroundings follow from the new chart") {
  const auto old = definition_of("<state id='review'/>");
  const auto fresh = definition_of("<state id='open' initial='legal'><state id='legal'/></state>");
  const auto lost = migrate(old, fresh, Journey(old).instance());
  CHECK_FALSE(lost.migrated);
  CHECK(keys(lost.obstacles) == "no_state id=review");
  const auto moved = migrate(old, fresh, Journey(old).instance(), {{"review", "legal"}});
  REQUIRE(moved.migrated);
  CHECK(moved.migrated->configuration() == std::vector<std::string>{"open", "legal"});
  CHECK(keys(moved.changes) == "moves id=review to=legal");
}

TEST_CASE("a configuration that the new chart cannot have is illegal") {
  const auto old = definition_of("<parallel id='p'><state id='a'/><state id='b'/></parallel>");
  const auto fresh = definition_of("<state id='p'><state id='a'/><state id='b'/></state>");
  const auto moved = migrate(old, fresh, Journey(old).instance());
  CHECK_FALSE(moved.migrated);
  CHECK(keys(moved.obstacles) == "illegal states=p a b");
}

TEST_CASE("tasks that open, close or get another deadline are told") {
  const auto old = definition_of("<state id='a'>" + task("kept", "P10D") + task("gone", "P1D") + "</state>");
  const auto fresh = definition_of("<state id='a'>" + task("kept", "P5WD") + task("new", "P1D") + "</state>");
  const auto moved = migrate(old, fresh, Journey(old, facts()).instance());
  REQUIRE(moved.migrated);
  CHECK(keys(moved.changes) == "deadline_changed id=kept; task_closed id=gone; task_opened id=new");
  CHECK(moved.migrated->tasks().size() == 2);
}

TEST_CASE("data and histories that the new chart does not know are told") {
  const auto old = definition_of(
      "<datamodel><data id='n' expr='1'/><data id='m' expr='2'/></datamodel><state id='a'><history id='h'><transition "
      "target='b'/></history>"
      "<transition event='e' target='c'/><state id='b'/></state><state id='c'/>");
  const auto fresh = definition_of("<datamodel><data id='m'/><data id='k'/></datamodel><state id='a'/><state id='c'/>");
  const auto moved = migrate(old, fresh, Journey(old).on("e").instance());
  REQUIRE(moved.migrated);
  CHECK(keys(moved.changes) == "history_lost id=h; data_lost id=n; data_empty id=k");
}

TEST_CASE("an ended instance stays ended") {
  const auto old = definition_of("<state id='a'><transition event='e' target='f'/></state><final id='f'/>");
  const auto moved = migrate(old, old, Journey(old).on("e").instance());
  REQUIRE(moved.migrated);
  CHECK(moved.migrated->is_final());
}
