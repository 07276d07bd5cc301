#include "evidence/bundle.h"
#include "evidence/evidence_check.h"
#include "evidence/page.h"
#include "support/effort.h"
#include "support/sample_journey.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::evidence;
using chancery::tests::SampleJourney;
using chancery::tests::SampleLedger;

namespace {

const Timestamp at = *Timestamp::parse("2027-01-01T00:00:00.000Z");

const Blob& good() {
  static const Blob zip = [] {
    SampleJourney journey;
    return write_evidence(journey.whole_way().material());
  }();
  return zip;
}

signing::Indication verdict_of(Bytes bytes) {
  return verify_evidence(Blob(std::move(bytes)), "x", {.keys = {SampleLedger().signer().verifier_key()}}, at).verdict;
}

/// Every byte in a thorough run, else some hundred of them.
std::size_t step() {
  const int effort = tests::effort();
  return effort >= 20 ? 1 : good().size() / (300U * static_cast<std::size_t>(effort));
}

}  // namespace

TEST_CASE("any changed byte of an evidence file is found") {
  REQUIRE(verdict_of(good().bytes()) == signing::Indication::total_passed);
  for (std::size_t place = 0; place < good().size(); place += step()) {
    Bytes bytes = good().bytes();
    bytes[place] = static_cast<char>(bytes[place] ^ static_cast<char>(1U << (place % 8)));
    INFO("byte " << place);
    REQUIRE(verdict_of(std::move(bytes)) == signing::Indication::total_failed);
  }
}

TEST_CASE("an evidence file cut at any length or with anything behind it is refused") {
  for (std::size_t length = 0; length < good().size(); length += 10 * step()) {
    REQUIRE(verdict_of(good().bytes().substr(0, length)) == signing::Indication::total_failed);
  }
  CHECK(verdict_of(good().bytes() + "x") == signing::Indication::total_failed);
  CHECK(verdict_of("x" + good().bytes()) == signing::Indication::total_failed);
}

TEST_CASE("any changed byte of the page or of what is behind it is found") {
  const Bytes page = write_page(good());
  REQUIRE(verdict_of(page) == signing::Indication::total_passed);
  for (std::size_t place = 0; place < page.size(); place += 5 * step()) {
    Bytes bytes = page;
    bytes[place] = static_cast<char>(bytes[place] ^ 1);
    INFO("byte " << place);
    REQUIRE(verdict_of(std::move(bytes)) != signing::Indication::total_passed);
  }
}

TEST_CASE("any step left out of a lawful way makes it unlawful or undecided") {
  SampleJourney journey;
  journey.whole_way();
  for (std::size_t i = 0; i < journey.shown().size(); ++i) {
    std::vector<ShownStep> steps = journey.shown();
    steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(i));
    const Replay done = replay(steps, journey.stored());
    if (i + 1 < journey.shown().size()) CHECK_FALSE(done.verdict().is_valid());
  }
}

TEST_CASE("replay gives the same answer each time") {
  SampleJourney journey;
  journey.whole_way();
  const Replay first = replay(journey.shown(), journey.stored());
  const Replay second = replay(journey.shown(), journey.stored());
  CHECK(first.document->instance == second.document->instance);
  CHECK(first.document->last_leaf == second.document->last_leaf);
}
