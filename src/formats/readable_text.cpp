#include "formats/readable_text.h"

#include "formats/utf8.h"

#include <optional>

namespace chancery::formats {
namespace {

constexpr auto bmp_string = static_cast<DerTag>(0x1e);
constexpr auto teletex_string = static_cast<DerTag>(0x14);

constexpr unsigned octet(char byte) {
  return static_cast<unsigned char>(byte);
}

std::string from_latin_1(BytesView bytes) {
  std::string text;
  for (const char byte : bytes) append_code_point(text, octet(byte));
  return text;
}

std::optional<std::string> from_ucs_2(BytesView bytes) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  std::string text;
  for (std::size_t index = 0; index < bytes.size(); index += 2) {
    const unsigned code_point = octet(bytes[index]) << 8U | octet(bytes[index + 1]);
    if (code_point >= 0xd800 && code_point < 0xe000) return std::nullopt;
    append_code_point(text, code_point);
  }
  return text;
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
