#pragma once

#include "base/id.h"
#include "base/secret_bytes.h"

#include <string>

namespace chancery::ledger {

/// A person within one document: the same there, and nothing to link documents by. Without the person's key nobody can tell
/// who it was. 32 hex digits in a leaf.
using Pseudonym = Id<struct PseudonymTag>;

/// Standard: FORMATS, first 16 bytes of HMAC-SHA-256(key, "chancery.person/1\n" ‖ document).   Requires: the key has 32 bytes.
[[nodiscard]] Pseudonym pseudonym_in(const DocumentId& document, const SecretBytes& person_key);
/// In a leaf without a document, where the origin stands for it.
[[nodiscard]] Pseudonym pseudonym_in_system(std::string_view origin, const SecretBytes& person_key);

/// Who acts in a leaf: a person, or the office's own actor `system`.
class Actor {
 public:
  [[nodiscard]] static Actor system() { return Actor("system"); }
  explicit Actor(const Pseudonym& person) : text_(person.hex()) {}

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  explicit Actor(const char* text) : text_(text) {}

  std::string text_;
};

}  // namespace chancery::ledger
