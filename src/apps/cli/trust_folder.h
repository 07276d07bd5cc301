#pragma once

#include "formats/json.h"
#include "signing/trust_material.h"

#include <string>
#include <vector>

namespace chancery::cli {

/// What a reader trusts, from files: certificates (PEM or DER), trust lists (ETSI TS 119 612), and beside them lists of revoked
/// certificates and OCSP answers.
struct GivenTrust {
  signing::TrustMaterial material;
  formats::Json lists;  // [{territory, sequence, issued, sha256, expired?}] of the trust lists, for the verdict to name
};

/// `trust`: a folder or a file whose certificates are anchors; `certificates`, `revocation`: folders or files of what may be
/// missing. Throws: Error{Fault::absent} or Error{Fault::input} naming the file.
[[nodiscard]] GivenTrust read_trust(const std::vector<std::string>& trust, const std::vector<std::string>& certificates,
                                    const std::vector<std::string>& revocation, Timestamp at);

}  // namespace chancery::cli
