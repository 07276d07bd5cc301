#include "ledger/challenge.h"

#include "ledger/appended_range.h"
#include "ledger/hash.h"
#include "ledger/hash_words.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;

namespace {

const std::string origin = "office.example/0011223344556677/e1";

/// The tree of `size` leaves, of which one may be another.
AppendedRange tree_of(TreeSize size, std::optional<TreeSize> changed = std::nullopt) {
  AppendedRange tree{Frontier()};
  for (TreeSize leaf = 0; leaf < size; ++leaf) tree.append(hash_leaf(changed == leaf ? "changed" : std::to_string(leaf)));
  return tree;
}

NodeReader nodes_of(const AppendedRange& tree) {
  return [&](const NodeId& node) { return tree.nodes().at(node); };
}

PrintedCheckpoint printed(TreeSize size) {
  return PrintedCheckpoint(Checkpoint(origin, tree_of(size).frontier().head()));
}

}  // namespace

TEST_CASE("a printed checkpoint is read back as people type it") {
  const Checkpoint checkpoint(origin, tree_of(9).frontier().head());
  const PrintedCheckpoint paper(checkpoint);
  CHECK(paper.text() == origin + "\n9\n" + hash_words(checkpoint.head().root) + "\n");
  CHECK(PrintedCheckpoint::parse(paper.text())->is_of(checkpoint));
  std::string typed = origin + " 9 " + paper.words();
  for (char& letter : typed) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
    if (letter == ' ') letter = '\t';
  }
  CHECK(PrintedCheckpoint::parse(typed)->words() == paper.words());
  CHECK_FALSE(PrintedCheckpoint::parse(typed)->is_of(Checkpoint(origin, tree_of(8).frontier().head())));
}

TEST_CASE("what is no printed checkpoint is refused") {
  const std::string words = printed(9).words();
  for (const std::string& text : {std::string(), origin, origin + " 9", origin + " 09 " + words, origin + " 9 " + words + "A",
                                  origin + " 9 " + words.substr(1), origin + " x " + words, origin + " 9 Ґ" + words}) {
    INFO(text);
    CHECK_FALSE(PrintedCheckpoint::parse(text));
  }
}

TEST_CASE("figures that Base32 does not have are read as the letters they look like") {
  const std::string words = "OOOOO IIIII BBBBB AAAAA AAAAA AAAAA AAAAA AAAAA";
  CHECK(parse_hash_words("00000 11111 88888 AAAAA-AAAAA-AAAAA aaaaa aaaaa") == words);
  CHECK_FALSE(parse_hash_words("99999 AAAAA AAAAA AAAAA AAAAA AAAAA AAAAA AAAAA"));
}

TEST_CASE("an old fingerprint is answered with a proof that its holder can check alone") {
  const AppendedRange tree = tree_of(300);
  const Checkpoint now(origin, tree.frontier().head());
  for (const TreeSize size : {1U, 2U, 7U, 256U, 299U, 300U}) {
    const ChallengeAnswer answer = answer_challenge(printed(size), now, nodes_of(tree));
    REQUIRE(answer.verdict.is_valid());
    CHECK(verify_answer(printed(size), *answer.then, now, answer.consistency).is_valid());
    CHECK_FALSE(verify_answer(printed(size), {size, sha256("other")}, now, answer.consistency).is_valid());
  }
}

TEST_CASE("a fingerprint of another history, of a longer one and of another log are told apart") {
  const AppendedRange tree = tree_of(30, 11);
  const Checkpoint now(origin, tree.frontier().head());
  CHECK(answer_challenge(printed(20), now, nodes_of(tree)).verdict.why().key == "ledger.forked");
  CHECK(answer_challenge(printed(10), now, nodes_of(tree)).verdict.is_valid());
  CHECK(answer_challenge(printed(31), now, nodes_of(tree)).verdict.why().key == "ledger.rolled_back");
  const PrintedCheckpoint other(Checkpoint("other.example/0011223344556677/e1", {5, sha256("x")}));
  CHECK(answer_challenge(other, now, nodes_of(tree)).verdict.kind() == Verdict::Kind::unchecked);
}

TEST_CASE("a fingerprint from an earlier epoch of the same log is answered") {
  const AppendedRange tree = tree_of(30);
  const Checkpoint now(Origin::parse(origin)->next_epoch().text(), tree.frontier().head());
  CHECK(answer_challenge(printed(20), now, nodes_of(tree)).verdict.is_valid());
}

TEST_CASE("the first entry in which two trees differ is found") {
  const AppendedRange ours = tree_of(300);
  CHECK_FALSE(first_difference(300, nodes_of(ours), nodes_of(tree_of(300))));
  for (const TreeSize changed : {0U, 1U, 255U, 256U, 298U, 299U}) {
    const AppendedRange theirs = tree_of(300, changed);
    CHECK(first_difference(300, nodes_of(ours), nodes_of(theirs)) == changed);
  }
}
