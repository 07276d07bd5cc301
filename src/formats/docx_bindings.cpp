#include "formats/docx_bindings.h"

#include "formats/ascii.h"
#include "formats/wordprocessing.h"

#include <charconv>

namespace chancery::formats {
namespace {

using wordprocessing::main_namespace;

/// The store id under which Word knows the core properties of a package ([MS-OE376] §2.5.1.30).
constexpr std::string_view core_properties_store = "{6c3c8bc8-f283-45ae-878a-bab7291924a1}";
constexpr std::string_view core_properties_part = "docProps/core.xml";

using Prefixes = std::map<std::string, std::string, std::less<>>;

/// `xmlns:a='urn:one' xmlns:b="urn:two"` as `w:prefixMappings` has it.
Prefixes parse_prefixes(std::string_view text) {
  constexpr std::string_view start = "xmlns:";
  Prefixes prefixes;
  while (true) {
    const auto at = text.find(start);
    const auto equals = at == std::string_view::npos ? at : text.find('=', at);
    if (equals == std::string_view::npos || equals + 1 >= text.size()) return prefixes;
    const auto end = text.find(text[equals + 1], equals + 2);
    if (end == std::string_view::npos) return prefixes;
    const auto name = text.substr(at + start.size(), equals - at - start.size());
    prefixes[std::string(name)] = text.substr(equals + 2, end - equals - 2);
    text.remove_prefix(end + 1);
  }
}

struct Step {
  bool attribute;
  std::string_view name;
  std::string namespace_uri;
  std::size_t position;  // from 1
};

/// `a:name[2]`, `name`, `@name`
std::optional<Step> parse_step(std::string_view text, const Prefixes& prefixes) {
  Step step{text.starts_with('@'), text.substr(text.starts_with('@') ? 1 : 0), {}, 1};
  if (step.name.ends_with(']')) {
    const auto bracket = step.name.find('[');
    if (bracket == std::string_view::npos) return std::nullopt;
    const auto number = step.name.substr(bracket + 1, step.name.size() - bracket - 2);
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), step.position);
    if (error != std::errc{} || end != number.data() + number.size() || step.position == 0) return std::nullopt;
    step.name = step.name.substr(0, bracket);
  }
  if (const auto colon = step.name.find(':'); colon != std::string_view::npos) {
    const auto prefix = prefixes.find(step.name.substr(0, colon));
    if (prefix == prefixes.end()) return std::nullopt;
    step.namespace_uri = prefix->second;
    step.name.remove_prefix(colon + 1);
  }
  return step.name.empty() ? std::nullopt : std::optional(step);
}

std::optional<XmlElement> child_at(const XmlElement& parent, const Step& step) {
  const auto children = parent.children(step.name, step.namespace_uri);
  return step.position <= children.size() ? std::optional(children[step.position - 1]) : std::nullopt;
}

/// The value at an absolute path of plain steps, which is what Word writes.
std::optional<std::string> find_value(const XmlElement& root, std::string_view path, const Prefixes& prefixes) {
  std::optional<XmlElement> element;
  while (path.starts_with('/')) {
    path.remove_prefix(1);
    const auto step = parse_step(path.substr(0, path.find('/')), prefixes);
    path.remove_prefix(std::min(path.find('/'), path.size()));
    if (!step) return std::nullopt;
    if (!element) {
      if (!root.is(step->name, step->namespace_uri) || step->position != 1) return std::nullopt;
      element = root;
    } else if (step->attribute) {
      return path.empty() ? element->attribute(step->name, step->namespace_uri) : std::nullopt;
    } else if (!(element = child_at(*element, *step))) {
      return std::nullopt;
    }
  }
  return path.empty() && element ? std::optional(element->text()) : std::nullopt;
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

DocxBindings DocxBindings::read(const DocxPackage& package) {
  DocxBindings result;
  const ZipArchive& archive = package.archive();
  for (const Relationship& relationship : package.relationships()) {
    if (relationship.external || relationship.kind() != "customXml" || archive.find(relationship.target) == nullptr) continue;
    for (const Relationship& property : read_relationships(archive, relationship.target)) {
      if (property.external || property.kind() != "customXmlProps" || archive.find(property.target) == nullptr) continue;
      const auto id = read_xml_part(archive, property.target).root().attribute("itemID", wordprocessing::custom_xml_namespace);
      if (id) result.items_.emplace(lower_ascii(*id), read_xml_part(archive, relationship.target));
    }
  }
  if (archive.find(core_properties_part) != nullptr) {
    result.items_.emplace(core_properties_store, read_xml_part(archive, core_properties_part));
  }
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
  const auto prefixes = parse_prefixes(binding.attribute("prefixMappings", main_namespace).value_or(""));
  return find_value(item->second.root(), binding.attribute("xpath", main_namespace).value_or(""), prefixes);
}

}  // namespace chancery::formats
