#include "formats/readable_text.h"

#include <algorithm>
#include <optional>

namespace chancery::formats {
namespace {

constexpr auto bmp_string = static_cast<DerTag>(0x1e);
constexpr auto teletex_string = static_cast<DerTag>(0x14);

constexpr unsigned octet(char byte) {
  return static_cast<unsigned char>(byte);
}

void append_utf8(std::string& text, unsigned code_point) {
  if (code_point < 0x80) {
    text.push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    text.push_back(static_cast<char>(0xc0U | (code_point >> 6U)));
    text.push_back(static_cast<char>(0x80U | (code_point & 0x3fU)));
  } else {
    text.push_back(static_cast<char>(0xe0U | (code_point >> 12U)));
    text.push_back(static_cast<char>(0x80U | ((code_point >> 6U) & 0x3fU)));
    text.push_back(static_cast<char>(0x80U | (code_point & 0x3fU)));
  }
}

std::string from_latin_1(BytesView bytes) {
  std::string text;
  for (const char byte : bytes) append_utf8(text, octet(byte));
  return text;
}

std::optional<std::string> from_ucs_2(BytesView bytes) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  std::string text;
  for (std::size_t index = 0; index < bytes.size(); index += 2) {
    const unsigned code_point = octet(bytes[index]) << 8U | octet(bytes[index + 1]);
    if (code_point >= 0xd800 && code_point < 0xe000) return std::nullopt;
    append_utf8(text, code_point);
  }
  return text;
}

/// The size of the sequence that `first` opens and the smallest second byte and code point that it may have; 0 when it opens
/// none.
std::size_t sequence_size(unsigned first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  if (first >= 0xf0 && first < 0xf5) return 4;
  return 0;
}

/// Overlong forms, surrogates and values above U+10FFFF show in the second byte.   Standard: Unicode, table 3-7.
bool second_byte_fits(unsigned first, unsigned second) {
  if (first == 0xe0) return second >= 0xa0;
  if (first == 0xed) return second < 0xa0;
  if (first == 0xf0) return second >= 0x90;
  if (first == 0xf4) return second < 0x90;
  return true;
}

bool is_utf8(BytesView bytes) {
  for (std::size_t index = 0; index < bytes.size();) {
    const std::size_t size = sequence_size(octet(bytes[index]));
    if (size == 0 || size > bytes.size() - index) return false;
    const BytesView rest = bytes.substr(index + 1, size - 1);
    if (!std::all_of(rest.begin(), rest.end(), [](char byte) { return (octet(byte) & 0xc0U) == 0x80; })) return false;
    if (size > 1 && !second_byte_fits(octet(bytes[index]), octet(rest[0]))) return false;
    index += size;
  }
  return true;
}

std::optional<std::string> decode(const DerElement& string) {
  if (string.tag == bmp_string) return from_ucs_2(string.content);
  if (string.tag == teletex_string) return from_latin_1(string.content);
  if (is_utf8(string.content)) return std::string(string.content);
  return std::nullopt;
}

}  // namespace

std::string readable_text(const DerElement& string) {
  auto text = decode(string);
  if (!text) return to_hex(string.content);
  for (char& letter : *text) {
    if (octet(letter) < 0x20 || octet(letter) == 0x7f) letter = ' ';
  }
  return *text;
}

}  // namespace chancery::formats
