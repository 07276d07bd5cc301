#include "formats/zip_name.h"

#include "base/bytes.h"
#include "formats/utf8.h"

namespace chancery::formats::zip {
namespace {

/// C0, DEL and C1 controls, and the characters that turn the reading direction: a name must look like what it is.
bool is_hidden(char32_t point) {
  const bool control = point < 0x20U || (point >= 0x7FU && point <= 0x9FU);
  const bool direction =
      point == 0x200EU || point == 0x200FU || (point >= 0x202AU && point <= 0x202EU) || (point >= 0x2066U && point <= 0x2069U);
  return control || direction || point == 0xFEFFU;
}

bool has_plain_characters(std::string_view name) {
  for (std::size_t offset = 0; offset < name.size();) {
    const auto point = parse_code_point(name, offset);
    if (!point || is_hidden(point->value) || point->value == U'\\') return false;
    offset += point->length;
  }
  return true;
}

bool has_plain_segments(std::string_view name) {
  while (true) {
    const auto slash = name.find('/');
    const auto segment = name.substr(0, slash);
    if (segment.empty() || segment == "." || segment == "..") return false;
    if (slash == std::string_view::npos) return true;
    name.remove_prefix(slash + 1);
    if (name.empty()) return true;  // a folder
  }
}

bool has_drive(std::string_view name) {
  return name.size() > 1 && name[1] == ':';
}

/// Simple case folding of Unicode for Latin and Cyrillic, the scripts of the names this office writes.
char32_t folded(char32_t point) {
  const bool latin_1 = point >= 0xC0U && point <= 0xDEU && point != 0xD7U;
  if ((point >= U'A' && point <= U'Z') || latin_1) return point + 0x20U;
  if (point >= 0x410U && point <= 0x42FU) return point + 0x20U;  // А to Я
  if (point >= 0x400U && point <= 0x40FU) return point + 0x50U;  // Є, І, Ї among them
  if (point == 0x490U) return 0x491U;                            // Ґ
  return point;
}

}  // namespace

bool is_plain_name(std::string_view name) {
  return !has_drive(name) && has_plain_segments(name) && has_plain_characters(name);
}

std::string folded_name(std::string_view name) {
  std::string result;
  result.reserve(name.size());
  for (std::size_t offset = 0; offset < name.size();) {
    const auto point = parse_code_point(name, offset);
    if (!point) return std::string(name);
    append_code_point(result, folded(point->value));
    offset += point->length;
  }
  return result;
}

std::string printable_name(std::string_view name) {
  constexpr std::size_t longest = 100;
  std::string result;
  for (std::size_t offset = 0; offset < name.size();) {
    if (result.size() >= longest) return result + "…";
    const auto point = parse_code_point(name, offset);
    if (point && !is_hidden(point->value)) {
      result += name.substr(offset, point->length);
      offset += point->length;
    } else {
      result += "\\x" + to_hex(name.substr(offset, 1));
      ++offset;
    }
  }
  return result;
}

}  // namespace chancery::formats::zip
