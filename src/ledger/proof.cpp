#include "ledger/proof.h"

#include "ledger/hash.h"

#include <bit>
#include <cassert>

namespace chancery::ledger {
namespace {

/// The leaves [begin, end).
struct Range {
  TreeSize begin;
  TreeSize end;

  [[nodiscard]] TreeSize size() const { return end - begin; }
  /// Where RFC 6962 divides: the largest power of two smaller than the size.
  [[nodiscard]] TreeSize middle() const { return begin + std::bit_floor(size() - 1); }
  [[nodiscard]] Range left() const { return {begin, middle()}; }
  [[nodiscard]] Range right() const { return {middle(), end}; }
};

/// MTH of the range.   Requires: it starts at a multiple of its largest power of two, as every part of a division does.
Sha256 root_of_range(const Range& range, const NodeReader& nodes) {
  if (std::has_single_bit(range.size())) {
    const auto level = static_cast<unsigned>(std::countr_zero(range.size()));
    return nodes({level, range.begin >> level});
  }
  const Sha256 left = root_of_range(range.left(), nodes);
  return hash_node(left, root_of_range(range.right(), nodes));
}

void add_path(TreeSize index, const Range& range, const NodeReader& nodes, Proof& proof) {
  if (range.size() == 1) return;
  const bool is_left = index < range.middle();
  add_path(index, is_left ? range.left() : range.right(), nodes, proof);
  proof.push_back(root_of_range(is_left ? range.right() : range.left(), nodes));
}

/// SUBPROOF(m, D[n], b): `known` says that the root of the part is the one that the verifier already has.
void add_subproof(TreeSize first, const Range& range, bool known, const NodeReader& nodes, Proof& proof) {
  if (first == range.end) {
    if (!known) proof.push_back(root_of_range(range, nodes));
    return;
  }
  const bool is_left = first <= range.middle();
  add_subproof(first, is_left ? range.left() : range.right(), known && is_left, nodes, proof);
  proof.push_back(root_of_range(is_left ? range.right() : range.left(), nodes));
}

Verdict wrong_length(std::size_t found) {
  return Verdict::invalid({"ledger.proof_length", {{"found", static_cast<std::int64_t>(found)}}});
}

Verdict wrong_root() {
  return Verdict::invalid({"ledger.proof_root", {}});
}

/// The two walks of RFC 9162: `node` and `last` are the positions of the leaf and of the last leaf at each level.
struct Walk {
  TreeSize node;
  TreeSize last;

  /// True when the sibling is on the left.
  [[nodiscard]] bool is_right_child() const { return (node & 1U) != 0 || node == last; }
  /// Goes up past the levels at which the right edge has no sibling.
  void skip_missing_siblings() {
    while ((node & 1U) == 0 && node != 0) up();
  }
  void up() {
    node >>= 1U;
    last >>= 1U;
  }
};

/// Both roots that a consistency proof leads to.
struct Roots {
  Sha256 first;
  Sha256 second;
};

std::optional<Roots> walk_consistency(Walk walk, const Sha256& start, std::span<const Sha256> proof) {
  Roots roots{start, start};
  for (const Sha256& hash : proof) {
    if (walk.last == 0) return std::nullopt;
    if (walk.is_right_child()) {
      roots = {hash_node(hash, roots.first), hash_node(hash, roots.second)};
      walk.skip_missing_siblings();
    } else {
      roots.second = hash_node(roots.second, hash);
    }
    walk.up();
  }
  return walk.last == 0 ? std::optional(roots) : std::nullopt;
}

}  // namespace

Sha256 root_of(TreeSize size, const NodeReader& nodes) {
  return size == 0 ? empty_root() : root_of_range({0, size}, nodes);
}

Proof make_inclusion_proof(TreeSize index, TreeSize size, const NodeReader& nodes) {
  assert(index < size);
  Proof proof;
  add_path(index, {0, size}, nodes, proof);
  return proof;
}

Proof make_consistency_proof(TreeSize first, TreeSize second, const NodeReader& nodes) {
  assert(first <= second);
  Proof proof;
  if (first != 0) add_subproof(first, {0, second}, true, nodes, proof);
  return proof;
}

Verdict verify_inclusion(TreeSize index, const Sha256& leaf, std::span<const Sha256> proof, const TreeHead& head) {
  if (index >= head.size) {
    return Verdict::invalid(
        {"ledger.proof_index", {{"index", static_cast<std::int64_t>(index)}, {"size", static_cast<std::int64_t>(head.size)}}});
  }
  Walk walk{index, head.size - 1};
  Sha256 root = leaf;
  for (const Sha256& hash : proof) {
    if (walk.last == 0) return wrong_length(proof.size());
    const bool right = walk.is_right_child();
    root = right ? hash_node(hash, root) : hash_node(root, hash);
    if (right) walk.skip_missing_siblings();
    walk.up();
  }
  if (walk.last != 0) return wrong_length(proof.size());
  return root == head.root ? Verdict::valid() : wrong_root();
}

Verdict verify_consistency(const TreeHead& first, const TreeHead& second, std::span<const Sha256> proof) {
  if (first.size > second.size) {
    return Verdict::invalid(
        {"ledger.proof_shrinks",
         {{"first", static_cast<std::int64_t>(first.size)}, {"second", static_cast<std::int64_t>(second.size)}}});
  }
  if (first.size == second.size) {
    if (!proof.empty()) return wrong_length(proof.size());
    const bool possible = first.size > 0 || first.root == empty_root();
    return possible && first.root == second.root ? Verdict::valid() : wrong_root();
  }
  if (first.size == 0) return Verdict::invalid({"ledger.proof_of_nothing", {}});
  if (proof.empty()) return wrong_length(0);
  Walk walk{first.size - 1, second.size - 1};
  while ((walk.node & 1U) != 0) walk.up();
  // A first tree that is one perfect subtree is its own start: its root is not sent again.
  const bool perfect = std::has_single_bit(first.size);
  const auto roots = perfect ? walk_consistency(walk, first.root, proof) : walk_consistency(walk, proof[0], proof.subspan(1));
  if (!roots) return wrong_length(proof.size());
  return roots->first == first.root && roots->second == second.root ? Verdict::valid() : wrong_root();
}

}  // namespace chancery::ledger
