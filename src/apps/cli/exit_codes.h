#pragma once

#include "base/decision.h"
#include "base/error.h"

namespace chancery::cli {

/// DESIGN §10. Several files: the worst of their codes, 1 over 8 over 0.
enum class ExitCode : int {
  yes = 0,
  no = 1,
  usage = 2,
  absent = 3,
  refused = 4,
  conflict = 5,
  bad_input = 6,
  unavailable = 7,
  undecided = 8,
  internal = 70,
};

/// The one table from faults to exit codes.
[[nodiscard]] constexpr ExitCode exit_code_of(Fault fault) {
  switch (fault) {
    case Fault::input:
      return ExitCode::bad_input;
    case Fault::absent:
      return ExitCode::absent;
    case Fault::refused:
      return ExitCode::refused;
    case Fault::conflict:
      return ExitCode::conflict;
    case Fault::unavailable:
      return ExitCode::unavailable;
    case Fault::environment:
      return ExitCode::unavailable;
  }
  return ExitCode::internal;
}

/// What a person may not know of is answered like what does not exist.
[[nodiscard]] ExitCode exit_code_of(const Refusal& refusal);

[[nodiscard]] constexpr ExitCode worse(ExitCode left, ExitCode right) {
  if (left == ExitCode::no || right == ExitCode::no) return ExitCode::no;
  if (left == ExitCode::undecided || right == ExitCode::undecided) return ExitCode::undecided;
  return left == ExitCode::yes ? right : left;
}

}  // namespace chancery::cli
