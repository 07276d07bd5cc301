#include "engine/refusal_counts.h"

#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using engine::RefusalCounts;
using formats::Json;
using tests::TestOffice;

namespace {

const Timestamp moment = *Timestamp::parse("2026-02-03T04:05:06.789Z");

/// The `data` of every leaf `counted_refusals`, oldest first.
Json counted_leaves(TestOffice& test) {
  Json list = Json::array();
  test.office().read([&](store::Database& database) {
    store::Statement rows = database.query("SELECT bytes FROM leaves ORDER BY seq");
    while (rows.next()) {
      const Json leaf = Json::parse(rows.bytes(0));
      if (leaf.value("event", "") == "counted_refusals") list.push_back(leaf.at("data"));
    }
  });
  return list;
}

void ask_for(TestOffice& test, const DocumentId& id) {
  const engine::Caller stranger = test.administrator();
  CHECK_THROWS_AS(test.office().document(stranger, id), Error);
  CHECK_THROWS_AS(test.office().history(stranger, id), Error);
  CHECK(test.office().authorize(stranger, document::Action::read_document, id).refused());
  engine::Command command;
  command.document = id;
  command.event = "submit";
  command.revision = 1;
  CHECK(test.office().perform(stranger, command).refusal().rule == "rights.unknown");
  CHECK_THROWS_AS(test.office().open_signing(stranger, {{"document", id.hex()}, {"act", "sign"}}), Error);
}

}  // namespace

TEST_CASE("an hour begins on the hour") {
  CHECK(engine::hour_of(moment).text() == "2026-02-03T04:00:00.000Z");
  CHECK(engine::hour_of(engine::hour_of(moment)) == engine::hour_of(moment));
}

TEST_CASE("what is taken is counted once, and put back when it could not be written") {
  RefusalCounts counts;
  counts.add("rights.unknown", moment);
  counts.add("rights.unknown", moment);
  const auto taken = counts.take();
  CHECK(taken == RefusalCounts::Counts{{{engine::hour_of(moment), "rights.unknown"}, 2}});
  CHECK(counts.take().empty());
  counts.add("rights.unknown", moment);
  counts.put_back(taken);
  CHECK(counts.take().begin()->second == 3);
}

TEST_CASE("a document that is not there and one that somebody may not know of count alike") {
  TestOffice test;
  const DocumentId there = test.memorandum();
  const auto counted = [&](const DocumentId& id) {
    ask_for(test, id);
    test.wait(std::chrono::hours(1));
    test.office().tick();
    return counted_leaves(test).back();
  };
  const Json known = counted(there);
  const Json unknown = counted(outside::random_id<DocumentId>());
  CHECK(known.at("rule") == "rights.unknown");
  CHECK(known.at("count") == 5);
  CHECK(unknown.at("count") == known.at("count"));
  CHECK(unknown.at("rule") == known.at("rule"));
  CHECK(known.at("hour") == "2026-02-03T04:00:00.000Z");
  CHECK(unknown.at("hour") == "2026-02-03T05:00:00.000Z");
  CHECK(test.office().verify_ledger().at("result") == "OK");
}

TEST_CASE("an hour has one leaf a rule, and none before it is over") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  ask_for(test, id);
  test.office().tick();
  ask_for(test, id);
  test.wait(std::chrono::minutes(54));
  test.office().tick();
  CHECK(counted_leaves(test).empty());
  test.wait(std::chrono::minutes(1));
  test.office().tick();
  test.office().tick();
  const Json leaves = counted_leaves(test);
  REQUIRE(leaves.size() == 1);
  CHECK(leaves[0].at("count") == 10);
}

TEST_CASE("repeats of a logged refusal are counted under their own rule") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  for (int attempt = 0; attempt < 4; ++attempt) {
    CHECK(test.office().perform(test.clerk(), test.over(id, "approve", "source")).refused());
  }
  test.office().tick();  // the refusals were queued behind their answers
  test.wait(std::chrono::hours(2));
  test.office().tick();
  const Json leaves = counted_leaves(test);
  REQUIRE(leaves.size() == 1);
  CHECK(leaves[0].at("count") == 3);
  CHECK(leaves[0].at("rule") != "rights.unknown");
}

TEST_CASE("what was counted outlives the office that counted it") {
  TestOffice test;
  ask_for(test, test.memorandum());
  test.close();
  test.wait(std::chrono::hours(3));
  test.open();
  test.office().tick();
  REQUIRE(counted_leaves(test).size() == 1);
  CHECK(counted_leaves(test)[0].at("count") == 5);
}

TEST_CASE("a count names nobody and no document") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  ask_for(test, id);
  test.wait(std::chrono::hours(1));
  test.office().tick();
  const Json leaf = counted_leaves(test).back();
  CHECK(leaf.size() == 3);
  CHECK(leaf.dump().find(id.hex()) == std::string::npos);
}
