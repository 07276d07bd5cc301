#include "evidence/recorded_state.h"

#include "support/sample_journey.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::evidence;
using chancery::tests::SampleJourney;

namespace {

/// Every place in a JSON value at which something stands.
void add_places(const formats::Json& value, const formats::Json::json_pointer& at,
                std::vector<formats::Json::json_pointer>& places) {
  if (!value.is_structured() || value.empty()) {
    places.push_back(at);
    return;
  }
  for (const auto& [key, inside] : value.items()) add_places(inside, at / key, places);
}

formats::Json changed(const formats::Json& value) {
  if (value.is_string()) return value.get<std::string>() + "x";
  if (value.is_number()) return value.get<std::uint64_t>() + 1;
  if (value.is_boolean()) return !value.get<bool>();
  return "x";
}

}  // namespace

TEST_CASE("a state is hidden in its commitment and found by its opening") {
  SampleJourney journey;
  journey.whole_way();
  const auto& openings = journey.ledger().openings(journey.shown().back().seq);
  const auto state = recorded_state(journey.document().id, openings);
  REQUIRE(state);
  CHECK(*state == sha256(formats::canonical_json(document::to_json(journey.document()))));
  CHECK_FALSE(recorded_state(tests::SampleLedger::document(5), openings));
}

TEST_CASE("every value of a document’s row that is changed is found") {
  SampleJourney journey;
  journey.whole_way();
  const Replay done = replay(journey.shown(), journey.stored());
  const auto state = recorded_state(journey.document().id, journey.ledger().openings(journey.shown().back().seq));
  CHECK(differences(journey.row(), *done.document, state).empty());
  const formats::Json row = document::to_json(journey.document());
  std::vector<formats::Json::json_pointer> places;
  add_places(row, formats::Json::json_pointer(), places);
  REQUIRE(places.size() > 80);
  for (const auto& place : places) {
    formats::Json other = row;
    other[place] = changed(row[place]);
    INFO(place.to_string());
    CHECK(sha256(formats::canonical_json(other)) != *state);
  }
}

TEST_CASE("each column that the leaves bind is named when it differs") {
  SampleJourney journey;
  journey.whole_way();
  const ReplayedDocument replayed = *replay(journey.shown(), journey.stored()).document;
  const auto column = [&](auto change) {
    DocumentRow row = journey.row();
    change(row);
    const auto found = differences(row, replayed, std::nullopt);
    REQUIRE(found.size() == 1);
    return std::get<std::string>(found[0].arguments.at(1).second);
  };
  CHECK(column([](DocumentRow& row) { ++row.doc_seq; }) == "doc_seq");
  CHECK(column([](DocumentRow& row) { row.last_leaf = sha256("x"); }) == "last_leaf");
  CHECK(column([](DocumentRow& row) { ++row.document.revision; }) == "revision");
  CHECK(column([](DocumentRow& row) { row.document.configuration = {"signed"}; }) == "configuration");
  CHECK(column([](DocumentRow& row) { row.document.instance["x"] = 1; }) == "instance");
  CHECK(column([](DocumentRow& row) { row.document.author = "x"; }) == "author");
  CHECK(column([](DocumentRow& row) { row.document.performances.pop_back(); }) == "performances");
  CHECK(column([](DocumentRow& row) { row.document.frozen.reset(); }) == "frozen");
  CHECK(column([](DocumentRow& row) { row.document.closed.reset(); }) == "closed");
  CHECK(column([](DocumentRow& row) { row.document.signatures[0].party = 9; }) == "signatures");
  CHECK(column([](DocumentRow& row) { row.document.workflow = sha256("x"); }) == "workflow");
}

TEST_CASE("every column of a step’s row that is changed is found") {
  SampleJourney journey;
  journey.whole_way();
  for (std::size_t i = 0; i < journey.rows().size(); ++i) {
    const ShownStep& shown = journey.shown()[i];
    const StepRow& row = journey.rows()[i];
    CHECK(differences(row, shown, row.time).empty());
    const auto count = [&](auto change) {
      StepRow other = row;
      change(other);
      return differences(other, shown, row.time).size();
    };
    CHECK(count([](StepRow& other) { ++other.seq; }) == 1);
    CHECK(count([](StepRow& other) { other.document = tests::SampleLedger::document(5); }) == 1);
    CHECK(count([](StepRow& other) { ++other.doc_seq; }) == 1);
    CHECK(count([](StepRow& other) { ++other.revision; }) == 1);
    CHECK(count([](StepRow& other) { other.event += "x"; }) == 1);
    CHECK(count([](StepRow& other) { other.refused = !other.refused; }) == 1);
    CHECK(count([](StepRow& other) { other.person = "x"; }) == 1);
    CHECK(count([](StepRow& other) { other.time = other.time.plus(std::chrono::milliseconds(1)); }) == 1);
    CHECK(count([](StepRow& other) { other.facts += " "; }) == 1);
  }
}
