#include "engine/search_words.h"

#include <algorithm>

namespace chancery::engine {

std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto first = static_cast<unsigned char>(text[at]);
    const auto second = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
    if (first >= 'A' && first <= 'Z') {
      out += static_cast<char>(first + 32);
    } else if (first == '`' || text.substr(at, 3) == "’") {
      out += '\'';
      at += first == '`' ? 0 : 2;
    } else if (first == 0xCA && second == 0xBC) {  // ʼ
      out += '\'';
      ++at;
    } else if (first == 0xD0 && second >= 0x80 && second <= 0xAF) {
      // Ѐ–Џ lie 80 below their small letters, А–Я 32.
      const unsigned small = (second & 0x3FU) + (second < 0x90 ? 0x50U : 0x20U);
      out += static_cast<char>(0xD0U + small / 64);
      out += static_cast<char>(0x80U + small % 64);
      ++at;
    } else if (first == 0xD2 && second == 0x90) {  // Ґ
      out += "ґ";
      ++at;
    } else {
      out += text[at];
    }
  }
  return out;
}

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  const std::string all = folded(text);
  for (std::size_t at = 0; at < all.size();) {
    const auto end = std::min(all.find(' ', at), all.size());
    if (end > at) words.push_back(all.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace chancery::engine
