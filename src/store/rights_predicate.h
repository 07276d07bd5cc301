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
  /// Its values take the places `?first` and following (at most three).
  RightsPredicate(const document::RightsPolicy& policy, const document::Subject& subject, document::Action action, int first = 1);

  /// In parentheses; joins with AND.
  [[nodiscard]] const std::string& sql() const { return sql_; }
  /// For the places from `first` on, all of them, in order.   Requires: this object outlives what is made of them.
  [[nodiscard]] std::vector<Parameter> parameters() const;

 private:
  document::Subject subject_;
  std::string sql_;
};

}  // namespace chancery::store
