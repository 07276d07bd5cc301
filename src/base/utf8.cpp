#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace chancery {
namespace {

struct Form {
  std::size_t length;
  std::uint32_t smallest;  ///< what a shorter form could not say
};

/// By the lead byte; length 0 when it cannot lead.
Form form_of(unsigned char lead) {
  if (lead < 0x80) return {1, 0};
  if (lead >= 0xC0 && lead < 0xE0) return {2, 0x80};
  if (lead >= 0xE0 && lead < 0xF0) return {3, 0x800};
  if (lead >= 0xF0 && lead < 0xF8) return {4, 0x10000};
  return {0, 0};
}

/// Reads the character at the front and removes it; false when there is none that is well-formed.
bool take_character(std::string_view& text, std::uint32_t& character) {
  const auto lead = static_cast<unsigned char>(text.front());
  const auto [length, smallest] = form_of(lead);
  if (length == 0 || length > text.size()) return false;
  character = length == 1 ? lead : lead & (0x7FU >> length);
  for (const char byte : text.substr(1, length - 1)) {
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) return false;
    character = (character << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  }
  text.remove_prefix(length);
  const bool surrogate = character >= 0xD800 && character < 0xE000;
  return character >= smallest && character <= 0x10FFFF && !surrogate;
}

bool is_space(std::uint32_t character) {
  constexpr std::array<std::uint32_t, 9> single{0x20, 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000};
  return (character >= 0x09 && character <= 0x0D) || (character >= 0x2000 && character <= 0x200A) ||
         std::find(single.begin(), single.end(), character) != single.end();
}

}  // namespace

bool is_utf8(std::string_view text) {
  std::uint32_t character = 0;
  while (!text.empty()) {
    if (!take_character(text, character)) return false;
  }
  return true;
}

bool has_space(std::string_view text) {
  std::uint32_t character = 0;
  while (!text.empty() && take_character(text, character)) {
    if (is_space(character)) return true;
  }
  return false;
}

}  // namespace chancery
