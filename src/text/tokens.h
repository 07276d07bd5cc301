#pragma once

#include "text/markup_reader.h"

#include <string_view>
#include <vector>

namespace chancery::text {

/// A stretch of text that a comparison keeps or changes as a whole.
struct Token {
  enum class Kind { word, number, space, sign };

  Kind kind = Kind::word;
  ByteRange bytes;
};

/// Words (with the apostrophes inside them), numbers (with the spaces and points that group them: «1 234 567,50» is one), runs of
/// white space, and single signs. Every byte lies in exactly one token.   Requires: UTF-8; a byte that is not stands alone.
[[nodiscard]] std::vector<Token> tokenize(std::string_view text);

/// Letters of any script.
[[nodiscard]] bool is_letter(char32_t character);
[[nodiscard]] bool is_capital(char32_t character);
/// Unicode White_Space, with the no-break spaces.
[[nodiscard]] bool is_space(char32_t character);
/// ' ’ ʼ ` between letters.
[[nodiscard]] bool is_apostrophe(char32_t character);

}  // namespace chancery::text
