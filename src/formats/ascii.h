#pragma once

#include <string>
#include <string_view>

namespace chancery::formats {

/// Capitals A to Z become small, every other byte stays.
[[nodiscard]] inline std::string lower_ascii(std::string_view text) {
  std::string result(text);
  for (char& letter : result) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
  }
  return result;
}

}  // namespace chancery::formats
