#include "apps/server/template_form.h"

#include "text/characters.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace chancery::server {
namespace {

using formats::Json;
using templating::FieldType;

constexpr std::size_t most_items = 200;

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> segments;
  const std::string plain = templating::plain_path(path);
  for (std::size_t at = 0; at <= plain.size();) {
    const auto end = std::min(plain.find('.', at), plain.size());
    segments.push_back(plain.substr(at, end - at));
    at = end + 1;
  }
  return segments;
}

/// Browsers send line ends as CR LF; a text of the office has LF.
std::string tidy(std::string_view typed) {
  std::string text;
  for (const char character : text::trim(typed)) {
    if (character != '\r') text += character;
  }
  return text;
}

std::size_t number_in(std::string_view digits, std::size_t otherwise) {
  std::size_t number = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return problem == std::errc() && end == digits.data() + digits.size() && !digits.empty() ? number : otherwise;
}

/// Whether somebody wrote something in it.
bool is_filled(const Json& value) {
  if (value.is_structured()) return std::any_of(value.begin(), value.end(), is_filled);
  return value.is_string() && !value.get_ref<const std::string&>().empty();
}

/// `parties[2]` as `parties` and 2; items are counted from 1.
std::pair<std::string, std::size_t> item_of(std::string_view path) {
  const auto bracket = path.rfind('[');
  if (bracket == path.npos || path.back() != ']') return {std::string(path), 0};
  const auto number = number_in(path.substr(bracket + 1, path.size() - bracket - 2), 0);
  return {std::string(number == 0 ? path : path.substr(0, bracket)), number};
}

/// The value at a path of the form, where items are counted from 1; null when there is none.
Json* at_path(Json& values, std::string_view path) {
  Json* value = &values;
  while (!path.empty()) {
    const auto end = std::min(path.find('.'), path.size());
    const auto [name, number] = item_of(path.substr(0, end));
    if (!value->is_object() || !value->contains(name)) return nullptr;
    value = &value->at(name);
    if (number > 0) {
      if (!value->is_array() || number > value->size()) return nullptr;
      value = &(*value)[number - 1];
    }
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return value;
}

}  // namespace

/// Takes the fields of a form by the paths of the description.
class TemplateForm::Reader {
 public:
  Reader(const TemplateForm& owner, const Form& form) : owner_(owner) {
    for (const FormField& field : form.all()) given_.emplace(field.name, field.value);
  }

  Json read(const Node& node, const std::string& at) const {
    switch (node.field == nullptr ? FieldType::object : node.field->type) {
      case FieldType::object:
        return object(node, at);
      case FieldType::list:
        return list(node, at);
      case FieldType::translated_text:
      case FieldType::rich_text:
      case FieldType::name:
        return translated(at);
      case FieldType::amount:
        return {{"value", leaf(at + ".value")}, {"currency", leaf(at + ".currency")}};
      case FieldType::text:
      case FieldType::date:
      case FieldType::number:
      case FieldType::yes_no:
      case FieldType::choice:
      case FieldType::image:  // no page asks for one: it comes by the API
        return leaf(at);
    }
    return {};
  }

  Json object(const Node& node, const std::string& at) const {
    Json value = Json::object();
    for (const Node& child : node.children) value[child.name] = read(child, at.empty() ? child.name : at + "." + child.name);
    return value;
  }

 private:
  Json list(const Node& node, const std::string& at) const {
    const auto count = given_.find(form_count(at));
    if (count == given_.end()) return owner_.items_expanded(node, Json::array());
    Json items = Json::array();
    const auto number = std::min(number_in(count->second, 0), most_items);
    for (std::size_t item = 1; item <= number; ++item) items.push_back(object(node, at + "[" + std::to_string(item) + "]"));
    return items;
  }

  Json translated(const std::string& at) const {
    Json value = Json::object();
    for (const LanguageTag& language : owner_.description_.languages) value[language.text()] = leaf(at + "." + language.text());
    return value;
  }

  std::string leaf(const std::string& at) const {
    const auto found = given_.find(form_name(at));
    if (found == given_.end() || text::find_bad_character(found->second)) return {};
    return tidy(found->second);
  }

  const TemplateForm& owner_;
  std::map<std::string, std::string, std::less<>> given_;
};

std::string form_name(std::string_view path) {
  return "f:" + std::string(path);
}

std::string form_count(std::string_view path) {
  return "n:" + std::string(path);
}

TemplateForm::TemplateForm(templating::Description description) : description_(std::move(description)) {
  // Number and date come from the journal (FORMATS, *Freeze*): nobody types them.
  for (const templating::FieldDescription& field : description_.fields) {
    if (field.path != "doc_no" && field.path != "doc_date") add(field);
  }
}

void TemplateForm::add(const templating::FieldDescription& field) {
  Node* node = &root_;
  for (const std::string& segment : segments_of(field.path)) {
    auto found =
        std::find_if(node->children.begin(), node->children.end(), [&](const Node& child) { return child.name == segment; });
    if (found == node->children.end()) found = node->children.insert(found, Node{segment, nullptr, {}});
    node = &*found;
  }
  node->field = &field;
}

Json TemplateForm::read(const Form& form) const {
  return Reader(*this, form).object(root_, "");
}

Json TemplateForm::with_item(Json values, std::string_view path) const {
  Json* const list = at_path(values, path);
  if (list == nullptr || !list->is_array() || list->size() >= most_items) return values;
  const Node* node = &root_;
  for (const std::string& segment : segments_of(path)) {
    const auto plain = item_of(segment).first;
    const auto found =
        std::find_if(node->children.begin(), node->children.end(), [&](const Node& child) { return child.name == plain; });
    if (found == node->children.end()) return values;
    node = &*found;
  }
  list->push_back(item_expanded(*node, Json::object()));
  return values;
}

Json TemplateForm::without_item(Json values, std::string_view path) const {
  const auto [name, number] = item_of(path);
  Json* const list = at_path(values, name);
  if (list != nullptr && list->is_array() && number >= 1 && number <= list->size()) list->erase(number - 1);
  return values;
}

Json TemplateForm::data_of(const Json& values) const {
  return pruned(root_, values);
}

Json TemplateForm::pruned(const Node& node, const Json& value) const {
  if (value.is_string()) return value;
  if (value.is_array()) {
    Json items = Json::array();
    for (const Json& item : value) {
      if (is_filled(item)) items.push_back(pruned(node, item));
    }
    return items;
  }
  Json kept = Json::object();
  if (node.children.empty()) {
    for (const auto& [name, inner] : value.items()) {
      if (is_filled(inner)) kept[name] = inner;
    }
  }
  for (const Node& child : node.children) {
    if (!value.contains(child.name)) continue;
    // What is required and lacks everything is kept, so that each field in it is missed by its own name.
    const bool holder = child.field != nullptr && child.field->type == FieldType::object && child.field->required;
    if (holder || is_filled(value.at(child.name))) kept[child.name] = pruned(child, value.at(child.name));
  }
  return kept;
}

Json TemplateForm::values_of(const Json& data) const {
  return expanded(root_, data);
}

Json TemplateForm::expanded(const Node& node, const Json& value) const {
  const auto type = node.field == nullptr ? FieldType::object : node.field->type;
  if (type == FieldType::list) return items_expanded(node, value.is_array() ? value : Json::array());
  if (type == FieldType::object) return item_expanded(node, value);
  Json whole = Json::object();
  if (templating::is_translated(type)) {
    for (const LanguageTag& language : description_.languages)
      whole[language.text()] = value.is_object() ? value.value(language.text(), "") : "";
    return whole;
  }
  if (type == FieldType::amount) {
    for (const auto* const part : {"value", "currency"}) whole[part] = value.is_object() ? value.value(part, "") : "";
    return whole;
  }
  return value.is_string() ? value : Json("");
}

Json TemplateForm::items_expanded(const Node& node, const Json& items) const {
  Json all = Json::array();
  for (const Json& item : items) all.push_back(item_expanded(node, item));
  // A document has at least two parties; another list that is required begins with one item.
  const bool required = node.field != nullptr && node.field->required;
  const std::size_t least = !required ? 0 : node.name == "parties" ? 2 : 1;
  while (all.size() < least) all.push_back(item_expanded(node, Json::object()));
  return all;
}

Json TemplateForm::item_expanded(const Node& node, const Json& item) const {
  Json whole = Json::object();
  for (const Node& child : node.children)
    whole[child.name] = expanded(child, item.is_object() && item.contains(child.name) ? item.at(child.name) : Json());
  return whole;
}

}  // namespace chancery::server
