#pragma once

#include "base/id.h"
#include "base/timestamp.h"
#include "document/link.h"
#include "store/database.h"

#include <vector>

namespace chancery::store {

/// How documents bear on each other. Writes belong into a transaction of the caller; whether a link may be made is judged by
/// document::may_link before.
class Links {
 public:
  explicit Links(Database& database) : database_(&database) {}

  void add(const document::Link& link, const PersonId& person, Timestamp now);
  void remove(const document::Link& link);
  /// Those that begin or end at the document.
  [[nodiscard]] std::vector<document::Link> of(const DocumentId& document);
  /// What document::may_link needs to know: the links of this kind that begin at `from` or are reached from `to`.
  [[nodiscard]] std::vector<document::Link> around(const DocumentId& from, document::LinkKind kind, const DocumentId& to);

 private:
  Database* database_;
};

}  // namespace chancery::store
