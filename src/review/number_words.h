#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace chancery::review {

/// A number written in words, from the first word on.
struct WordNumber {
  std::int64_t value = 0;
  std::size_t words = 0;  // how many words of the list it takes
  bool ordinal = false;   // the last word says a place: «першого», “twenty-first”
};

/// Reads a number at the front of a list of words in small letters; connecting words inside it are taken along.
/// Languages: uk, en, fr, it.
[[nodiscard]] std::optional<WordNumber> read_number_words(const std::vector<std::string_view>& words, std::size_t at,
                                                          std::string_view language);

/// The month that a word names, 1 to 12, in any case.
[[nodiscard]] std::optional<int> parse_month(std::string_view word, std::string_view language);

}  // namespace chancery::review
