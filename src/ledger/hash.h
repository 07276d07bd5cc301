#pragma once

#include "base/bytes.h"
#include "base/sha256.h"

namespace chancery::ledger {

/// The hash of an entry.   Standard: RFC 6962 §2.1, SHA-256(0x00 ‖ entry).
[[nodiscard]] Sha256 hash_leaf(BytesView entry);
/// The hash of two subtrees.   Standard: RFC 6962 §2.1, SHA-256(0x01 ‖ left ‖ right).
[[nodiscard]] Sha256 hash_node(const Sha256& left, const Sha256& right);
/// The root of the tree without entries: SHA-256 of nothing.
[[nodiscard]] Sha256 empty_root();

}  // namespace chancery::ledger
