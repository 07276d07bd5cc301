#pragma once

#include <string>
#include <string_view>

namespace chancery::text {

/// The text in normal form C, as it is everywhere behind the edge.   Standard: Unicode UAX #15.
/// Throws: Error{Fault::input} when the bytes are not UTF-8.
[[nodiscard]] std::string to_nfc(std::string_view text);

}  // namespace chancery::text
