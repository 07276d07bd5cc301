#pragma once

#include "unit/store/people_cases.h"

namespace chancery::store {

inline DocumentId letter(unsigned char number) {
  return numbered<DocumentId>(number);
}

/// The small office with documents 1 to 6 of organisation 1.
inline Database office_with_documents() {
  Database database = small_office();
  Transaction transaction(database);
  for (unsigned char number = 1; number <= 6; ++number) {
    database.run(
        "INSERT INTO documents (id, organisation, author, audience, kind, title_uk, title_en, stage, revision, doc_seq, "
        "last_leaf, created, updated, state) VALUES (?1, ?2, ?3, 'organisation', 'letter', 'ЗРАЗОК', 'SPECIMEN', 'draft', 0, 0, "
        "zeroblob(32), 0, 0, '{}')",
        {letter(number), organisation(1), person(1)});
  }
  transaction.commit();
  return database;
}

}  // namespace chancery::store
