#include "signing/verifier.h"
#include "support/suites.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

using namespace chancery;
using namespace chancery::signing;

namespace {

struct Expectation {
  Indication indication;
  std::string_view sub;  // empty: any
};

/// What `cases.tsv` expects of a case, in the words of the suite's README.
Expectation expectation_of(const std::string& verdict) {
  if (verdict == "CRYPTO_OK") return {Indication::indeterminate, "NO_CERTIFICATE_CHAIN_FOUND"};
  if (verdict == "DATA_NOT_FOUND") return {Indication::indeterminate, "SIGNED_DATA_NOT_FOUND"};
  if (verdict == "INDETERMINATE") return {Indication::indeterminate, "NO_SIGNING_CERTIFICATE_FOUND"};
  return {Indication::total_failed, ""};
}

const Timestamp today = *Timestamp::parse("2026-11-21T12:00:00.000Z");

}  // namespace

TEST_CASE("the containers of other programs are judged as the suite expects") {
  const auto suite = tests::find_suite("asic");
  if (!suite) return;
  std::istringstream cases(tests::content_of(*suite / "cases.tsv"));
  for (std::string line; std::getline(cases, line);) {
    std::istringstream columns(line);
    std::string id, repository, path, verdict;
    std::getline(columns, id, '\t');
    std::getline(columns, repository, '\t');
    std::getline(columns, path, '\t');
    std::getline(columns, verdict, '\t');
    INFO(id << ": " << path);
    const auto expected = expectation_of(verdict);
    const Report report = verify(Blob(tests::content_of(*suite / (id + ".asice"))), id, formats::TrustAnchors(), today);
    for (const Note& note : report.notes) INFO(note.place << " " << to_log(note.message));
    CHECK(name_of(report.verdict) == name_of(expected.indication));
    if (!expected.sub.empty()) CHECK(name_of(report.sub) == expected.sub);
    CHECK_FALSE(report.notes.empty());
    CHECK_FALSE(report.ours);
  }
}
