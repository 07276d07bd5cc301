#include "engine/rolling_scrub.h"

#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using formats::Json;
using tests::TestOffice;

TEST_CASE("an office is scrubbed a few documents at a time, round after round") {
  TestOffice test;
  for (int i = 0; i < 3; ++i) (void)test.memorandum();
  CHECK(test.office().scrub_next(2).empty());
  CHECK(test.office().scrub_state() == Json{{"documents", 2}});
  CHECK(test.office().scrub_next(2).empty());
  const Json over = test.office().scrub_state();
  CHECK(over.at("documents") == 0);
  CHECK(over.at("last").at("result") == "OK");
  CHECK(over.at("last").at("documents") == 3);
  CHECK(over.at("last").at("finished") == test.office().now().text());
}

TEST_CASE("what is found is told once, as a line of the log, and stays in the state of the round") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  test.office().write(
      [&](store::Database& database) { database.run("UPDATE documents SET title_uk = 'Ґ' WHERE id = ?1", {id}); });
  const auto lines = test.office().scrub_next(10);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].find("event=scrub_found result=\"TAMPERED\" document=" + id.hex()) == 0);
  CHECK(test.office().scrub_state().at("last").at("result") == "TAMPERED");
}

TEST_CASE("an empty office has its rounds too") {
  TestOffice test;
  CHECK(test.office().scrub_next(10).empty());
  CHECK(test.office().scrub_state().at("last").at("documents") == 0);
}
