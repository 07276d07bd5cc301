#pragma once

#include "formats/json.h"
#include "ledger/commitment.h"
#include "ledger/leaf.h"
#include "ledger/tlog_proof.h"

#include <span>
#include <vector>

namespace chancery::ledger {

/// What an actor takes away from a step: the leaf, the proof that it is in the ledger, and the openings that this person may
/// see. In other hands it is what an operator cannot take back.
class Receipt {
 public:
  /// Requires: `proof.extra()` is the leaf.
  Receipt(TlogProof proof, std::vector<Opening> openings);
  /// Throws: Error{Fault::input} for a proof that cannot be read.
  [[nodiscard]] static Reading<Receipt> parse(const formats::Json& json);

  [[nodiscard]] const Bytes& leaf() const { return *proof_.extra(); }
  [[nodiscard]] const TlogProof& proof() const { return proof_; }
  [[nodiscard]] const std::vector<Opening>& openings() const { return openings_; }
  /// `{type:"chancery.receipt/1", proof, openings:[…]}`.
  [[nodiscard]] formats::Json to_json() const;

 private:
  TlogProof proof_;
  std::vector<Opening> openings_;
};

/// Valid when the leaf is in the signed tree at its own index and every opening is of this leaf.
[[nodiscard]] Verdict verify_receipt(const Receipt& receipt, std::span<const VerifierKey> known);

}  // namespace chancery::ledger
