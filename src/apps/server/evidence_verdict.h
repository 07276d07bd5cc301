#pragma once

#include "evidence/evidence_check.h"
#include "formats/json.h"
#include "text/catalogue.h"

#include <string_view>

namespace chancery::server {

/// Adds what a person knows from elsewhere: a verifier key, hash words of one, or a printed checkpoint. Nothing for nothing.
/// Throws: Error{Fault::input} for anything else.
void rely_on(evidence::Reliance& reliance, std::string_view known);

/// What an evidence file came to, in words: {file, verdict, words, result, log, size, root, root_words, doc, checks:[{check,
/// result, entry?, text}], signatures:[] as of containers, notes:[] of them, page_sha256}.
[[nodiscard]] formats::Json evidence_verdict(const evidence::EvidenceReport& report, std::string_view name,
                                             text::Language language);

}  // namespace chancery::server
