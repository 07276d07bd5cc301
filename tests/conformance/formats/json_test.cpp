#include "formats/json.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace chancery::formats;

namespace {

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("every pair of the RFC 8785 suite comes out to the byte") {
  const std::filesystem::path suite = CHANCERY_SUITES "/ledger/jcs/testdata";
  if (!std::filesystem::exists(suite)) {
    WARN("skipped: the published suites are not beside this checkout");
    return;
  }
  int pairs = 0;
  for (const auto& file : std::filesystem::directory_iterator(suite / "input")) {
    INFO(file.path());
    CHECK(canonical_json(parse_json(content_of(file.path()), "input")) == content_of(suite / "output" / file.path().filename()));
    ++pairs;
  }
  CHECK(pairs > 0);
}
