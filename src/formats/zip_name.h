#pragma once

#include <string>
#include <string_view>

namespace chancery::formats::zip {

/// Whether a name means one place in every program that unpacks it: UTF-8, relative, `/` between segments, none of them
/// empty, `.` or `..`; no backslash, drive, control character. A folder may end in `/`.
[[nodiscard]] bool is_plain_name(std::string_view name);

/// The name as file systems that ignore case compare it: Latin and Cyrillic capitals become small.
[[nodiscard]] std::string folded_name(std::string_view name);

/// For messages: what is not printable ASCII or valid UTF-8 becomes `\xNN`, cut after 100 bytes.
[[nodiscard]] std::string printable_name(std::string_view name);

}  // namespace chancery::formats::zip
