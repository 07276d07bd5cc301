#include "formats/docx_bindings.h"

#include "formats/ascii.h"
#include "formats/bound_path.h"
#include "formats/wordprocessing.h"

#include <vector>

namespace chancery::formats {
namespace {

using wordprocessing::main_namespace;

/// The store id under which Word knows the core properties of a package ([MS-OE376] §2.5.1.30).
constexpr std::string_view core_properties_store = "{6c3c8bc8-f283-45ae-878a-bab7291924a1}";
constexpr std::string_view core_properties_part = "docProps/core.xml";

std::optional<XmlElement> child_at(const XmlElement& parent, const BoundStep& step) {
  const auto children = parent.children(step.name, step.namespace_uri);
  return step.position <= children.size() ? std::optional(children[step.position - 1]) : std::nullopt;
}

/// The value at an absolute path of plain steps, which is what Word writes.
std::optional<std::string> find_value(const XmlElement& root, const std::vector<BoundStep>& steps) {
  std::optional<XmlElement> element;
  for (const BoundStep& step : steps) {
    if (!element) {
      if (!root.is(step.name, step.namespace_uri) || step.position != 1) return std::nullopt;
      element = root;
    } else if (step.attribute) {
      return &step == &steps.back() ? element->attribute(step.name, step.namespace_uri) : std::nullopt;
    } else if (!(element = child_at(*element, step))) {
      return std::nullopt;
    }
  }
  return element ? std::optional(element->text()) : std::nullopt;
}

std::string shown_text(const XmlElement& element) {
  if (element.is("t", main_namespace)) return element.text();
  std::string text;
  for (const XmlElement& child : element.children()) text += shown_text(child);
  return text;
}

/// A date and a choice show other words than they store.
bool shows(const XmlElement& properties, const std::string& text, const std::string& value) {
  if (text == value || (value.empty() && properties.child("showingPlcHdr", main_namespace))) return true;
  if (const auto date = properties.child("date", main_namespace)) {
    return date->attribute("fullDate", main_namespace).value_or("").substr(0, value.size()) == value && !value.empty();
  }
  for (const auto name : {"dropDownList", "comboBox"}) {
    const auto list = properties.child(name, main_namespace);
    if (!list) continue;
    for (const XmlElement& item : list->children("listItem", main_namespace)) {
      if (item.attribute("value", main_namespace) == value && item.attribute("displayText", main_namespace) == text) return true;
    }
  }
  return false;
}

}  // namespace

std::map<std::string, std::string> bound_parts(const DocxPackage& package) {
  std::map<std::string, std::string> parts;
  const ZipArchive& archive = package.archive();
  for (const Relationship& relationship : package.relationships()) {
    if (relationship.external || relationship.kind() != "customXml" || archive.find(relationship.target) == nullptr) continue;
    for (const Relationship& property : read_relationships(archive, relationship.target)) {
      if (property.external || property.kind() != "customXmlProps" || archive.find(property.target) == nullptr) continue;
      const auto id = read_xml_part(archive, property.target).root().attribute("itemID", wordprocessing::custom_xml_namespace);
      if (id) parts.emplace(lower_ascii(*id), relationship.target);
    }
  }
  if (archive.find(core_properties_part) != nullptr) parts.emplace(core_properties_store, core_properties_part);
  return parts;
}

DocxBindings DocxBindings::read(const DocxPackage& package) {
  DocxBindings result;
  for (const auto& [id, part] : bound_parts(package)) result.items_.emplace(id, read_xml_part(package.archive(), part));
  return result;
}

bool DocxBindings::agrees(const XmlElement& control) const {
  const auto properties = control.child("sdtPr", main_namespace);
  const auto binding = properties ? properties->child("dataBinding", main_namespace) : std::nullopt;
  if (!binding) return true;
  const auto value = value_of(*binding);
  const auto content = control.child("sdtContent", main_namespace);
  return value && shows(*properties, content ? shown_text(*content) : std::string{}, *value);
}

std::optional<std::string> DocxBindings::value_of(const XmlElement& binding) const {
  const auto item = items_.find(lower_ascii(binding.attribute("storeItemID", main_namespace).value_or("")));
  if (item == items_.end()) return std::nullopt;
  const auto steps = parse_bound_path(binding.attribute("xpath", main_namespace).value_or(""),
                                      binding.attribute("prefixMappings", main_namespace).value_or(""));
  return steps ? find_value(item->second.root(), *steps) : std::nullopt;
}

}  // namespace chancery::formats
