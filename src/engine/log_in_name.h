#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chancery::engine {

/// A log-in name in its one spelling: 2 to 64 of a–z, 0–9, `.`, `_`, `-`, a letter first. Capitals and white space around it
/// are taken as typing, not as another name.
[[nodiscard]] std::optional<std::string> parse_log_in_name(std::string_view typed);

}  // namespace chancery::engine
