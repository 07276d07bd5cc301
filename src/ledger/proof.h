#pragma once

#include "base/verdict.h"
#include "ledger/node.h"
#include "ledger/tree_head.h"

#include <optional>
#include <span>
#include <vector>

namespace chancery::ledger {

/// Hashes from the leaf's sibling up to the root's child, or of a consistency proof in the order of RFC 6962.
using Proof = std::vector<Sha256>;

/// The root of the first `size` leaves.
[[nodiscard]] Sha256 root_of(TreeSize size, const NodeReader& nodes);

/// PATH(index, D[size]).   Standard: RFC 6962 §2.1.1.   Requires: index < size.   Cost: O(log size) nodes.
[[nodiscard]] Proof make_inclusion_proof(TreeSize index, TreeSize size, const NodeReader& nodes);
/// PROOF(first, D[second]), empty when first is 0 or second.   Standard: RFC 6962 §2.1.2.   Requires: first <= second.
[[nodiscard]] Proof make_consistency_proof(TreeSize first, TreeSize second, const NodeReader& nodes);

/// Standard: RFC 9162 §2.1.3.2.   A proof of another length than the tree asks for is invalid.
[[nodiscard]] Verdict verify_inclusion(TreeSize index, const Sha256& leaf, std::span<const Sha256> proof, const TreeHead& head);
/// Standard: RFC 9162 §2.1.4.2.   Every tree continues the empty one: such a proof
/// says nothing and is refused.
[[nodiscard]] Verdict verify_consistency(const TreeHead& first, const TreeHead& second, std::span<const Sha256> proof);

}  // namespace chancery::ledger
