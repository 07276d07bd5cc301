#include "base/error.h"
#include "comparison/comparison.h"
#include "comparison/tracked_changes.h"
#include "support/suites.h"
#include "text/rendition.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace chancery;
using namespace chancery::comparison;

namespace {

namespace files = std::filesystem;

/// `WC001` of `WC001-Digits.docx`: files with one beginning are versions of one document.
std::map<std::string, std::vector<files::path>> versions(const files::path& folder) {
  std::map<std::string, std::vector<files::path>> groups;
  for (const auto& entry : files::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    groups[name.substr(0, name.find('-'))].push_back(entry.path());
  }
  for (auto& [name, group] : groups) std::sort(group.begin(), group.end());
  return groups;
}

formats::DocxPackage package_of(const files::path& path) {
  return formats::DocxPackage::read(Blob(tests::content_of(path)), path.filename().string());
}

std::string resolved(const Bytes& redline, Resolution resolution) {
  const auto package = formats::DocxPackage::read(Blob(redline), "redline.docx");
  std::map<std::string, Bytes> parts;
  for (const auto& story : package.stories()) {
    parts[story.name] = resolve_changes(package.part(story.name), story.name, resolution).part;
  }
  return text::rendition(formats::DocxPackage::read(Blob(package.with_parts(parts)), "resolved.docx"));
}

const CompareOptions options{"Ґанна Їжакевич", *Timestamp::parse("2026-01-02T03:04:05.000Z")};

}  // namespace

TEST_CASE("both laws hold for each pair of the redline suite, word by word") {
  const auto folder = tests::find_suite("docx/redline");
  if (!folder) return;
  std::size_t pairs = 0;
  for (const auto& [name, group] : versions(*folder)) {
    for (const auto& first : group) {
      for (const auto& second : group) {
        CAPTURE(first.filename(), second.filename());
        const auto old = package_of(first);
        const auto now = package_of(second);
        const auto result = compare(old, now, options);
        REQUIRE(result.redline);
        CHECK_FALSE(result.report.whole_paragraphs);
        CHECK(resolved(*result.redline, Resolution::accept) == text::rendition(now));
        CHECK(resolved(*result.redline, Resolution::reject) == text::rendition(old));
        CHECK(result.report.is_equal() == (first == second || text::rendition(old) == text::rendition(now)));
        ++pairs;
      }
    }
  }
  CHECK(pairs >= 60);
}

TEST_CASE("damaged, encrypted and hostile documents are refused or compared, never more") {
  const auto folder = tests::find_suite("docx/hostile");
  if (!folder) return;
  std::size_t read = 0;
  std::size_t refused = 0;
  for (const auto& entry : files::directory_iterator(*folder)) {
    if (!entry.is_regular_file()) continue;
    CAPTURE(entry.path().filename());
    try {
      const auto package = package_of(entry.path());
      const auto result = compare(package, package, options);
      if (result.redline) CHECK(result.report.is_equal());
      ++read;
    } catch (const Error& error) {
      CHECK(error.fault() == Fault::input);
      ++refused;
    }
  }
  CHECK(read + refused > 0);
  CHECK(refused > 0);
}
