#include "ledger/frontier.h"

#include "ledger/appended_range.h"
#include "ledger/hash.h"
#include "ledger/proof.h"

#include <bit>

namespace chancery::ledger {

std::optional<Frontier> Frontier::parse(TreeSize size, BytesView hashes) {
  if (hashes.size() != static_cast<std::size_t>(std::popcount(size)) * Sha256::size) return std::nullopt;
  Frontier frontier;
  frontier.size_ = size;
  for (std::size_t offset = 0; offset < hashes.size(); offset += Sha256::size) {
    frontier.hashes_.push_back(*Sha256::from_bytes(hashes.substr(offset, Sha256::size)));
  }
  return frontier;
}

Sha256 Frontier::root() const {
  if (hashes_.empty()) return empty_root();
  Sha256 root = hashes_.back();
  for (auto left = hashes_.rbegin() + 1; left != hashes_.rend(); ++left) root = hash_node(*left, root);
  return root;
}

Bytes Frontier::serialise() const {
  Bytes bytes;
  for (const Sha256& hash : hashes_) bytes += hash.view();
  return bytes;
}

/// A leaf completes as many subtrees as the size has trailing one bits: it is a carry in binary addition.
template <class Made>
void Frontier::append(const Sha256& leaf, const Made& made) {
  Sha256 hash = leaf;
  made(NodeId{0, size_}, hash);
  for (unsigned level = 0; ((size_ >> level) & 1U) != 0; ++level) {
    hash = hash_node(hashes_.back(), hash);
    hashes_.pop_back();
    made(NodeId{level + 1, size_ >> (level + 1)}, hash);
  }
  hashes_.push_back(hash);
  ++size_;
}

Frontier Frontier::appended(const Sha256& leaf) const& {
  return Frontier(*this).appended(leaf);
}

Frontier Frontier::appended(const Sha256& leaf) && {
  append(leaf, [](const NodeId&, const Sha256&) {});
  return std::move(*this);
}

AppendedRange::AppendedRange(Frontier before) : first_(before.size()), frontier_(std::move(before)) {
  auto hash = frontier_.hashes().rbegin();
  for (unsigned level = 0; (first_ >> level) != 0; ++level) {
    if (((first_ >> level) & 1U) != 0) nodes_.emplace(NodeId{level, (first_ >> level) - 1}, *hash++);
  }
}

void AppendedRange::append(const Sha256& leaf) {
  frontier_.append(leaf, [this](const NodeId& id, const Sha256& hash) { nodes_.insert_or_assign(id, hash); });
}

Proof AppendedRange::prove(TreeSize index) const {
  return make_inclusion_proof(index, frontier_.size(), [this](const NodeId& id) { return nodes_.at(id); });
}

}  // namespace chancery::ledger
