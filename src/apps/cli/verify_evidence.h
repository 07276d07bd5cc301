#pragma once

#include "apps/cli/verify.h"
#include "evidence/evidence_check.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::cli {

/// What a person names as known from elsewhere: a verifier key, hash words of one, or a printed checkpoint; as it is, or the file
/// that holds it.
/// Throws: Error{Fault::input} for anything else.
void rely_on(evidence::Reliance& reliance, const std::string& option);

/// Judges an evidence file, ZIP or page; for `--json`: {file, verdict, words, result, log, size, root, root_words, doc,
/// checks:[{check, result, entry?, text}], signatures:[] as of containers, notes:[] of them, page_sha256}.
[[nodiscard]] FileVerdict verify_evidence_file(const Blob& bytes, std::string_view name, const evidence::Reliance& reliance,
                                               Timestamp at, text::Language language);

}  // namespace chancery::cli
