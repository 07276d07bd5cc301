#include "ledger/challenge.h"

#include "ledger/hash_words.h"

#include <bit>

namespace chancery::ledger {
namespace {

bool is_same_log(const std::string& one, const std::string& other) {
  if (one == other) return true;
  const auto a = Origin::parse(one);
  const auto b = Origin::parse(other);
  return a && b && a->log() == b->log();
}

std::vector<std::pair<std::string, Message::Argument>> sizes(TreeSize earlier, TreeSize size) {
  return {{"earlier", static_cast<std::int64_t>(earlier)}, {"size", static_cast<std::int64_t>(size)}};
}

/// The first of the leaves below a perfect subtree in which the two differ.   Requires: its hashes differ.
TreeSize difference_below(NodeId node, const NodeReader& one, const NodeReader& other) {
  while (node.level > 0) {
    const NodeId left{node.level - 1, node.index * 2};
    node = one(left) != other(left) ? left : NodeId{node.level - 1, node.index * 2 + 1};
  }
  return node.index;
}

}  // namespace

ChallengeAnswer answer_challenge(const PrintedCheckpoint& printed, const Checkpoint& now, const NodeReader& nodes) {
  if (!is_same_log(printed.origin(), now.origin())) {
    return {Verdict::unchecked({"ledger.challenge_other_log", {{"origin", printed.origin()}}})};
  }
  const TreeSize size = now.head().size;
  if (printed.size() > size) return {Verdict::invalid({"ledger.rolled_back", sizes(printed.size(), size)})};
  const TreeHead then{printed.size(), root_of(printed.size(), nodes)};
  if (hash_words(then.root) != printed.words()) return {Verdict::invalid({"ledger.forked", sizes(printed.size(), size)}), then};
  return {Verdict::valid(), then, make_consistency_proof(printed.size(), size, nodes)};
}

Verdict verify_answer(const PrintedCheckpoint& printed, const TreeHead& then, const Checkpoint& now,
                      std::span<const Sha256> consistency) {
  if (printed.size() != then.size || hash_words(then.root) != printed.words()) {
    return Verdict::invalid({"ledger.challenge_other_root", {}});
  }
  return verify_consistency(then, now.head(), consistency);
}

std::optional<TreeSize> first_difference(TreeSize size, const NodeReader& one, const NodeReader& other) {
  TreeSize begin = 0;
  while (begin < size) {
    const TreeSize width = std::bit_floor(size - begin);
    const auto level = static_cast<unsigned>(std::countr_zero(width));
    const NodeId node{level, begin >> level};
    if (one(node) != other(node)) return difference_below(node, one, other);
    begin += width;
  }
  return std::nullopt;
}

}  // namespace chancery::ledger
