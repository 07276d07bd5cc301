#pragma once

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::tests {

/// A file or folder of the published suites, such as `ledger/jcs`; absent, with a word, where they are not beside this checkout.
[[nodiscard]] inline std::optional<std::filesystem::path> find_suite(std::string_view name) {
  const std::filesystem::path path = std::filesystem::path(CHANCERY_SUITES) / name;
  if (std::filesystem::exists(path)) return path;
  WARN("skipped: the published suites are not beside this checkout: " + path.string());
  return std::nullopt;
}

/// All bytes of a file that has to be there.
[[nodiscard]] inline std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  INFO(path);
  REQUIRE(file.is_open());
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace chancery::tests
