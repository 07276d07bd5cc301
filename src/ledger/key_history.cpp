#include "ledger/key_history.h"

#include <algorithm>
#include <utility>

namespace chancery::ledger {

bool KeyHistory::add(TreeSize seq, const KeyAdded& event) {
  auto key = VerifierKey::parse(event.key);
  if (!key || !Checkpoint::parse(event.last_trusted)) return false;
  added_.push_back({seq, *std::move(key)});
  return true;
}

bool KeyHistory::add(TreeSize /*seq*/, const KeyRevoked& event) {
  auto key = VerifierKey::parse(event.key);
  const auto last = Checkpoint::parse(event.last_trusted);
  if (!key || !last) return false;
  revoked_.push_back({*std::move(key), last->head().size});
  return true;
}

void KeyHistory::add_checkpoint(const SignedNote& note, TreeSize size) {
  seen_.push_back({note, size});
}

bool KeyHistory::is_revoked(const VerifierKey& key, TreeSize size) const {
  return std::any_of(revoked_.begin(), revoked_.end(),
                     [&](const Revoked& revoked) { return revoked.key == key && size > revoked.last_trusted; });
}

std::vector<VerifierKey> KeyHistory::still_trusted(const std::vector<VerifierKey>& keys, TreeSize size) const {
  std::vector<VerifierKey> trusted;
  for (const VerifierKey& key : keys) {
    if (!is_revoked(key, size)) trusted.push_back(key);
  }
  return trusted;
}

/// A key that is trusted for that size signed a checkpoint that covers the entry.
bool KeyHistory::is_vouched_for(const Added& added, const std::vector<VerifierKey>& trusted) const {
  return std::any_of(seen_.begin(), seen_.end(), [&](const Seen& seen) {
    return seen.size > added.seq && verify_note(seen.note, still_trusted(trusted, seen.size)).is_valid();
  });
}

std::vector<VerifierKey> KeyHistory::trusted_for(TreeSize size) const {
  std::vector<VerifierKey> trusted = known_;
  for (const Added& added : added_) {
    if (added.seq < size && is_vouched_for(added, trusted)) trusted.push_back(added.key);
  }
  return still_trusted(trusted, size);
}

bool KeyHistory::mentions(const NoteSignature& signature) const {
  const auto is_key = [&](const VerifierKey& key) { return key.name() == signature.name && key.id() == signature.key_id; };
  return std::any_of(added_.begin(), added_.end(), [&](const Added& added) { return is_key(added.key); }) ||
         std::any_of(revoked_.begin(), revoked_.end(), [&](const Revoked& revoked) { return is_key(revoked.key); });
}

std::string overlap_name(TreeSize seq) {
  return "checkpoints/after-" + std::to_string(seq);
}

}  // namespace chancery::ledger
