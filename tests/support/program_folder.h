#pragma once

#include "base/bytes.h"
#include "support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <string>

namespace chancery::tests {

/// A folder in which programs of others are run over fresh output.
class ProgramFolder {
 public:
  void write(const std::string& name, BytesView content) const { std::ofstream(folder_ / name, std::ios::binary) << content; }
  [[nodiscard]] Bytes read(const std::string& name) const {
    std::ifstream file(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  [[nodiscard]] std::string path() const { return (folder_ / ".").string(); }
  /// Whether the command ends well in this folder; its words are shown when the test fails.
  [[nodiscard]] bool runs(const std::string& command) const {
    const bool good = std::system(("cd '" + path() + "' && (" + command + ") >words.txt 2>&1").c_str()) == 0;
    if (!good) UNSCOPED_INFO(command << "\n" << read("words.txt"));
    return good;
  }

 private:
  TemporaryFolder folder_{};
};

/// Skips with a word where a program or file of somebody else is not there.
[[nodiscard]] inline bool is_installed(const std::string& probe, const char* what) {
  const bool there = std::system(("(" + probe + ") >/dev/null 2>&1").c_str()) == 0;
  if (!there) WARN("skipped: " << what << " is not installed");
  return there;
}

}  // namespace chancery::tests
