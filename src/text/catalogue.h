#pragma once

#include "base/message.h"
#include "text/phrase.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::text {

/// The words of a message in a language, by ICU MessageFormat over `src/text/catalogue/<language>/<module>.json`.
/// A key that is not there comes back as its log line, so that nothing is lost; a test keeps that from happening.
[[nodiscard]] std::string say(Language language, const Message& message);

/// All keys of the catalogue of a language, sorted; the tests compare them and their arguments.
[[nodiscard]] std::vector<std::string> keys(Language language);
[[nodiscard]] bool has_key(Language language, std::string_view key);
/// The pattern as written. Throws: Error{Fault::absent}.
[[nodiscard]] std::string pattern(Language language, std::string_view key);

}  // namespace chancery::text
