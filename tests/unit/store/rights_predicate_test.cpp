#include "store/rights_predicate.h"

#include "store/database.h"
#include "unit/document/rights_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::document;
using namespace chancery::store;

namespace {

std::string plan_of(Database& database, const std::string& sql, const RightsPredicate& predicate) {
  Statement rows = database.prepare("EXPLAIN QUERY PLAN " + sql);
  rows.bind(predicate.parameters());
  std::string plan;
  while (rows.next()) plan += rows.text(3) + "\n";
  return plan;
}

}  // namespace

TEST_CASE("a list of who has no right asks for no value and finds nothing") {
  const RightsPredicate predicate(RightsPolicy::standard(), holder_of({Role::administrator}), Action::read_document);
  CHECK(predicate.sql() == "(0)");
  CHECK(predicate.parameters().empty());
}

TEST_CASE("an action on the office selects no document") {
  CHECK(RightsPredicate(RightsPolicy::standard(), holder_of({Role::clerk}), Action::create_document).sql() == "(0)");
}

TEST_CASE("the values follow those that the query has already") {
  const RightsPredicate predicate(RightsPolicy::standard(), holder_of({Role::signatory}), Action::sign_document, 5);
  CHECK(predicate.parameters().size() == 3);
  for (const auto* place : {"?5", "?6", "?7"}) CHECK(predicate.sql().find(place) != std::string::npos);
  CHECK(predicate.sql().find("?4") == std::string::npos);
  CHECK(predicate.sql().find("?8") == std::string::npos);
}

TEST_CASE("a page of a list in order of time merges indexes and sorts only what is listed by name") {
  Database database = Database::in_memory();
  const RightsPredicate predicate(RightsPolicy::standard(), holder_of({Role::clerk}), Action::read_document);
  const std::string plan =
      plan_of(database,
              "SELECT id, updated FROM " + predicate.documents() + " WHERE title_uk LIKE '%Юта%' ORDER BY updated DESC LIMIT 50",
              predicate);
  INFO(plan);
  CHECK(plan.find("MERGE (UNION ALL)") != std::string::npos);
  CHECK(plan.find("USING INDEX documents_by_time (organisation=?)") != std::string::npos);
  CHECK(plan.find("USING COVERING INDEX document_readers_by_person (person=?)") != std::string::npos);
  CHECK(plan.find("SCAN documents") == std::string::npos);
}

TEST_CASE("who has no right selects from nothing") {
  Database database = Database::in_memory();
  const RightsPredicate predicate(RightsPolicy::standard(), holder_of({}), Action::read_document);
  CHECK(database.find<std::int64_t>("SELECT count(*) FROM " + predicate.documents()) == 0);
}
