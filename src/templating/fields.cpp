#include "templating/field_names.h"
#include "templating/fill.h"

#include <map>
#include <set>
#include <string>

namespace chancery::templating {
namespace {

using formats::Json;

Json language_schema(const std::vector<LanguageTag>& languages, bool required) {
  Json schema{{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
  for (const auto& language : languages) {
    schema["properties"][language.text()] = {{"type", "string"}};
    if (required) schema["required"].push_back(language.text());
  }
  return schema;
}

/// A name in one language: as it stands, or in its grammatical cases.
Json name_schema(const std::vector<LanguageTag>& languages, bool required) {
  auto schema = language_schema(languages, required);
  Json cases{{"type", "object"}, {"additionalProperties", false}, {"required", Json::array({"nominative"})}};
  for (const auto* one : {"nominative", "genitive", "dative", "accusative", "instrumental", "locative", "vocative"})
    cases["properties"][one] = {{"type", "string"}};
  for (auto& [language, one] : schema["properties"].items()) one = {{"anyOf", Json::array({{{"type", "string"}}, cases})}};
  return schema;
}

Json image_schema() {
  return {{"type", "object"},
          {"properties",
           {{"data", {{"type", "string"}, {"contentEncoding", "base64"}}},
            {"alt", {{"type", Json::array({"string", "object", "array"})}}},
            {"width", {{"type", "number"}, {"exclusiveMinimum", 0}}},
            {"height", {{"type", "number"}, {"exclusiveMinimum", 0}}}}},
          {"required", Json::array({"data", "alt"})},
          {"additionalProperties", false}};
}

Json schema_of(const FieldDescription& field, const std::vector<LanguageTag>& languages) {
  switch (field.type) {
    case FieldType::text:
      return {{"type", "string"}};
    case FieldType::translated_text:
      return language_schema(languages, field.required);
    case FieldType::rich_text:
      return language_schema(languages, field.required);
    case FieldType::name:
      return name_schema(languages, field.required);
    case FieldType::image:
      return image_schema();
    case FieldType::date:
      return {{"type", "string"}, {"format", "date"}};
    case FieldType::number:
      return {{"type", Json::array({"number", "string"})}, {"pattern", "^-?[0-9]+(\\.[0-9]+)?$"}};
    case FieldType::amount:
      return {{"type", "object"},
              {"properties", {{"value", {{"type", "string"}}}, {"currency", {{"type", "string"}, {"pattern", "^[A-Z]{3}$"}}}}},
              {"required", Json::array({"value", "currency"})}};
    case FieldType::yes_no:
      return {{"type", "boolean"}};
    case FieldType::choice:
      return {{"type", "string"}, {"enum", field.choices}};
    case FieldType::list:
      return {{"type", "array"}};
    case FieldType::object:
      return {{"type", "object"}};
  }
  return Json::object();
}

/// Puts the schema of each field at its place, with the objects and lists around it.
class SchemaBuilder {
 public:
  explicit SchemaBuilder(const std::vector<LanguageTag>& languages) : languages_(languages) {}

  void add(const FieldDescription& field, const std::set<std::string>& used) {
    Json* at = &root_;
    std::string_view rest = field.path;
    Json* holder = nullptr;
    std::string name;
    while (!rest.empty()) {
      if (rest.starts_with("[]")) {
        (*at)["type"] = "array";
        at = &(*at)["items"];
        rest.remove_prefix(2);
        holder = nullptr;
        continue;
      }
      if (rest.starts_with('.')) rest.remove_prefix(1);
      name = std::string(rest.substr(0, rest.find_first_of(".[")));
      rest.remove_prefix(name.size());
      if (!at->contains("type")) (*at)["type"] = "object";
      holder = at;
      at = &(*at)["properties"][name];
    }
    at->update(schema_of(field, languages_));
    describe(*at, field, used);
    if (field.required && holder != nullptr) (*holder)["required"].push_back(name);
  }

  [[nodiscard]] Json finish() && { return std::move(root_); }

 private:
  static void describe(Json& schema, const FieldDescription& field, const std::set<std::string>& used) {
    if (!field.label.empty()) schema["x-label"] = field.label;
    if (!field.hint.empty()) schema["x-hint"] = field.hint;
    schema["x-type"] = name_of(field.type);
    if (!used.empty()) schema["x-used"] = used;
  }

  const std::vector<LanguageTag>& languages_;
  Json root_{{"type", "object"}, {"properties", Json::object()}};
};

using UsedFields = std::map<std::string, std::set<std::string>>;

/// Every field that a tag means, with the parts it stands in; a path that ends in `[]` is one that a block runs over.
struct TagFields {
  UsedFields used;
  std::map<std::string, bool> translated;
  std::set<std::string> lists;
  std::set<std::string> images;
};

TagFields collect(const Template& compiled) {
  TagFields found;
  for (const auto& [part, program] : compiled.programs()) {
    FieldScopes scopes(compiled.description());
    for (const auto& one : program.tags) {
      const auto kind = one.tag.kind;
      if (kind == Tag::Kind::close) scopes.leave();
      if (kind == Tag::Kind::close || kind == Tag::Kind::comment || kind == Tag::Kind::clause) continue;
      const auto field = scopes.resolve(one.tag.path);
      if (field && field->path != ".") {
        found.used[field->path].insert(part);
        found.translated[field->path] |= !field->language.empty();
      }
      if (kind == Tag::Kind::image && field) found.images.insert(field->path);
      if (kind == Tag::Kind::value || kind == Tag::Kind::image) continue;
      scopes.enter(kind == Tag::Kind::open ? field : std::nullopt);
      if (kind == Tag::Kind::open && field && !one.tag.comparison) found.lists.insert(field->path);
    }
  }
  return found;
}

/// Without a description the tags are all that is known: texts, and lists or conditions.
std::vector<FieldDescription> described_by_tags(const TagFields& found) {
  std::vector<FieldDescription> fields;
  for (const auto& [path, parts] : found.used) {
    FieldDescription field;
    field.path = path;
    field.required = true;
    if (found.lists.contains(path)) field.type = FieldType::list;
    if (found.images.contains(path)) field.type = FieldType::image;
    fields.push_back(std::move(field));
  }
  return fields;
}

}  // namespace

Json fields(const Template& compiled) {
  const auto found = collect(compiled);
  const auto& description = compiled.description();
  const auto languages = description ? description->languages : std::vector<LanguageTag>{};
  SchemaBuilder builder(languages);
  for (const auto& field : description ? description->fields : described_by_tags(found)) {
    const auto used = found.used.find(plain_path(field.path));
    builder.add(field, used == found.used.end() ? std::set<std::string>{} : used->second);
  }
  auto schema = std::move(builder).finish();
  schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  if (description) {
    schema["x-kind"] = description->kind;
    schema["x-label"] = description->name;
  }
  return schema;
}

}  // namespace chancery::templating
