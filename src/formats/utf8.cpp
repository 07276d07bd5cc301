#include "formats/utf8.h"

#include <array>
#include <cassert>

namespace chancery::formats {
namespace {

struct Lead {
  std::size_t length;
  char32_t bits;
};

std::optional<Lead> lead_of(unsigned char byte) {
  if (byte < 0x80U) return Lead{1, byte};
  if ((byte & 0xE0U) == 0xC0U) return Lead{2, byte & 0x1FU};
  if ((byte & 0xF0U) == 0xE0U) return Lead{3, byte & 0x0FU};
  if ((byte & 0xF8U) == 0xF0U) return Lead{4, byte & 0x07U};
  return std::nullopt;
}

bool is_scalar(char32_t value) {
  return value < 0xD800U || (value > 0xDFFFU && value <= 0x10FFFFU);
}

/// RFC 3629 §3: the smallest value that needs so many bytes.
bool is_shortest(char32_t value, std::size_t length) {
  constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
  return value >= smallest.at(length);
}

}  // namespace

std::optional<CodePoint> parse_code_point(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return std::nullopt;
  const auto lead = lead_of(static_cast<unsigned char>(text[offset]));
  if (!lead || text.size() - offset < lead->length) return std::nullopt;
  char32_t value = lead->bits;
  for (const char follower : text.substr(offset + 1, lead->length - 1)) {
    const auto byte = static_cast<unsigned char>(follower);
    if ((byte & 0xC0U) != 0x80U) return std::nullopt;
    value = value << 6U | (byte & 0x3FU);
  }
  if (!is_scalar(value) || !is_shortest(value, lead->length)) return std::nullopt;
  return CodePoint{value, lead->length};
}

bool is_utf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const auto point = parse_code_point(text, offset);
    if (!point) return false;
    offset += point->length;
  }
  return true;
}

void append_code_point(std::string& text, char32_t value) {
  assert(is_scalar(value));
  const auto byte = [&text](char32_t bits) { text += static_cast<char>(static_cast<unsigned char>(bits)); };
  if (value < 0x80U) return byte(value);
  if (value < 0x800U) {
    byte(0xC0U | value >> 6U);
  } else if (value < 0x10000U) {
    byte(0xE0U | value >> 12U);
    byte(0x80U | (value >> 6U & 0x3FU));
  } else {
    byte(0xF0U | value >> 18U);
    byte(0x80U | (value >> 12U & 0x3FU));
    byte(0x80U | (value >> 6U & 0x3FU));
  }
  byte(0x80U | (value & 0x3FU));
}

}  // namespace chancery::formats
