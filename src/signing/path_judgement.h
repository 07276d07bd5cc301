#pragma once

#include "signing/conclusion.h"
#include "signing/known_signers.h"
#include "signing/revocation_sources.h"

#include <optional>
#include <vector>

namespace chancery::signing {

/// What the path of a signer to an anchor came to at a time.
struct PathJudgement {
  std::vector<Conclusion> conclusions;  // what speaks against it; empty when it is trusted and nothing in it revoked
  std::vector<Sha256> sources;          // the lists and answers that were relied on
  bool all_sources_found = true;        // every certificate below the anchor was asked about, or cannot be
  bool revocation_promised = false;     // one of them can be asked about
  std::optional<Timestamp> revoked_since;
};

/// Path, constraints and revocation at `time`.   Standard: RFC 5280 §6, EN 319 102-1 §5.2.6.
[[nodiscard]] PathJudgement judge_path(const KnownSigners& signers, const KnownSigner& signer, const RevocationSources& sources,
                                       Timestamp time);

}  // namespace chancery::signing
