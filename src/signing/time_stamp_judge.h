#pragma once

#include "signing/enclosures.h"
#include "signing/known_signers.h"
#include "signing/report.h"
#include "signing/revocation_sources.h"

#include <string_view>

namespace chancery::signing {

/// Judges time-stamp tokens.   Standard: RFC 3161 §2.4.2, ETSI EN 319 422, EN 319 102-1 §5.4.
class TimeStampJudge {
 public:
  explicit TimeStampJudge(KnownSigners& signers) : signers_(signers) {}

  /// TOTAL-FAILED: the token is damaged, over something else, or not signed by its certificate. INDETERMINATE: by nobody known,
  /// or its certificate is missing, was not valid or is revoked. `control` is when the token itself provably existed: at the
  /// latest now, earlier where a later token covers it.
  [[nodiscard]] TimeStampReport judge(const StampedBytes& stamp, const Enclosures& beside, Timestamp control,
                                      std::string_view place);

 private:
  KnownSigners& signers_;
};

/// What a new token must be before it is stored: over this SHA-256 and this nonce, sound, strict, with the server's certificate.
/// Absent when it is.
[[nodiscard]] std::optional<Message> objection_to_token(BytesView token, BytesView message, BytesView nonce, Timestamp now,
                                                        KnownSigners& signers);

}  // namespace chancery::signing
