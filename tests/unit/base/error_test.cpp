#include "base/error.h"

#include <catch2/catch.hpp>

#include <csignal>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

using namespace chancery;

namespace {

/// How a child process ends that checks this invariant.
int status_of_child(bool holds) {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);
    (void)close(STDERR_FILENO);
    check_invariant(holds, "planted by a test");
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return status;
}

}  // namespace

TEST_CASE("an error carries its fault and its message, and logs as one line") {
  for (const Fault fault : {Fault::input, Fault::absent, Fault::conflict, Fault::unavailable, Fault::environment}) {
    const Error error(fault, {"store.busy", {{"place", "Їжак"}}});
    CHECK(error.fault() == fault);
    CHECK(error.message().key == "store.busy");
    CHECK(error.what() == std::string("store.busy place=Їжак"));
  }
}

TEST_CASE("a broken invariant stops the process, a kept one does nothing") {
  CHECK(status_of_child(true) == 0);
  const int broken = status_of_child(false);
  CHECK(WIFSIGNALED(broken));
  CHECK(WTERMSIG(broken) == SIGABRT);
}
