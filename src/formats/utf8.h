#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::formats {

struct CodePoint {
  char32_t value;
  std::size_t length;  // in bytes
};

/// The code point at `offset`; absent when the bytes there are not UTF-8 in its shortest form.   Standard: RFC 3629.
[[nodiscard]] std::optional<CodePoint> parse_code_point(std::string_view text, std::size_t offset);
[[nodiscard]] bool is_utf8(std::string_view text);
/// Requires: a Unicode scalar value.
void append_code_point(std::string& text, char32_t value);

}  // namespace chancery::formats
