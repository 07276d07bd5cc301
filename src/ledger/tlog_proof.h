#pragma once

#include "base/bytes.h"
#include "base/verdict.h"
#include "ledger/proof.h"
#include "ledger/signed_note.h"

#include <optional>
#include <string>
#include <string_view>

namespace chancery::ledger {

/// Proof that an entry is in a log, for whoever holds the log's key and nothing else.   Standard: C2SP tlog-proof.
/// `extra` is not authenticated: what it holds is trusted only after it was hashed and found in the tree.
class TlogProof {
 public:
  TlogProof(TreeSize index, Proof hashes, SignedNote checkpoint, std::optional<Bytes> extra = std::nullopt);
  /// Throws: Error{Fault::input} saying what is wrong.
  [[nodiscard]] static TlogProof parse(std::string_view text);

  [[nodiscard]] TreeSize index() const { return index_; }
  [[nodiscard]] const Proof& hashes() const { return hashes_; }
  [[nodiscard]] const SignedNote& checkpoint() const { return checkpoint_; }
  [[nodiscard]] const std::optional<Bytes>& extra() const { return extra_; }
  [[nodiscard]] std::string text() const;

 private:
  TreeSize index_;
  Proof hashes_;
  SignedNote checkpoint_;
  std::optional<Bytes> extra_;
};

/// Valid when a known key signed the checkpoint and the entry is at its index in that tree.
[[nodiscard]] Verdict verify_entry(const TlogProof& proof, BytesView entry, std::span<const VerifierKey> known);

/// `old M`, the consistency proof and the checkpoint: the body of a request to a witness.   Standard: C2SP tlog-witness.
[[nodiscard]] std::string witness_request(TreeSize old_size, const Proof& consistency, const SignedNote& checkpoint);

}  // namespace chancery::ledger
