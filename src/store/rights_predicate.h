#pragma once

#include "document/rights.h"
#include "store/parameter.h"

#include <string>
#include <vector>

namespace chancery::store {

/// document::authorize as a WHERE condition over the row `documents` of a query: exactly the documents on which the subject may
/// do the action. Lists, searches and counts are made with it, so that nothing shows through in a number either.
class RightsPredicate {
 public:
  /// Its values take the places from `?first` on; there are never more than three.
  RightsPredicate(const document::RightsPolicy& policy, const document::Subject& subject, document::Action action, int first = 1);

  /// In parentheses; joins with AND.
  [[nodiscard]] const std::string& sql() const { return sql_; }
  /// The same documents as something to select FROM, under the name `documents`: those of the organisation by their index,
  /// merged with those whose list names the person, so that a page of a list does not read them all.
  /// Requires: the columns of ORDER BY are selected too, else SQLite sorts everything.   Cost: O(rows of the page).
  [[nodiscard]] const std::string& documents() const { return documents_; }
  /// In the order of their places; none when the subject may do it to no document at all.
  /// Requires: this object lives as long as what is returned.
  [[nodiscard]] std::vector<Parameter> parameters() const;

 private:
  std::string sql_;
  std::string documents_;
  std::vector<Bytes> values_;
};

}  // namespace chancery::store
