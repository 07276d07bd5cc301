#include "outside/prompt.h"

#include "support/errors.h"

#include <catch2/catch.hpp>

#include <array>
#include <unistd.h>

using namespace chancery;
using namespace chancery::outside;
using namespace chancery::tests;

namespace {

/// A pipe that holds a text; closed at the end.
class Pipe {
 public:
  explicit Pipe(const std::string& text) {
    REQUIRE(::pipe(ends_.data()) == 0);
    REQUIRE(::write(ends_[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    ::close(ends_[1]);
  }
  ~Pipe() { ::close(ends_[0]); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  [[nodiscard]] int reader() const { return ends_[0]; }

 private:
  std::array<int, 2> ends_{};
};

}  // namespace

TEST_CASE("a password is the first line of a file descriptor, without its line end") {
  const Pipe pipe("Ґедзь’\r\nдругий\nтретій");
  CHECK(read_password(pipe.reader()).reveal() == "Ґедзь’");
  CHECK(read_password(pipe.reader()).reveal() == "другий");
  CHECK(read_password(pipe.reader()).reveal() == "третій");
  CHECK(key_of([&] { static_cast<void>(read_password(pipe.reader())); }) == "outside.no_password");
}

TEST_CASE("a password has a limit, and the descriptor must be readable") {
  const Pipe longest(std::string(1024, 'x') + "\n");
  CHECK(read_password(longest.reader()).reveal().size() == 1024);
  const Pipe longer(std::string(1025, 'x') + "\n");
  CHECK(key_of([&] { static_cast<void>(read_password(longer.reader())); }) == "outside.password_too_long");
  CHECK(key_of([] { static_cast<void>(read_password(-1)); }) == "outside.password_unreadable");
  CHECK(fault_of([] { static_cast<void>(read_password(-1)); }) == Fault::environment);
}
