#pragma once

#include "signing/enclosures.h"
#include "signing/known_signers.h"
#include "signing/report.h"
#include "signing/time_stamp_judge.h"

#include <optional>

namespace chancery::signing {

/// How far what came with a signature is believed.
enum class Strictness {
  ours,     // every byte of it must be signed, checked or used (FORMATS, *Container*)
  foreign,  // what is not understood is passed over and named
};

/// Judges what a sound signature of any format still needs: when it existed, whose it is, whether its certificate was revoked.
/// Standard: ETSI EN 319 102-1 §5.5, §5.6.
class TrustJudge {
 public:
  TrustJudge(TrustMaterial trust, Timestamp at) : signers_(std::move(trust), at), stamps_(signers_) {}
  TrustJudge(const TrustJudge&) = delete;
  TrustJudge& operator=(const TrustJudge&) = delete;

  [[nodiscard]] KnownSigners& signers() { return signers_; }
  [[nodiscard]] TimeStampJudge& stamps() { return stamps_; }
  [[nodiscard]] Timestamp at() const { return signers_.at(); }

  /// Adds to a report whose signature is cryptographically sound. `proven`: when a token outside the signature proves that all of
  /// it existed.
  void judge(SignatureReport& report, const KnownSigner& signer, const Enclosures& enclosures, std::optional<Timestamp> proven,
             Strictness strictness);

 private:
  void judge_stamps(SignatureReport& report, const Enclosures& enclosures, Timestamp control, Strictness strictness);

  KnownSigners signers_;
  TimeStampJudge stamps_;
};

}  // namespace chancery::signing
