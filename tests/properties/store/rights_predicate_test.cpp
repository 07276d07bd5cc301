#include "store/rights_predicate.h"

#include "store/database.h"
#include "store/transaction.h"
#include "support/effort.h"
#include "unit/document/rights_cases.h"

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <vector>

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

/// In a list, so that a document that comes twice is seen.
std::vector<DocumentId> selected(Database& database, const std::string& sql, const RightsPredicate& predicate) {
  std::vector<Parameter> values{Parameter("draft")};
  for (const Parameter& value : predicate.parameters()) values.push_back(value);
  Statement rows = database.prepare(sql);
  rows.bind(values);
  std::vector<DocumentId> ids;
  while (rows.next()) ids.push_back(rows.get<DocumentId>(0));
  return ids;
}

std::vector<DocumentId> authorized(const std::map<DocumentId, DocumentObject>& all, const Subject& subject, Action action) {
  std::vector<DocumentId> ids;
  for (const auto& [id, object] : all) {
    if (!authorize(RightsPolicy::standard(), subject, action, object).refused()) ids.push_back(id);
  }
  return ids;
}

}  // namespace

TEST_CASE("a list shows exactly the documents that authorize allows, for every action and any subject") {
  Database database = Database::in_memory();
  RandomCases cases(57);
  const auto all = fill(database, cases, 120);
  std::size_t found = 0;
  for (int round = 0; round < 100 * tests::effort(); ++round) {
    const Subject subject = cases.subject();
    for (const Action action : all_actions()) {
      INFO(document::name_of(action) << " in round " << round);
      const RightsPredicate predicate(RightsPolicy::standard(), subject, action, 2);
      const auto ids = authorized(all, subject, action);
      REQUIRE(selected(database, "SELECT id FROM documents WHERE stage = ?1 AND " + predicate.sql() + " ORDER BY id",
                       predicate) == ids);
      REQUIRE(selected(database, "SELECT id FROM " + predicate.documents() + " WHERE stage = ?1 ORDER BY id", predicate) == ids);
      found += ids.size();
    }
  }
  CHECK(found > 1'000);
}
