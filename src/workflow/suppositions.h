#pragma once

#include "workflow/atom_table.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace chancery::workflow {

/// The answers of one run of a step to what only facts say. The first run supposes yes to whatever is asked; next() goes to the
/// run that differs in the last answer that has another one, until every combination that was asked for has been run.
class Suppositions {
 public:
  using Answers = AtomTable::Supposed;

  explicit Suppositions(const AtomTable& atoms) : atoms_(atoms) {}

  [[nodiscard]] bool ask(std::size_t number);
  /// Answers that are given: whatever else is asked is no.
  void follow(const Answers& given);

  /// Begins the first run.
  void reset();
  /// Begins the next run; false when there is none.
  [[nodiscard]] bool next();
  /// What was asked in this run, in its order.
  [[nodiscard]] const Answers& answers() const { return answers_; }

 private:
  void forget_last();
  [[nodiscard]] bool planned(std::size_t number) const;

  const AtomTable& atoms_;
  Answers answers_;
  std::vector<AtomTable::Answer> known_;  // answers_ by number
  std::vector<bool> chosen_;              // whether the answer was free
  Answers plan_;                          // answers of this run up to where it differs from the one before
  bool follows_ = false;
};

}  // namespace chancery::workflow
