#include "text/word_xml.h"

#include <charconv>

namespace chancery::text {

using formats::XmlElement;

std::vector<XmlElement> word_children(const XmlElement& element, std::string_view name) {
  return element.children(name, element.namespace_uri());
}

std::optional<XmlElement> word_child(const XmlElement& element, std::string_view name) {
  return element.child(name, element.namespace_uri());
}

std::string word_attribute(const XmlElement& element, std::string_view name) {
  return element.attribute(name, element.namespace_uri()).value_or("");
}

std::optional<std::string> child_value(const XmlElement& element, std::string_view name) {
  const auto child = word_child(element, name);
  return child ? std::optional(word_attribute(*child, "val")) : std::nullopt;
}

std::optional<std::size_t> child_number(const XmlElement& element, std::string_view name) {
  const auto value = child_value(element, name);
  return value ? parse_size(*value) : std::nullopt;
}

std::optional<std::size_t> parse_size(std::string_view text) {
  std::size_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace chancery::text
