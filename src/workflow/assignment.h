#pragma once

#include "workflow/deadline.h"
#include "workflow/expression.h"
#include "workflow/label.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chancery::workflow {

/// How many voices make an outcome: one, a number of them, or everybody who is asked.
struct Quorum {
  enum class Kind { any, count, all };
  Kind kind = Kind::any;
  std::size_t needed = 1;
  std::size_t of = 0;  // at most so many speak; 0 where nothing is said
};

/// A `w:task` element: what a state asks of people. Transitions with `w:task` are its outcomes.
struct Assignment {
  enum class Claim { no, allowed, required };

  std::string id;
  std::uint32_t state = 0;
  std::vector<std::string> roles;
  std::optional<Expression> candidates;  // persons; without it whoever has a role
  Claim claim = Claim::no;
  Quorum quorum;
  bool in_sequence = false;  // the candidates speak one after the other
  bool in_person = false;    // nobody acts for somebody else
  bool exclude_author = false;
  std::vector<std::string> exclude_performers;
  std::vector<std::string> managed_by;  // roles that add and remove persons
  std::optional<DeadlineRule> deadline;
  Label label;
  long line = 0;
};

}  // namespace chancery::workflow
