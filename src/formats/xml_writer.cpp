#include "formats/xml_writer.h"

#include "base/error.h"

#include <libxml/tree.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <cstdio>

namespace chancery::formats {
namespace {

[[noreturn]] void refuse_character(std::size_t offset) {
  throw Error(Fault::input, {"formats.xml_character", {{"offset", static_cast<std::int64_t>(offset)}}});
}

struct Character {
  char32_t value;
  std::size_t size;
};

/// The next code point; refuses overlong forms, surrogates and cut sequences.   Standard: RFC 3629 §4.
Character decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + size > text.size()) refuse_character(at);
  char32_t value = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) refuse_character(at);
    value = (value << 6U) | (byte(at + i) & 0x3FU);
  }
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (value < smallest[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) refuse_character(at);
  return {value, size};
}

/// XML 1.0 §2.2, production Char.
bool is_character(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

/// Tab and line ends survive attribute normalisation and line-end handling only as references.
std::string_view reference_of(char32_t c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";
  }
  return {};
}

void require_name(std::string_view name) {
  if (!is_xml_name(name)) throw Error(Fault::input, {"formats.xml_name", {{"name", std::string(name)}}});
}

}  // namespace

bool is_xml_name(std::string_view name) {
  const std::string terminated(name);
  return terminated.size() == std::char_traits<char>::length(terminated.c_str()) &&
         xmlValidateQName(reinterpret_cast<const xmlChar*>(terminated.c_str()), 0) == 0;
}

std::string escape_xml(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto [value, size] = decode(text, at);
    if (!is_character(value)) refuse_character(at);
    const auto reference = reference_of(value);
    escaped.append(reference.empty() ? text.substr(at, size) : reference);
    at += size;
  }
  return escaped;
}

void XmlWriter::end_start_tag() {
  if (in_start_tag_) bytes_ += '>';
  in_start_tag_ = false;
}

XmlWriter& XmlWriter::open(std::string_view name) {
  require_name(name);
  end_start_tag();
  bytes_.append("<").append(name);
  open_.emplace_back(name);
  in_start_tag_ = true;
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
  assert(in_start_tag_);
  require_name(name);
  bytes_.append(" ").append(name).append("=\"").append(escape_xml(value)).append("\"");
  return *this;
}

XmlWriter& XmlWriter::text(std::string_view value) {
  assert(!open_.empty());
  if (value.empty()) return *this;
  end_start_tag();
  bytes_.append(escape_xml(value));
  return *this;
}

XmlWriter& XmlWriter::close() {
  assert(!open_.empty());
  if (in_start_tag_) {
    bytes_ += "/>";
    in_start_tag_ = false;
  } else {
    bytes_.append("</").append(open_.back()).append(">");
  }
  open_.pop_back();
  return *this;
}

XmlWriter& XmlWriter::element(std::string_view name, std::string_view value) {
  return open(name).text(value).close();
}

Bytes XmlWriter::finish() {
  assert(open_.empty());
  return std::exchange(bytes_, {});
}

}  // namespace chancery::formats
