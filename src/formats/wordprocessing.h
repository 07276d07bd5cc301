#pragma once

#include "formats/xml_document.h"

#include <string_view>

// The vocabulary of WordprocessingML (ECMA-376 part 1 §17) and what stands around it.
namespace chancery::formats::wordprocessing {

constexpr std::string_view main_namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr std::string_view compatibility_namespace = "http://schemas.openxmlformats.org/markup-compatibility/2006";
constexpr std::string_view office_namespace = "urn:schemas-microsoft-com:office:office";
constexpr std::string_view custom_xml_namespace = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
constexpr std::string_view content_type_prefix = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// ST_OnOff (§22.9.2.7): an attribute that is absent says yes.
[[nodiscard]] inline bool is_on(const XmlElement& toggle) {
  const auto value = toggle.attribute("val", main_namespace);
  return !value || (*value != "0" && *value != "false" && *value != "off");
}

}  // namespace chancery::formats::wordprocessing
