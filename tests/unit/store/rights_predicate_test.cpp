#include "store/rights_predicate.h"

#include "store/database.h"
#include "store/transaction.h"
#include "unit/document/rights_cases.h"

#include <catch2/catch.hpp>

#include <map>
#include <set>

using namespace chancery;
using namespace chancery::document;
using namespace chancery::store;

namespace {

void insert(Database& database, const DocumentId& id, const DocumentObject& document) {
  database.run(
      "INSERT INTO documents (id, organisation, author, audience, kind, title_uk, title_en, stage, revision, doc_seq, last_leaf, "
      "created, updated, state) VALUES (?1, ?2, ?3, ?4, 'memorandum', 'ЗРАЗОК', 'SPECIMEN', 'draft', 0, 0, zeroblob(32), 0, 0, "
      "'{}')",
      {id, document.organisation, document.author, document::name_of(document.audience)});
  for (const PersonId& reader : document.readers) {
    database.run("INSERT INTO document_readers (document, person) VALUES (?1, ?2)", {id, reader});
  }
}

std::map<DocumentId, DocumentObject> fill(Database& database, RandomCases& cases, unsigned char count) {
  std::map<DocumentId, DocumentObject> all;
  Transaction transaction(database);
  for (unsigned char number = 0; number < count; ++number) {
    const auto [made, inserted] = all.emplace(document::numbered<DocumentId>(number), cases.document());
    insert(database, made->first, made->second);
  }
  transaction.commit();
  return all;
}

std::set<DocumentId> selected(Database& database, const Subject& subject, Action action) {
  const RightsPredicate predicate(RightsPolicy::standard(), subject, action, 2);
  std::vector<Parameter> values{Parameter("draft")};
  for (const Parameter& value : predicate.parameters()) values.push_back(value);
  Statement rows = database.prepare("SELECT id FROM documents WHERE stage = ?1 AND " + predicate.sql());
  rows.bind(values);
  std::set<DocumentId> ids;
  while (rows.next()) ids.insert(rows.get<DocumentId>(0));
  return ids;
}

std::set<DocumentId> authorized(const std::map<DocumentId, DocumentObject>& all, const Subject& subject, Action action) {
  std::set<DocumentId> ids;
  for (const auto& [id, object] : all) {
    if (!authorize(RightsPolicy::standard(), subject, action, object).refused()) ids.insert(id);
  }
  return ids;
}

}  // namespace

TEST_CASE("a list shows exactly the documents that authorize allows, for every action and any subject") {
  Database database = Database::in_memory();
  RandomCases cases(57);
  const auto all = fill(database, cases, 120);
  std::size_t found = 0;
  for (int round = 0; round < 150; ++round) {
    const Subject subject = cases.subject();
    for (const Action action : all_actions()) {
      INFO(document::name_of(action) << " in round " << round);
      const auto ids = selected(database, subject, action);
      REQUIRE(ids == authorized(all, subject, action));
      found += ids.size();
    }
  }
  CHECK(found > 1'000);
}

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
