#pragma once

#include "formats/xml_document.h"
#include "workflow/problem_list.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::workflow {

inline constexpr std::string_view scxml_namespace = "http://www.w3.org/2005/07/scxml";
inline constexpr std::string_view extension_namespace = "urn:chancery:workflow:1";

/// Words of an attribute that holds a list.
[[nodiscard]] std::vector<std::string> split_words(std::string_view text);
/// The content of an element that holds data: XML as it is, or text with single spaces.   Standard: SCXML 1.0 §B.2.2.
[[nodiscard]] std::string data_content(const formats::XmlElement& element);
/// Adds a problem for every attribute that the element may not have, and for every child that nobody reads there.
void check_vocabulary(const formats::XmlElement& element, ProblemList& problems);

}  // namespace chancery::workflow
