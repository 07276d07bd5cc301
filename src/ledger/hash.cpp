#include "ledger/hash.h"

namespace chancery::ledger {
namespace {

// One byte before the content keeps an entry from being read as two subtrees (second preimages, RFC 6962 §2.1).
constexpr BytesView leaf_prefix("\x00", 1);
constexpr BytesView node_prefix("\x01", 1);

}  // namespace

Sha256 hash_leaf(BytesView entry) {
  return sha256({leaf_prefix, entry});
}

Sha256 hash_node(const Sha256& left, const Sha256& right) {
  return sha256({node_prefix, left.view(), right.view()});
}

Sha256 empty_root() {
  return sha256(BytesView());
}

}  // namespace chancery::ledger
