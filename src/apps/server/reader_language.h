#pragma once

#include "text/catalogue.h"

#include <optional>
#include <string_view>

namespace chancery::server {

[[nodiscard]] std::optional<text::Language> parse_language(std::string_view tag);

/// The language that the browser asks for first among ours; Ukrainian when it asks for neither.   Standard: RFC 9110 §12.5.4.
[[nodiscard]] text::Language language_of_header(std::string_view accept_language);

}  // namespace chancery::server
