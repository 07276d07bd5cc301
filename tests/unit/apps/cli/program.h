#pragma once

#include "apps/cli/command_line.h"
#include "formats/json.h"

#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace chancery::tests {

/// What one run of the command line came to.
struct Run {
  int code;
  std::string out;
  std::string err;

  [[nodiscard]] formats::Json json() const { return formats::Json::parse(out); }
};

/// Takes what is written to a stream while it lives.
class Capture {
 public:
  explicit Capture(std::ostream& stream) : stream_(&stream), before_(stream.rdbuf(text_.rdbuf())) {}
  ~Capture() { stream_->rdbuf(before_); }
  Capture(const Capture&) = delete;
  Capture& operator=(const Capture&) = delete;
  [[nodiscard]] std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
  std::ostream* stream_;
  std::streambuf* before_;
};

/// The program with these arguments, in this process.
inline Run run(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "chancery");
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  const Capture out(std::cout);
  const Capture err(std::cerr);
  const int code = cli::run(static_cast<int>(pointers.size()), pointers.data());
  return {code, out.text(), err.text()};
}

}  // namespace chancery::tests
