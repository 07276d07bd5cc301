#include "apps/cli/exit_codes.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::cli;

TEST_CASE("every fault has the exit code of the table") {
  CHECK(exit_code_of(Fault::input) == ExitCode::bad_input);
  CHECK(exit_code_of(Fault::absent) == ExitCode::absent);
  CHECK(exit_code_of(Fault::refused) == ExitCode::refused);
  CHECK(exit_code_of(Fault::conflict) == ExitCode::conflict);
  CHECK(exit_code_of(Fault::unavailable) == ExitCode::unavailable);
  CHECK(exit_code_of(Fault::environment) == ExitCode::unavailable);
}

TEST_CASE("the codes are those that scripts rely on") {
  CHECK(static_cast<int>(ExitCode::yes) == 0);
  CHECK(static_cast<int>(ExitCode::no) == 1);
  CHECK(static_cast<int>(ExitCode::usage) == 2);
  CHECK(static_cast<int>(ExitCode::absent) == 3);
  CHECK(static_cast<int>(ExitCode::refused) == 4);
  CHECK(static_cast<int>(ExitCode::conflict) == 5);
  CHECK(static_cast<int>(ExitCode::bad_input) == 6);
  CHECK(static_cast<int>(ExitCode::unavailable) == 7);
  CHECK(static_cast<int>(ExitCode::undecided) == 8);
  CHECK(static_cast<int>(ExitCode::internal) == 70);
}

TEST_CASE("what a person may not know of is answered like what does not exist") {
  CHECK(exit_code_of(Refusal{"rights.unknown", {"rights.unknown", {}}}) == ExitCode::absent);
  CHECK(exit_code_of(Refusal{"rights.role", {"rights.role", {}}}) == ExitCode::refused);
  CHECK(exit_code_of(Refusal{"engine.data_incomplete", {"engine.data_incomplete", {}}}) == ExitCode::bad_input);
}

TEST_CASE("of several files no is worse than undecided, and undecided than yes") {
  CHECK(worse(ExitCode::yes, ExitCode::yes) == ExitCode::yes);
  CHECK(worse(ExitCode::undecided, ExitCode::yes) == ExitCode::undecided);
  CHECK(worse(ExitCode::undecided, ExitCode::no) == ExitCode::no);
  CHECK(worse(ExitCode::no, ExitCode::yes) == ExitCode::no);
  CHECK(worse(ExitCode::yes, ExitCode::bad_input) == ExitCode::bad_input);
}
