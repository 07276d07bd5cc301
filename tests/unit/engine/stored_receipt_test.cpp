#include "engine/stored_receipt.h"

#include "base/error.h"
#include "outside/entropy.h"
#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;

namespace {

ledger::SignedNote no_checkpoint(std::uint64_t /*seq*/) {
  throw Error(Fault::unavailable, {"engine.office_closing", {}});
}

}  // namespace

TEST_CASE("a row that is no opening is damage, and names its leaf") {
  auto database = store::Database::in_memory();
  store::Leaves leaves(database);
  leaves.add(7, "{}", sha256("{}"));
  leaves.add_opening(7, {"leaf.what", outside::random_salt(), "{}"});
  const auto read = [&] { (void)engine::stored_openings(leaves, 7); };
  CHECK(tests::key_of(read) == "engine.opening_broken");
  CHECK(tests::fault_of(read) == Fault::environment);
  CHECK(tests::message_of(read)->arguments == Message{"", {{"seq", std::int64_t{7}}}}.arguments);
}

TEST_CASE("a leaf that is not there has no receipt and no outcome") {
  auto database = store::Database::in_memory();
  CHECK(tests::key_of([&] { (void)engine::stored_receipt(database, 3, no_checkpoint); }) == "engine.no_such_leaf");
  CHECK(tests::fault_of([&] { (void)engine::stored_outcome(database, 3, no_checkpoint); }) == Fault::absent);
}

TEST_CASE("a node of the tree that is missing is damage") {
  auto database = store::Database::in_memory();
  store::Leaves leaves(database);
  const auto nodes = engine::stored_nodes(leaves);
  CHECK(tests::key_of([&] { (void)nodes({2, 0}); }) == "engine.tree_node_missing");
}
