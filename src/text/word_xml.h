#pragma once

#include "formats/xml_document.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::text {

/// The children of a WordprocessingML element with this name, in the transitional or the strict namespace.
[[nodiscard]] std::vector<formats::XmlElement> word_children(const formats::XmlElement& element, std::string_view name);
[[nodiscard]] std::optional<formats::XmlElement> word_child(const formats::XmlElement& element, std::string_view name);
/// An attribute in the namespace of its element; empty when it is not there.
[[nodiscard]] std::string word_attribute(const formats::XmlElement& element, std::string_view name);
/// `w:val` of a child; absent without the child.
[[nodiscard]] std::optional<std::string> child_value(const formats::XmlElement& element, std::string_view name);
[[nodiscard]] std::optional<std::size_t> child_number(const formats::XmlElement& element, std::string_view name);
/// Decimal digits and nothing else.
[[nodiscard]] std::optional<std::size_t> parse_size(std::string_view text);

}  // namespace chancery::text
