#pragma once

#include "base/id.h"
#include "base/secret_bytes.h"

#include <string>

namespace chancery::document {

/// How a person is written in the leaves of one document: 32 hex digits that mean nothing anywhere else, and nothing at all
/// once the person's key is destroyed.   Standard: FORMATS, *Leaf*, `person`.
/// Requires: `key` is the person's 32 bytes.
[[nodiscard]] std::string pseudonym(const SecretBytes& key, const DocumentId& document);
/// The same in a system leaf, which belongs to the log named by its origin.
[[nodiscard]] std::string pseudonym(const SecretBytes& key, std::string_view origin);

}  // namespace chancery::document
