#pragma once

#include "base/id.h"
#include "base/sha256.h"
#include "base/verdict.h"

#include <optional>
#include <span>
#include <vector>

namespace chancery::ledger {

/// The hash of the last leaf of a document.
struct DocumentHead {
  DocumentId document;
  Sha256 last_leaf;
};

/// The root of the map from every document to its last leaf: a sparse tree of depth 256 (FORMATS, *System events*).
/// Requires: no document is named twice.
[[nodiscard]] Sha256 root_of_heads(std::span<const DocumentHead> heads);

/// The siblings from the leaf (depth 256) up to the root; 32 zero bytes where a subtree is empty.
using HeadsProof = std::vector<Sha256>;

/// The proof for a document that is in the map, or that it is not.
[[nodiscard]] HeadsProof prove_head(std::span<const DocumentHead> heads, const DocumentId& document);
/// Valid when the map of this root has `last_leaf` for the document, or nothing for it when `last_leaf` is absent.
[[nodiscard]] Verdict verify_head(const DocumentId& document, const std::optional<Sha256>& last_leaf, const HeadsProof& proof,
                                  const Sha256& root);

}  // namespace chancery::ledger
