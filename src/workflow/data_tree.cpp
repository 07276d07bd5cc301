#include "workflow/data_tree.h"

#include "formats/xml_writer.h"

namespace chancery::workflow {
namespace {

using formats::XmlNode;
using formats::XmlTree;

bool is_plain_name(std::string_view key) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  if (key.empty() || !letter(key.front())) return false;
  for (const char c : key) {
    if (!letter(c) && !(c >= '0' && c <= '9') && c != '-' && c != '.') return false;
  }
  return true;
}

std::string element_name(std::string_view key) {
  std::string name(key);
  for (auto& c : name) {
    if (c == ':') c = '.';
  }
  if (formats::is_xml_name(name)) return name;
  for (auto& c : name) {
    if (!is_plain_name(std::string("_") + c)) c = '_';
  }
  return is_plain_name(name) ? name : "_" + name;
}

XmlNode append_key(XmlTree& tree, const XmlNode& parent, const std::string& key) {
  if (is_plain_name(key)) return tree.append_element(parent, key);
  const auto element = tree.append_element(parent, element_name(key));
  tree.set_attribute(element, "key", key);
  return element;
}

void append_value(XmlTree& tree, const XmlNode& element, const Json& value) {
  if (value.is_object()) return append_json(tree, element, value);
  if (value.is_string()) return tree.append_text(element, value.get_ref<const std::string&>());
  if (value.is_boolean()) return tree.append_text(element, value.get<bool>() ? "yes" : "no");
  if (!value.is_null() && !value.is_array()) tree.append_text(element, value.dump());
}

void append_field(XmlTree& tree, const XmlNode& event, std::string_view name, std::string_view value) {
  tree.append_text(tree.append_element(event, name), value);
}

std::string_view type_name(Event::Type type) {
  switch (type) {
    case Event::Type::external:
      return "external";
    case Event::Type::internal:
      return "internal";
    case Event::Type::platform:
      return "platform";
  }
  return {};
}

void append_data(XmlTree& tree, const XmlNode& data, const Event& event) {
  if (event.content) return tree.append_inner(data, *event.content, "_event/data");
  if (!event.data.is_object()) return append_value(tree, data, event.data);
  for (const auto& [key, value] : event.data.items()) {
    const auto element = tree.append_element(data, "data");
    tree.set_attribute(element, "id", key);
    append_value(tree, element, value);
  }
}

}  // namespace

void append_json(XmlTree& tree, const XmlNode& parent, const Json& object) {
  for (const auto& [key, value] : object.items()) append_json(tree, parent, key, value);
}

void append_json(XmlTree& tree, const XmlNode& parent, const std::string& key, const Json& value) {
  if (!value.is_array()) return append_value(tree, append_key(tree, parent, key), value);
  for (const auto& item : value) append_value(tree, append_key(tree, parent, key), item);
}

void append_event(XmlTree& tree, const XmlNode& parent, const Event& event) {
  append_field(tree, parent, "name", event.name);
  append_field(tree, parent, "type", type_name(event.type));
  append_field(tree, parent, "sendid", event.sendid);
  append_field(tree, parent, "origin", event.origin);
  append_field(tree, parent, "origintype", event.origintype);
  append_field(tree, parent, "invokeid", event.invokeid);
  append_data(tree, tree.append_element(parent, "data"), event);
}

}  // namespace chancery::workflow
