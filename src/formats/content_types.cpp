#include "formats/content_types.h"

#include "base/error.h"
#include "formats/ascii.h"
#include "formats/opc.h"
#include "formats/xml_document.h"

namespace chancery::formats {
namespace {

constexpr std::string_view types_namespace = "http://schemas.openxmlformats.org/package/2006/content-types";

std::string required_attribute(const XmlElement& element, std::string_view name, const std::string& place) {
  const auto value = element.attribute(name);
  if (!value || value->empty()) {
    throw Error(Fault::input,
                {"formats.opc_attribute", {{"place", place}, {"line", element.line()}, {"attribute", std::string(name)}}});
  }
  return *value;
}

}  // namespace

ContentTypes ContentTypes::read(const ZipArchive& archive) {
  const XmlDocument document = read_xml_part(archive, part_name);
  ContentTypes types;
  const auto put = [&](auto& map, std::string key, std::string type) {
    if (!map.emplace(lower_ascii(key), std::move(type)).second) {
      throw Error(Fault::input, {"formats.opc_two_types", {{"place", document.place()}, {"name", std::move(key)}}});
    }
  };
  for (const XmlElement& element : document.root().children()) {
    if (element.namespace_uri() != types_namespace) continue;
    const std::string type = required_attribute(element, "ContentType", document.place());
    if (element.name() == "Default") {
      put(types.by_extension_, required_attribute(element, "Extension", document.place()), type);
    } else if (element.name() == "Override") {
      put(types.by_part_, required_attribute(element, "PartName", document.place()), type);
    }
  }
  return types;
}

std::string_view ContentTypes::of(std::string_view part) const {
  const std::string key = lower_ascii(part);
  if (const auto found = by_part_.find("/" + key); found != by_part_.end()) return found->second;
  const auto dot = key.rfind('.');
  if (dot == std::string::npos) return {};
  const auto found = by_extension_.find(key.substr(dot + 1));
  return found == by_extension_.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace chancery::formats
