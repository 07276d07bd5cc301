#pragma once

#include "signing/report.h"
#include "signing/trust_judge.h"
#include "signing/xades_signature.h"

#include <string_view>

namespace chancery::signing {

/// Judges a XAdES signature by itself: value, references into its own document, signer, times, path, revocation. The files are
/// the caller's to compare; `content` is their bytes joined in the order of the references, for time stamps over them. `file`:
/// the bytes of the whole signature file.
[[nodiscard]] SignatureReport judge_xades(const XadesSignature& signature, BytesView file, BytesView content, TrustJudge& trust,
                                          std::string_view place, std::optional<Timestamp> proven);

}  // namespace chancery::signing
