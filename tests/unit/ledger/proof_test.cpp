#include "ledger/proof.h"

#include "ledger/appended_range.h"
#include "ledger/frontier.h"
#include "ledger/hash.h"

#include <catch2/catch.hpp>

#include <map>

using namespace chancery;
using namespace chancery::ledger;

namespace {

/// All perfect subtrees of a small tree, and its root at every size.
struct Tree {
  explicit Tree(TreeSize size) {
    for (TreeSize i = 0; i < size; ++i) {
      leaves.push_back(hash_leaf("entry " + std::to_string(i)));
      roots.push_back(frontier.root());
      frontier = std::move(frontier).appended(leaves.back());
      put({0, i}, leaves.back());
    }
    roots.push_back(frontier.root());
  }

  void put(const NodeId& id, const Sha256& hash) {
    nodes.emplace(id, hash);
    if (id.index % 2 == 1) put({id.level + 1, id.index / 2}, hash_node(nodes.at({id.level, id.index - 1}), hash));
  }
  [[nodiscard]] NodeReader reader() const {
    return [this](const NodeId& id) { return nodes.at(id); };
  }
  [[nodiscard]] TreeHead head(TreeSize size) const { return {size, roots[size]}; }

  Frontier frontier;
  std::vector<Sha256> leaves;
  std::vector<Sha256> roots;
  std::map<NodeId, Sha256> nodes;
};

constexpr TreeSize small = 33;

}  // namespace

TEST_CASE("every entry of every small tree has a proof that holds, and only in that tree") {
  const Tree tree(small);
  for (TreeSize size = 1; size <= small; ++size) {
    CHECK(root_of(size, tree.reader()) == tree.roots[size]);
    for (TreeSize index = 0; index < size; ++index) {
      const Proof proof = make_inclusion_proof(index, size, tree.reader());
      REQUIRE(verify_inclusion(index, tree.leaves[index], proof, tree.head(size)).is_valid());
      REQUIRE_FALSE(verify_inclusion(index, tree.leaves[index], proof, tree.head((size + 1) % small)).is_valid());
      REQUIRE_FALSE(verify_inclusion((index + 1) % small, tree.leaves[index], proof, tree.head(size)).is_valid());
    }
  }
}

TEST_CASE("every tree is proved to continue every smaller one that is not empty") {
  const Tree tree(small);
  for (TreeSize second = 1; second <= small; ++second) {
    for (TreeSize first = 1; first <= second; ++first) {
      const Proof proof = make_consistency_proof(first, second, tree.reader());
      REQUIRE(verify_consistency(tree.head(first), tree.head(second), proof).is_valid());
      REQUIRE_FALSE(verify_consistency({first, sha256("other")}, tree.head(second), proof).is_valid());
      REQUIRE_FALSE(verify_consistency(tree.head(first), {second, sha256("other")}, proof).is_valid());
    }
  }
}

TEST_CASE("a proof with one hash changed, one more or one less is invalid") {
  const Tree tree(small);
  Proof proof = make_inclusion_proof(20, small, tree.reader());
  for (Sha256& hash : proof) {
    const Sha256 right = hash;
    hash = sha256("wrong");
    CHECK(verify_inclusion(20, tree.leaves[20], proof, tree.head(small)).why().key == "ledger.proof_root");
    hash = right;
  }
  proof.push_back(sha256("more"));
  CHECK(verify_inclusion(20, tree.leaves[20], proof, tree.head(small)).why().key == "ledger.proof_length");
  proof.pop_back();
  proof.pop_back();
  CHECK(verify_inclusion(20, tree.leaves[20], proof, tree.head(small)).why().key == "ledger.proof_length");
}

TEST_CASE("proofs about what cannot be are invalid, with the reason") {
  const Tree tree(8);
  CHECK(verify_inclusion(8, tree.leaves[0], {}, tree.head(8)).why().key == "ledger.proof_index");
  CHECK(verify_inclusion(0, tree.leaves[0], {}, {0, empty_root()}).why().key == "ledger.proof_index");
  CHECK(verify_consistency(tree.head(8), tree.head(7), {}).why().key == "ledger.proof_shrinks");
  CHECK(verify_consistency(tree.head(0), tree.head(7), {}).why().key == "ledger.proof_of_nothing");
  CHECK(verify_consistency(tree.head(3), tree.head(7), {}).why().key == "ledger.proof_length");
  CHECK(verify_consistency(tree.head(3), tree.head(3), Proof{sha256("")}).why().key == "ledger.proof_length");
  CHECK(verify_consistency({0, sha256("x")}, {0, sha256("x")}, {}).why().key == "ledger.proof_root");
  CHECK(verify_consistency(tree.head(0), tree.head(0), {}).is_valid());
}

TEST_CASE("a batch proves its own leaves from the frontier that was before it") {
  const Tree tree(small);
  for (TreeSize before = 0; before < small; ++before) {
    Frontier frontier;
    for (TreeSize i = 0; i < before; ++i) frontier = std::move(frontier).appended(tree.leaves[i]);
    AppendedRange batch(frontier);
    for (TreeSize i = before; i < small; ++i) batch.append(tree.leaves[i]);
    REQUIRE(batch.frontier().head() == tree.head(small));
    for (TreeSize i = before; i < small; ++i) REQUIRE(batch.prove(i) == make_inclusion_proof(i, small, tree.reader()));
  }
}

TEST_CASE("a frontier is read back as it was written, and not with another size") {
  const Tree tree(small);
  for (TreeSize size = 0; size <= small; ++size) {
    Frontier frontier;
    for (TreeSize i = 0; i < size; ++i) frontier = frontier.appended(tree.leaves[i]);
    const auto again = Frontier::parse(size, frontier.serialise());
    REQUIRE(again);
    CHECK(again->head() == tree.head(size));
    CHECK(again->hashes() == frontier.hashes());
  }
  CHECK_FALSE(Frontier::parse(3, tree.frontier.serialise() + "x"));
  CHECK_FALSE(Frontier::parse(7, std::string(64, 'x')));
}

TEST_CASE("the empty tree has the hash of nothing as its root") {
  CHECK(Frontier().root() == empty_root());
  CHECK(root_of(0, [](const NodeId&) { return sha256("never asked"); }) == empty_root());
}
