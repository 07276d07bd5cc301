#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chancery::engine {

/// Small letters of ASCII and Cyrillic, and one apostrophe, so that people find what they mean.
[[nodiscard]] std::string folded(std::string_view text);

/// The words between spaces, folded.
[[nodiscard]] std::vector<std::string> words_in(std::string_view text);

}  // namespace chancery::engine
