#include "templating/description.h"

#include "base/error.h"
#include "text/values.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace chancery::templating {
namespace {

using formats::Json;

constexpr std::array<std::pair<std::string_view, FieldType>, 12> types{{{"text", FieldType::text},
                                                                        {"translated_text", FieldType::translated_text},
                                                                        {"date", FieldType::date},
                                                                        {"number", FieldType::number},
                                                                        {"amount", FieldType::amount},
                                                                        {"yes_no", FieldType::yes_no},
                                                                        {"choice", FieldType::choice},
                                                                        {"list", FieldType::list},
                                                                        {"object", FieldType::object},
                                                                        {"image", FieldType::image},
                                                                        {"rich_text", FieldType::rich_text},
                                                                        {"name", FieldType::name}}};

[[noreturn]] void refuse_description(const char* key, std::string place, std::string found = {}) {
  Message message{key, {{"place", std::move(place)}}};
  if (!found.empty()) message.arguments.emplace_back("found", std::move(found));
  throw Error(Fault::input, std::move(message));
}

/// A JSON object of the description with the place it stands at, which refuses what is not there or of another kind.
class Reader {
 public:
  Reader(const Json& json, std::string place) : json_(json), place_(std::move(place)) {
    if (!json_.is_object()) refuse_description("templating.description_not_object", place_);
  }

  [[nodiscard]] std::string place_of(const char* key) const { return place_ + "." + key; }
  [[nodiscard]] const Json* find(const char* key) const {
    const auto found = json_.find(key);
    return found == json_.end() ? nullptr : &*found;
  }
  [[nodiscard]] std::string text(const char* key) const {
    const auto* value = find(key);
    if (value == nullptr || !value->is_string() || value->get_ref<const std::string&>().empty())
      refuse_description("templating.description_text", place_of(key));
    return value->get<std::string>();
  }
  [[nodiscard]] bool flag(const char* key) const {
    const auto* value = find(key);
    if (value == nullptr) return false;
    if (value->is_boolean()) return value->get<bool>();
    if (*value == Json("yes") || *value == Json("no")) return *value == Json("yes");
    refuse_description("templating.description_flag", place_of(key));
  }
  [[nodiscard]] std::vector<std::string> texts(const char* key) const {
    std::vector<std::string> found;
    const auto* value = find(key);
    if (value == nullptr) return found;
    if (!value->is_array()) refuse_description("templating.description_list", place_of(key));
    for (const auto& one : *value) {
      if (!one.is_string() || one.get_ref<const std::string&>().empty())
        refuse_description("templating.description_text", place_of(key));
      found.push_back(one.get<std::string>());
    }
    return found;
  }
  /// {uk: …, en: …}; one text stands for every language.
  [[nodiscard]] std::map<std::string, std::string> words(const char* key) const {
    std::map<std::string, std::string> found;
    const auto* value = find(key);
    if (value == nullptr) return found;
    if (value->is_string()) return {{"uk", value->get<std::string>()}, {"en", value->get<std::string>()}};
    if (!value->is_object()) refuse_description("templating.description_words", place_of(key));
    for (const auto& [language, text] : value->items()) {
      if (!LanguageTag::parse(language) || !text.is_string())
        refuse_description("templating.description_words", place_of(key), language);
      found.emplace(language, text.get<std::string>());
    }
    return found;
  }
  [[nodiscard]] std::vector<LanguageTag> languages(const char* key) const {
    std::vector<LanguageTag> found;
    for (const auto& one : texts(key)) {
      const auto language = LanguageTag::parse(one);
      if (!language) refuse_description("templating.description_language", place_of(key), one);
      found.push_back(*language);
    }
    return found;
  }
  void refuse_others(std::initializer_list<std::string_view> known) const {
    for (const auto& [key, value] : json_.items()) {
      if (std::find(known.begin(), known.end(), key) == known.end())
        refuse_description("templating.description_key", place_, key);
    }
  }

 private:
  const Json& json_;
  std::string place_;
};

FieldType read_type(const Reader& reader) {
  const auto name = reader.text("type");
  const auto* found = std::find_if(types.begin(), types.end(), [&](const auto& one) { return one.first == name; });
  if (found == types.end()) refuse_description("templating.description_type", reader.place_of("type"), name);
  return found->second;
}

bool is_path(std::string_view path) {
  const auto plain = plain_path(path);
  const bool letters = std::all_of(plain.begin(), plain.end(), [](char one) {
    return (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9') || one == '_' || one == '.';
  });
  return letters && !plain.empty() && plain.front() != '.' && plain.back() != '.' && plain.find("..") == std::string::npos;
}

FieldDescription read_field(const Json& json, const std::string& place) {
  const Reader reader(json, place);
  reader.refuse_others({"path", "type", "required", "label", "hint", "choices"});
  FieldDescription field;
  field.path = reader.text("path");
  if (!is_path(field.path)) refuse_description("templating.description_path", place, field.path);
  field.type = read_type(reader);
  field.required = reader.flag("required");
  field.label = reader.words("label");
  field.hint = reader.words("hint");
  field.choices = reader.texts("choices");
  if ((field.type == FieldType::choice) == field.choices.empty())
    refuse_description("templating.description_choices", place, field.path);
  return field;
}

void read_delimiters(const Reader& reader, Description& description) {
  const auto delimiters = reader.texts("delimiters");
  if (delimiters.empty()) return;
  if (delimiters.size() != 2 || delimiters[0] == delimiters[1])
    refuse_description("templating.description_delimiters", reader.place_of("delimiters"));
  description.opening = delimiters[0];
  description.closing = delimiters[1];
}

std::vector<FieldDescription> read_fields(const Reader& reader) {
  const auto* list = reader.find("fields");
  if (list == nullptr || !list->is_array()) refuse_description("templating.description_list", reader.place_of("fields"));
  std::vector<FieldDescription> fields;
  std::set<std::string> paths;
  for (std::size_t index = 0; index < list->size(); ++index) {
    fields.push_back(read_field((*list)[index], reader.place_of("fields") + "[" + std::to_string(index) + "]"));
    if (!paths.insert(fields.back().path).second)
      refuse_description("templating.description_twice", reader.place_of("fields"), fields.back().path);
  }
  return fields;
}

std::map<std::string, Sha256> read_clauses(const Reader& reader) {
  std::map<std::string, Sha256> clauses;
  const auto* object = reader.find("clauses");
  if (object == nullptr) return clauses;
  if (!object->is_object()) refuse_description("templating.description_not_object", reader.place_of("clauses"));
  for (const auto& [name, hash] : object->items()) {
    const auto parsed = hash.is_string() ? Sha256::parse(hash.get_ref<const std::string&>()) : std::nullopt;
    if (!parsed) refuse_description("templating.description_hash", reader.place_of("clauses"), name);
    clauses.emplace(name, *parsed);
  }
  return clauses;
}

/// Which findings are errors is the author's choice only where a document without a fault can still come out.
std::map<std::string, bool> read_checks(const Reader& reader) {
  constexpr std::array free{std::string_view("unused_field"), std::string_view("unknown_data"), std::string_view("ill_typed"),
                            std::string_view("column_only"), std::string_view("column_language")};
  std::map<std::string, bool> checks;
  const auto* object = reader.find("checks");
  if (object == nullptr) return checks;
  if (!object->is_object()) refuse_description("templating.description_not_object", reader.place_of("checks"));
  for (const auto& [code, severity] : object->items()) {
    const bool known = std::find(free.begin(), free.end(), code) != free.end();
    if (!known || (severity != Json("error") && severity != Json("warning")))
      refuse_description("templating.description_check", reader.place_of("checks"), code);
    checks.emplace(code, severity == Json("error"));
  }
  return checks;
}

void check_columns(const Description& description, const Reader& reader) {
  for (const auto& column : description.columns) {
    const auto& all = description.languages;
    if (std::find(all.begin(), all.end(), column) == all.end())
      refuse_description("templating.description_column", reader.place_of("columns"), column.text());
  }
}

std::string_view past_brackets(std::string_view path) {
  while (path.starts_with("[]")) path.remove_prefix(2);
  return path;
}

/// What of `path` comes after `begin`, both read without `[]`; nothing when it begins otherwise. Asked for every field at every
/// tag, so that nothing is copied.
std::optional<std::string_view> rest_after(std::string_view path, std::string_view begin) {
  for (begin = past_brackets(begin), path = past_brackets(path); !begin.empty();
       begin = past_brackets(begin.substr(1)), path = past_brackets(path.substr(1))) {
    if (path.empty() || path.front() != begin.front()) return std::nullopt;
  }
  return path;
}

}  // namespace

const FieldDescription* Description::find(std::string_view path) const {
  const bool item = path.ends_with("[]");
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const FieldDescription& one) {
    const auto rest = rest_after(one.path, path);
    return rest && rest->empty() && one.path.ends_with("[]") == item;
  });
  return found == fields.end() ? nullptr : &*found;
}

bool Description::knows(std::string_view path) const {
  return std::any_of(fields.begin(), fields.end(), [&](const FieldDescription& one) {
    const auto rest = rest_after(one.path, path);
    return rest && (rest->empty() || rest->starts_with('.'));
  });
}

bool Description::holds_fields(std::string_view path) const {
  return std::any_of(fields.begin(), fields.end(), [&](const FieldDescription& one) {
    const auto rest = rest_after(one.path, path);
    return rest && rest->starts_with('.');
  });
}

bool Description::is_list(std::string_view path) const {
  const auto wanted = std::string(path) + "[]";
  return std::any_of(fields.begin(), fields.end(), [&](const FieldDescription& one) {
    return one.path.starts_with(wanted) || (one.path == path && one.type == FieldType::list);
  });
}

Description read_description(const Json& json) {
  const Reader reader(json, "$");
  reader.refuse_others({"name", "kind", "languages", "columns", "fields", "delimiters", "clauses", "checks"});
  Description description;
  description.name = reader.words("name");
  description.kind = reader.text("kind");
  description.languages = reader.languages("languages");
  if (description.languages.empty()) refuse_description("templating.description_list", reader.place_of("languages"));
  description.columns = reader.languages("columns");
  check_columns(description, reader);
  read_delimiters(reader, description);
  description.fields = read_fields(reader);
  description.clauses = read_clauses(reader);
  description.checks = read_checks(reader);
  return description;
}

bool is_translated(FieldType type) {
  return type == FieldType::translated_text || type == FieldType::rich_text || type == FieldType::name;
}

std::string_view name_of(FieldType type) {
  return std::find_if(types.begin(), types.end(), [&](const auto& one) { return one.second == type; })->first;
}

std::string plain_path(std::string_view path) {
  std::string plain;
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (path.substr(at).starts_with("[]")) {
      ++at;
    } else {
      plain += path[at];
    }
  }
  return plain;
}

}  // namespace chancery::templating
