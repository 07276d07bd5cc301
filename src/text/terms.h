#pragma once

#include <string_view>

namespace chancery::text {

/// Whether a text holds a term, its words in order, each perhaps inflected: a word may differ from the term's in its last letters,
/// three of Cyrillic and two of Latin ones. Capitals count as small letters.
[[nodiscard]] bool holds_term(std::string_view text, std::string_view term);

}  // namespace chancery::text
