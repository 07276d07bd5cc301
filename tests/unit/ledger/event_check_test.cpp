#include "ledger/event_check.h"

#include "support/sample_ledger.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;
using chancery::tests::SampleLedger;
using chancery::tests::verify;

namespace {

SampleLedger ledger_of(std::size_t size) {
  SampleLedger ledger;
  for (std::size_t i = 0; i < size; ++i) ledger.step(static_cast<unsigned>(i % 2));
  return ledger;
}

TreeHead head_of(const SampleLedger& ledger) {
  return Checkpoint::parse(SignedNote::parse(ledger.files().at("checkpoint")).text())->head();
}

/// The map of last leaves as it is now.
TreeHead heads_of(const SampleLedger& ledger) {
  const std::size_t size = ledger.leaves().size();
  return {size, root_of_heads(
                    std::vector<DocumentHead>{{SampleLedger::document(0), hash_leaf(ledger.leaves()[size - 1 - (size + 1) % 2])},
                                              {SampleLedger::document(1), hash_leaf(ledger.leaves()[size - 1 - size % 2])}})};
}

SampleLedger with_epoch(const TreeHead& previous) {
  SampleLedger ledger = ledger_of(4);
  const std::string next = Origin::parse(SampleLedger::origin)->next_epoch().text();
  ledger.change_log(next);
  ledger.event(EpochOpened{next, SampleLedger::origin, previous, "restored"});
  return ledger;
}

}  // namespace

TEST_CASE("an epoch continues the tree of the entries before it") {
  CHECK(verify(with_epoch(head_of(ledger_of(4))).files(), ledger_of(0).question()).result == LedgerResult::ok);
  const LedgerReport other = verify(with_epoch({4, sha256("other")}).files(), ledger_of(0).question());
  CHECK(other.result == LedgerResult::tampered);
  CHECK(other.entry == 4);
  CHECK(verify(with_epoch({3, sha256("less")}).files(), ledger_of(0).question()).result == LedgerResult::tampered);
}

TEST_CASE("an epoch after a loss says how many entries are gone, for ever") {
  const LedgerReport report = verify(with_epoch({9, sha256("lost")}).files(), ledger_of(0).question());
  CHECK(report.result == LedgerResult::ok);
  REQUIRE(report.remarks.size() == 1);
  CHECK(report.remarks[0].key == "ledger.epoch_gap");
  CHECK(std::get<std::int64_t>(report.remarks[0].arguments[1].second) == 5);
}

TEST_CASE("the map of last leaves is recomputed where every step is shown") {
  SampleLedger ledger = ledger_of(5);
  ledger.event(HeadsTaken{heads_of(ledger)});
  const LedgerReport report = verify(ledger.files(), ledger.question());
  CHECK(report.result == LedgerResult::ok);
  CHECK(report.remarks.empty());

  SampleLedger::Files files = ledger.files();
  files.erase("openings/2.json");
  const LedgerReport partner = verify(files, ledger.question());
  CHECK(partner.result == LedgerResult::withheld);
  REQUIRE(partner.remarks.size() == 1);
  CHECK(partner.remarks[0].key == "ledger.heads_not_recomputed");
}

TEST_CASE("a map of another history or of another size is TAMPERED") {
  SampleLedger ledger = ledger_of(5);
  ledger.event(HeadsTaken{{5, sha256("another")}});
  CHECK(verify(ledger.files(), ledger.question()).message.key == "ledger.heads_differ");
  SampleLedger early = ledger_of(5);
  early.event(HeadsTaken{{4, heads_of(early).root}});
  CHECK(verify(early.files(), early.question()).message.key == "ledger.heads_size");
}

TEST_CASE("a time stamp over entries that came later is TAMPERED") {
  SampleLedger ledger = ledger_of(3);
  ledger.event(Anchored{4, sha256("token")});
  CHECK(verify(ledger.files(), ledger.question()).message.key == "ledger.anchor_size");
}
