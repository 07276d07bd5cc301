#include "base/bytes.h"

#include <array>
#include <cstdint>

namespace chancery {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base32_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

constexpr std::array<std::int8_t, 256> inverse_of(std::string_view digits) {
  std::array<std::int8_t, 256> table{};
  table.fill(-1);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    table[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
  }
  return table;
}

constexpr auto hex_values = inverse_of(hex_digits);
constexpr auto base64_values = inverse_of(base64_digits);

int value_in(const std::array<std::int8_t, 256>& table, char digit) {
  return table[static_cast<unsigned char>(digit)];
}

/// Groups `bits` a digit from the front, the last digit filled with zero bits.
std::string grouped(BytesView bytes, std::string_view digits, unsigned bits) {
  std::string text;
  std::uint32_t pending = 0;
  unsigned count = 0;
  for (const char byte : bytes) {
    pending = (pending << 8U) | static_cast<unsigned char>(byte);
    for (count += 8; count >= bits; count -= bits) {
      text += digits[(pending >> (count - bits)) & ((1U << bits) - 1U)];
    }
  }
  if (count > 0) text += digits[(pending << (bits - count)) & ((1U << bits) - 1U)];
  return text;
}

}  // namespace

std::string to_hex(BytesView bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    text += hex_digits[static_cast<unsigned char>(byte) >> 4U];
    text += hex_digits[static_cast<unsigned char>(byte) & 15U];
  }
  return text;
}

std::optional<Bytes> parse_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  Bytes bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = value_in(hex_values, text[i]);
    const int low = value_in(hex_values, text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>((high << 4) | low);
  }
  return bytes;
}

std::string to_base64(BytesView bytes) {
  std::string text = grouped(bytes, base64_digits, 6);
  while (text.size() % 4 != 0) text += '=';
  return text;
}

std::optional<Bytes> parse_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  while (!text.empty() && text.back() == '=' && text.size() % 4 != 2) text.remove_suffix(1);
  if (text.size() % 4 == 1) return std::nullopt;
  Bytes bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t pending = 0;
  unsigned count = 0;
  for (const char digit : text) {
    const int value = value_in(base64_values, digit);
    if (value < 0) return std::nullopt;
    pending = ((pending << 6U) | static_cast<unsigned>(value)) & 0xFFFFU;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes += static_cast<char>((pending >> count) & 0xFFU);
    }
  }
  if ((pending & ((1U << count) - 1U)) != 0) return std::nullopt;
  return bytes;
}

std::string to_base32(BytesView bytes) {
  return grouped(bytes, base32_digits, 5);
}

}  // namespace chancery
