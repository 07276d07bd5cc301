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
  /// In the order of their places; none when the subject may do it to no document at all.
  /// Requires: this object lives as long as what is returned.
  [[nodiscard]] std::vector<Parameter> parameters() const;

 private:
  std::string sql_;
  std::vector<Bytes> values_;
};

}  // namespace chancery::store
