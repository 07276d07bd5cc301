#pragma once

#include "base/message.h"
#include "formats/docx_package.h"

#include <cstddef>
#include <string>
#include <vector>

namespace chancery::text {

/// Something in a text that reads otherwise than it looks: nothing forbids it, but reviewers and signatories see it.
struct Suspicion {
  enum class Kind {
    bidirectional_control,  // turns the order of what is read
    invisible_character,    // between letters, where nobody sees it
    mixed_scripts,          // a word of Cyrillic and Latin or Greek letters: а and a look alike
    hidden_text,            // w:vanish
    faint_text              // white, or smaller than two points
  };

  Kind kind = Kind::mixed_scripts;
  std::string part;
  std::size_t paragraph = 0;  // from 1 in the part
  std::string word;           // what it is, with code points for what cannot be seen
  Message message;            // `text.suspicion_…`
};

/// The rule in the findings of a manifest: `hidden_text`, `mixed_scripts`, …
[[nodiscard]] std::string_view rule_of(Suspicion::Kind kind);

/// Everything in body, notes, headers and footers; of one kind and word once a paragraph.
/// Throws: Error{Fault::input} for a part that is not well-formed.
[[nodiscard]] std::vector<Suspicion> find_suspicions(const formats::DocxPackage& package);

/// The words of a plain text that are made of letters of several alphabets that look alike.
[[nodiscard]] std::vector<std::string> mixed_words(std::string_view text);

}  // namespace chancery::text
