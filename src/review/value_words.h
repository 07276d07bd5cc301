#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace chancery::review {

inline bool starts_with_any(std::string_view word, std::initializer_list<std::string_view> stems) {
  return std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) { return word.starts_with(stem); });
}
inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The endings of ordinals in digits: 21st, 5-й, 1er, 1º.
inline bool is_ordinal_ending(std::string_view word) {
  return is_one_of(word, {"st", "nd", "rd", "th", "er", "re", "e",  "ème", "й",  "го", "ої",   "му",     "ї",
                          "а",  "х",  "ти", "им", "ми", "ні", "та", "те",  "ша", "я",  "річн", "річний", "річного"}) ||
         word.starts_with("річн");
}

}  // namespace chancery::review
