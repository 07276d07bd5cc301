#pragma once

#include "base/timestamp.h"
#include "document/document.h"
#include "formats/json.h"

#include <set>
#include <string>

namespace chancery::document {

/// Who acts and what came with the command, as far as guards may see it.
struct CommandFacts {
  PersonInDocument person;
  std::set<std::string> roles;
  Timestamp time;
  bool recorded;
  bool commented;
  formats::Json payload;                                     // committed JSON without names and free text
  std::optional<PersonInDocument> principal = std::nullopt;  // in whose name the person acts, where that is not their own
};

/// Everything that a step may read: the committed JSON that guards see and that the leaf's `facts` is the hash of.
/// Shape: `workflows/README.md`.
[[nodiscard]] formats::Json facts_of(const Document& document, const CommandFacts& command);

}  // namespace chancery::document
