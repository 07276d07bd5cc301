#pragma once

#include "base/timestamp.h"
#include "signing/enclosures.h"
#include "signing/trust_material.h"

#include <optional>
#include <vector>

namespace chancery::signing {

/// What is known about the revocation of a certificate at a time.
struct RevocationVerdict {
  enum class State {
    good,          // an answer or list of that time, or of later, does not revoke it
    revoked,       // at that time or before
    unknown,       // its issuer answers such questions, but nothing fresh enough is at hand
    not_promised,  // its issuer publishes nothing about revocation
  };
  State state;
  std::optional<Timestamp> since;  // when revoked
  std::optional<Sha256> source;    // of the DER of the list or answer that says so
};

/// The lists and answers at hand for one judgement: those that came with a signature, then those that the reader gave.
class RevocationSources {
 public:
  /// What came with the signature and cannot be read is passed over.
  RevocationSources(const TrustMaterial& trust, const Enclosures& enclosures);

  /// `others` are certificates among which the responder of an OCSP answer may be found. Only what `issuer` or its responder
  /// signed counts. Fresh is what was made at `time` or later, or names a next update after it.   Standard: EN 319 102-1 §5.2.5,
  /// §5.2.6.4.
  [[nodiscard]] RevocationVerdict judge(const formats::Certificate& certificate, const formats::Certificate& issuer,
                                        const std::vector<formats::Certificate>& others, Timestamp time) const;

  /// Whether everything that came with the signature could be read.
  [[nodiscard]] bool all_readable() const { return all_readable_; }
  [[nodiscard]] const std::vector<formats::RevocationList>& enclosed_lists() const { return enclosed_lists_; }
  [[nodiscard]] const std::vector<formats::OcspResponse>& enclosed_ocsp() const { return enclosed_ocsp_; }

 private:
  const TrustMaterial& trust_;
  std::vector<formats::RevocationList> enclosed_lists_;
  std::vector<formats::OcspResponse> enclosed_ocsp_;
  bool all_readable_ = true;
};

}  // namespace chancery::signing
