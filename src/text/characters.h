#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::text {

/// Appends the UTF-8 bytes of a code point.   Requires: `code_point` is a Unicode scalar value.
void append_utf8(std::string& text, char32_t code_point);

/// True for what XML 1.0 may hold: no control character but tab and line ends, no surrogate, neither U+FFFE nor U+FFFF.
[[nodiscard]] bool is_xml_character(char32_t code_point);

/// Offset of the first byte that is not UTF-8 or stands for a character that XML 1.0 cannot hold.
[[nodiscard]] std::optional<std::size_t> find_bad_character(BytesView text);

/// How many characters (code points) the text has.
[[nodiscard]] std::size_t count_characters(std::string_view text);

/// The first `count` characters; never cuts one in two.
[[nodiscard]] std::string_view first_characters(std::string_view text, std::size_t count);
/// The last `count` characters; never cuts one in two.
[[nodiscard]] std::string_view last_characters(std::string_view text, std::size_t count);

/// The text without white space of XML at either end.
[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace chancery::text
