#include "outside/programs.h"

#include "outside/files.h"
#include "support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>

using namespace chancery;

namespace {

/// PATH as it is while the test runs, put back at the end.
class PathOf {
 public:
  explicit PathOf(const std::string& folders) : before_(std::getenv("PATH")) { ::setenv("PATH", folders.c_str(), 1); }
  ~PathOf() { ::setenv("PATH", before_.c_str(), 1); }
  PathOf(const PathOf&) = delete;
  PathOf& operator=(const PathOf&) = delete;

 private:
  std::string before_;
};

}  // namespace

TEST_CASE("a program is the first executable file of its name on PATH") {
  const TemporaryFolder folder;
  for (const char* place : {"first", "second", "third"}) {
    std::filesystem::create_directories(folder / place);
    outside::write_file(folder / place / "blossom", "#!/bin/sh\n");
  }
  std::filesystem::create_directories(folder / "second" / "folder");
  using std::filesystem::perms;
  std::filesystem::permissions(folder / "first" / "blossom", perms::owner_read);
  for (const char* place : {"second", "third"}) std::filesystem::permissions(folder / place / "blossom", perms::owner_all);
  const PathOf path((folder / "first").string() + ":" + (folder / "none").string() + ":" + (folder / "second").string() + ":" +
                    (folder / "third").string());
  CHECK(outside::find_program("blossom") == folder / "second" / "blossom");
  CHECK_FALSE(outside::find_program("folder"));
  CHECK_FALSE(outside::find_program("petal"));
}
