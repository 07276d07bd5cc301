#pragma once

#include "ledger/checkpoint.h"
#include "ledger/signed_note.h"
#include "ledger/system_event.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace chancery::ledger {

/// Which keys may sign the checkpoint of a size, as the ledger itself records it. A new key counts because an old one signed a
/// tree that has its `key_added` entry already: rotation with overlapping signatures. A revoked one counts up to its
/// `last_trusted` checkpoint and no further.
class KeyHistory {
 public:
  /// `known` are the keys that the reader has from elsewhere.
  explicit KeyHistory(std::vector<VerifierKey> known) : known_(std::move(known)) {}

  /// In the order of entries.   Returns false when the event's key or checkpoint cannot be read.
  [[nodiscard]] bool add(TreeSize seq, const KeyAdded& event);
  [[nodiscard]] bool add(TreeSize seq, const KeyRevoked& event);
  /// A checkpoint that was found to be of this very tree.
  void add_checkpoint(const SignedNote& note, TreeSize size);

  [[nodiscard]] std::vector<VerifierKey> trusted_for(TreeSize size) const;
  /// Whether an event of this ledger names the key that made a signature.
  [[nodiscard]] bool mentions(const NoteSignature& signature) const;

 private:
  struct Added {
    TreeSize seq;
    VerifierKey key;
  };
  struct Revoked {
    VerifierKey key;
    TreeSize last_trusted;
  };
  struct Seen {
    SignedNote note;
    TreeSize size;
  };
  [[nodiscard]] bool is_revoked(const VerifierKey& key, TreeSize size) const;
  [[nodiscard]] bool is_vouched_for(const Added& added, const std::vector<VerifierKey>& trusted) const;
  [[nodiscard]] std::vector<VerifierKey> still_trusted(const std::vector<VerifierKey>& keys, TreeSize size) const;

  std::vector<VerifierKey> known_;
  std::vector<Added> added_;
  std::vector<Revoked> revoked_;
  std::vector<Seen> seen_;
};

/// `checkpoints/after-SEQ` of an export: a checkpoint over entry SEQ and more that the keys before and after it signed.
[[nodiscard]] std::string overlap_name(TreeSize seq);

}  // namespace chancery::ledger
