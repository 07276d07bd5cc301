#include "ledger/epoch.h"

#include "ledger/appended_range.h"
#include "ledger/hash.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;

namespace {

const std::string origin = "office.example/0011223344556677/e1";

/// The tree of `size` leaves "0", "1", …
AppendedRange tree_of(TreeSize size) {
  AppendedRange tree{Frontier()};
  for (TreeSize leaf = 0; leaf < size; ++leaf) tree.append(hash_leaf(std::to_string(leaf)));
  return tree;
}

Standing standing(TreeSize here, const std::optional<TreeHead>& outside) {
  const AppendedRange tree = tree_of(here);
  return standing_of(tree.frontier().head(), outside, [&](const NodeId& node) { return tree.nodes().at(node); });
}

Reopening reopening(Standing found, std::optional<TreeHead> outside, unsigned confirmations) {
  return {ReopeningCause::restored, Checkpoint(origin, tree_of(5).frontier().head()), outside, found, confirmations};
}

}  // namespace

TEST_CASE("a ledger continues a head that is a part of it, is behind a larger one, and forked from another") {
  CHECK(standing(7, tree_of(5).frontier().head()) == Standing::continues);
  CHECK(standing(5, tree_of(5).frontier().head()) == Standing::continues);
  CHECK(standing(5, tree_of(7).frontier().head()) == Standing::behind);
  CHECK(standing(7, TreeHead{5, sha256("other")}) == Standing::forked);
  CHECK(standing(7, std::nullopt) == Standing::unknown);
}

TEST_CASE("reopening a restored office names what was known and the next epoch") {
  const TreeHead known = tree_of(8).frontier().head();
  const auto opened = reopen(reopening(Standing::behind, known, 2));
  REQUIRE_FALSE(opened.refused());
  CHECK(opened.value().log == "office.example/0011223344556677/e2");
  CHECK(opened.value().previous_log == origin);
  CHECK(opened.value().previous == known);
  CHECK(opened.value().reason == "restored");
  CHECK(gap_of(reopening(Standing::behind, known, 2)) == 3U);
}

TEST_CASE("an unknown gap and a single confirmation stand in the epoch for ever") {
  const auto opened = reopen(reopening(Standing::unknown, std::nullopt, 1));
  REQUIRE_FALSE(opened.refused());
  CHECK(opened.value().reason == "restored gap_unknown confirmed_by_one");
  CHECK(opened.value().previous == tree_of(5).frontier().head());
  CHECK_FALSE(gap_of(reopening(Standing::unknown, std::nullopt, 1)));
}

TEST_CASE("no epoch is opened without need, without confirmation, over a fork, or under an odd origin") {
  CHECK(reopen(reopening(Standing::continues, tree_of(5).frontier().head(), 2)).refusal().rule == "ledger.reopen_needless");
  CHECK(reopen(reopening(Standing::behind, tree_of(8).frontier().head(), 0)).refusal().rule == "ledger.reopen_unconfirmed");
  CHECK(reopen(reopening(Standing::forked, TreeHead{5, sha256("x")}, 2)).refusal().rule == "ledger.reopen_forked");
  Reopening odd = reopening(Standing::unknown, std::nullopt, 2);
  odd.here = Checkpoint("no origin of ours", odd.here.head());
  CHECK(reopen(odd).refusal().rule == "ledger.reopen_origin");
}

TEST_CASE("a stolen key ends an epoch although nothing is missing") {
  Reopening stolen = reopening(Standing::continues, tree_of(5).frontier().head(), 2);
  stolen.cause = ReopeningCause::compromised;
  CHECK(reopen(stolen).value().reason == "compromised");
}
