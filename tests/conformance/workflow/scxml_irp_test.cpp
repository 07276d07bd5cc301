#include "support/suites.h"
#include "workflow/simulate.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

using namespace chancery;
using namespace chancery::workflow;

namespace {

/// Where a test of the implementation report ended: `pass`, `fail`, or a word about why it did not end.
std::string ended_in(const std::filesystem::path& chart) {
  SimulationOptions options;
  options.mode = Mode::lenient;
  options.resource = [folder = chart.parent_path()](std::string_view src) -> std::optional<std::string> {
    if (src.starts_with("file:")) src.remove_prefix(5);
    const auto path = folder / std::filesystem::path(src).filename();
    return std::filesystem::exists(path) ? std::optional(tests::content_of(path)) : std::nullopt;
  };
  try {
    const auto definition = read_definition(tests::content_of(chart), chart.filename().string(), Reading::lenient);
    const auto records = simulate(definition, {}, options);
    if (!records.back().is_final) return "not final";
    return records.back().configuration.front();
  } catch (const BrokenChart& broken) {
    return to_log(broken.problems().front().message);
  }
}

void run_suite(const char* name, std::size_t tests_in_suite) {
  const auto folder = tests::find_suite(name);
  if (!folder) return;
  std::ifstream list(*folder / "SUITE.txt");
  std::vector<std::string> failures;
  std::size_t count = 0;
  for (std::string file; list >> file; ++count) {
    const auto end = ended_in(*folder / file);
    if (end != "pass") failures.push_back(file + ": " + end);
  }
  for (const auto& failure : failures) UNSCOPED_INFO(failure);
  CHECK(failures.empty());
  CHECK(count == tests_in_suite);
}

}  // namespace

TEST_CASE("the XPath tests of the SCXML implementation report pass") {
  run_suite("scxml-irp/xpath", 189);
}

TEST_CASE("the null tests of the SCXML implementation report pass") {
  run_suite("scxml-irp/null", 31);
}
