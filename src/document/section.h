#pragma once

#include "base/sha256.h"
#include "document/document.h"
#include "formats/json.h"

#include <string>
#include <vector>

namespace chancery::document {

/// What reviewers approve: a part of the content by the hash of its canonical JSON.   Standard: FORMATS, *Sections*.
struct Section {
  std::string name;  // `source`, `translation:<tag>`, `annexes`
  formats::Json value;
  Sha256 sha256;
};

/// The sections of the document as it is now: source, its translations by language, annexes when there are any.
[[nodiscard]] std::vector<Section> sections_of(const Document& document);

/// The hash of the section that has this name now, or nothing.
[[nodiscard]] std::optional<Sha256> section_hash(const Document& document, std::string_view name);

/// Whether the section, as it is now, is approved by somebody. An approval of another hash does not count.
[[nodiscard]] bool is_approved(const Document& document, const Section& section);

/// The annexes as sections and manifest list them.
[[nodiscard]] formats::Json annexes_of(const Document& document);

}  // namespace chancery::document
