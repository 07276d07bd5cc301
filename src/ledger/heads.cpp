#include "ledger/heads.h"

#include "base/error.h"

#include <algorithm>
#include <string>

namespace chancery::ledger {
namespace {

constexpr std::size_t depth_of_leaves = 256;
constexpr BytesView leaf_prefix("\x00", 1);
constexpr BytesView node_prefix("\x01", 1);

struct Entry {
  Sha256 key;
  Sha256 leaf;
};
using Entries = std::span<const Entry>;

const Sha256& empty_subtree() {
  static const Sha256 zeros = *Sha256::from_bytes(std::string(Sha256::size, '\0'));
  return zeros;
}

Sha256 key_of(const DocumentId& document) {
  return sha256(document.hex());
}

Sha256 leaf_of(const Sha256& key, const Sha256& last_leaf) {
  return sha256({leaf_prefix, key.view(), last_leaf.view()});
}

Sha256 join(const Sha256& left, const Sha256& right) {
  if (left == empty_subtree() && right == empty_subtree()) return empty_subtree();
  return sha256({node_prefix, left.view(), right.view()});
}

/// Bits from the most significant one: the way from the root.
bool goes_right(const Sha256& key, std::size_t depth) {
  return ((static_cast<unsigned char>(key.view()[depth / 8]) >> (7 - depth % 8)) & 1U) != 0;
}

/// One step up from the child at `depth + 1` on the way to `key`.
Sha256 join_on_way(const Sha256& key, std::size_t depth, const Sha256& child, const Sha256& sibling) {
  return goes_right(key, depth) ? join(sibling, child) : join(child, sibling);
}

/// The entries of the left half; they are sorted by key.
Entries left_half(Entries entries, std::size_t depth) {
  const auto middle =
      std::partition_point(entries.begin(), entries.end(), [depth](const Entry& entry) { return !goes_right(entry.key, depth); });
  return {entries.begin(), middle};
}

Sha256 root_below(Entries entries, std::size_t depth) {
  if (entries.empty()) return empty_subtree();
  if (entries.size() == 1) {
    Sha256 hash = entries.front().leaf;
    for (std::size_t at = depth_of_leaves; at > depth; --at)
      hash = join_on_way(entries.front().key, at - 1, hash, empty_subtree());
    return hash;
  }
  const Entries left = left_half(entries, depth);
  const Sha256 left_root = root_below(left, depth + 1);
  return join(left_root, root_below(entries.subspan(left.size()), depth + 1));
}

std::vector<Entry> sorted(std::span<const DocumentHead> heads) {
  std::vector<Entry> entries;
  entries.reserve(heads.size());
  for (const DocumentHead& head : heads) {
    const Sha256 key = key_of(head.document);
    entries.push_back({key, leaf_of(key, head.last_leaf)});
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& left, const Entry& right) {
    return left.key.view() < right.key.view();  // as unsigned bytes: the way from the root
  });
  const auto doubled = std::adjacent_find(entries.begin(), entries.end(),
                                          [](const Entry& left, const Entry& right) { return left.key == right.key; });
  check_invariant(doubled == entries.end(), "a document has one last leaf");
  return entries;
}

}  // namespace

Sha256 root_of_heads(std::span<const DocumentHead> heads) {
  return root_below(sorted(heads), 0);
}

HeadsProof prove_head(std::span<const DocumentHead> heads, const DocumentId& document) {
  const Sha256 key = key_of(document);
  const std::vector<Entry> all = sorted(heads);
  Entries entries = all;
  HeadsProof proof;
  for (std::size_t depth = 0; depth < depth_of_leaves; ++depth) {
    const Entries left = left_half(entries, depth);
    const Entries right = entries.subspan(left.size());
    proof.push_back(root_below(goes_right(key, depth) ? left : right, depth + 1));
    entries = goes_right(key, depth) ? right : left;
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

Verdict verify_head(const DocumentId& document, const std::optional<Sha256>& last_leaf, const HeadsProof& proof,
                    const Sha256& root) {
  if (proof.size() != depth_of_leaves) {
    return Verdict::invalid({"ledger.proof_length", {{"found", static_cast<std::int64_t>(proof.size())}}});
  }
  const Sha256 key = key_of(document);
  Sha256 hash = last_leaf ? leaf_of(key, *last_leaf) : empty_subtree();
  for (std::size_t i = 0; i < depth_of_leaves; ++i) hash = join_on_way(key, depth_of_leaves - 1 - i, hash, proof[i]);
  return hash == root ? Verdict::valid() : Verdict::invalid({"ledger.proof_root", {}});
}

}  // namespace chancery::ledger
