#pragma once

#include "base/bytes.h"
#include "evidence/material.h"

#include <string_view>

namespace chancery::evidence {

inline constexpr std::string_view evidence_extension = ".evidence.zip";
inline constexpr std::string_view evidence_page_extension = ".evidence.html";

/// `ID.evidence.zip`: the same material gives the same bytes. Entries are stored, in order of name, with fixed metadata: every
/// byte is a part of the material or follows from it.
/// Throws: Error{Fault::input} for a list that is out of order or has something twice, or more than a ZIP file may hold.
[[nodiscard]] Blob write_evidence(const Material& material);

/// Reads an evidence file and refuses any that write_evidence() would not make of what was read.
/// Throws: Error{Fault::input} naming the entry that is missing, damaged or of a later kind.
[[nodiscard]] Material read_evidence(const Blob& zip, std::string_view place);

/// Whether bytes are meant to be an evidence file: a ZIP file whose first entry is its README, or the page with one behind it.
[[nodiscard]] bool looks_like_evidence(BytesView bytes);

}  // namespace chancery::evidence
