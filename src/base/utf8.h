#pragma once

#include <string_view>

namespace chancery {

/// Well-formed UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.   Standard: RFC 3629 §4.
[[nodiscard]] bool is_utf8(std::string_view text);

/// True when the text has a character of Unicode's White_Space.   Requires: is_utf8(text).
[[nodiscard]] bool has_space(std::string_view text);

}  // namespace chancery
