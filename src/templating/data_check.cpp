#include "templating/fill.h"
#include "templating/lookup.h"
#include "templating/suggestion.h"
#include "text/values.h"

#include <algorithm>
#include <set>

namespace chancery::templating {
namespace {

using formats::Json;

bool is_decimal(const Json& value) {
  if (value.is_number()) return true;
  static const auto english = LanguageTag::parse("en");
  return value.is_string() && text::write_number(value.get_ref<const std::string&>(), *english).has_value();
}

bool is_amount(const Json& value) {
  return value.is_object() && value.contains("value") && value.contains("currency") && value.at("currency").is_string() &&
         is_decimal(value.at("value"));
}

bool has_languages(const Json& value) {
  if (value.is_array()) return value.empty() || is_language_list(value);
  return value.is_object() &&
         std::all_of(value.items().begin(), value.items().end(), [](const auto& one) { return is_language_segment(one.key()); });
}

bool is_date(const Json& value) {
  return value.is_string() && text::CalendarDate::parse(value.get_ref<const std::string&>());
}

bool is_choice(const FieldDescription& field, const Json& value) {
  const auto& choices = field.choices;
  return value.is_string() && std::find(choices.begin(), choices.end(), value.get_ref<const std::string&>()) != choices.end();
}

bool has_type(const FieldDescription& field, const Json& value) {
  switch (field.type) {
    case FieldType::text:
      return value.is_string();
    case FieldType::translated_text:
    case FieldType::rich_text:
    case FieldType::name:
      return has_languages(value);
    case FieldType::image:
      return value.is_object() && value.contains("data") && value.at("data").is_string();
    case FieldType::date:
      return is_date(value);
    case FieldType::number:
      return is_decimal(value);
    case FieldType::amount:
      return is_amount(value);
    case FieldType::yes_no:
      return value.is_boolean() || value == Json("yes") || value == Json("no");
    case FieldType::choice:
      return is_choice(field, value);
    case FieldType::list:
      return value.is_array();
    case FieldType::object:
      return value.is_object();
  }
  return false;
}

bool is_empty(const Json& value) {
  return value.is_null() || value == Json("") || (value.is_structured() && value.empty());
}

class DataCheck {
 public:
  explicit DataCheck(const Description& description) : description_(description) {}

  [[nodiscard]] std::vector<Finding> run(const Json& data) {
    if (!data.is_object()) {
      report("ill_typed", "$", {}, std::string(name_of(FieldType::object)));
      return std::move(findings_);
    }
    for (const auto& field : description_.fields) require(field, data);
    look_for_unknown(data, "", "");
    return std::move(findings_);
  }

 private:
  /// Walks along the path of a field; behind a list every item is asked.
  void require(const FieldDescription& field, const Json& data) { descend(field, data, field.path, ""); }

  void descend(const FieldDescription& field, const Json& value, std::string_view rest, const std::string& at) {
    if (rest.empty()) return judge(field, value, at);
    if (rest.starts_with("[]")) return items(field, value, rest.substr(2), at);
    // A holder of the wrong type is told as such, and what it should hold is not missed as well.
    const auto holder = std::string_view(field.path).substr(0, field.path.size() - rest.size());
    if (!value.is_object() && description_.find(holder) != nullptr) return;
    if (rest.starts_with('.')) rest.remove_prefix(1);
    const auto name = std::string(rest.substr(0, rest.find_first_of(".[")));
    const auto place = at.empty() ? name : at + "." + name;
    const auto behind = rest.substr(name.size());
    const bool here = value.is_object() && value.contains(name) && !value.at(name).is_null();
    if (here) return descend(field, value.at(name), behind, place);
    // What lies inside something absent is only missed together with it, when that is required itself.
    if (behind.empty() || !is_described(plain_path(field.path), behind)) missing(field, place);
  }

  [[nodiscard]] bool is_described(const std::string& path, std::string_view behind) const {
    const auto holder = path.substr(0, path.size() - plain_path(behind).size());
    return description_.find(holder) != nullptr;
  }

  void items(const FieldDescription& field, const Json& value, std::string_view rest, const std::string& at) {
    if (!value.is_array()) {
      if (rest.empty() || description_.find(plain_path(at)) == nullptr)
        report("ill_typed", at, {}, std::string(name_of(FieldType::list)));
      return;
    }
    for (std::size_t index = 0; index < value.size(); ++index)
      descend(field, value[index], rest, at + "[" + std::to_string(index + 1) + "]");
  }

  void judge(const FieldDescription& field, const Json& value, const std::string& at) {
    if (is_empty(value)) return missing(field, at);
    if (!has_type(field, value)) return report("ill_typed", at, {}, std::string(name_of(field.type)));
    if (!is_translated(field.type) || !field.required) return;
    for (const auto& language : description_.languages) {
      const auto path = FieldPath{{language.text()}};
      if (!find_value({&value}, path)) report("missing_field", at + "." + language.text());
    }
  }

  void missing(const FieldDescription& field, const std::string& at) {
    if (field.required) report("missing_field", at);
  }

  void look_for_unknown(const Json& value, const std::string& at, const std::string& plain) {
    if (value.is_array()) {
      for (std::size_t index = 0; index < value.size(); ++index)
        look_for_unknown(value[index], at + "[" + std::to_string(index + 1) + "]", plain);
      return;
    }
    if (!value.is_object() || is_leaf(plain)) return;
    for (const auto& [name, inner] : value.items()) {
      const auto path = plain.empty() ? name : plain + "." + name;
      const auto place = at.empty() ? name : at + "." + name;
      if (!description_.knows(path)) {
        report("unknown_data", place, nearest_name(path, known_paths()));
      } else {
        look_for_unknown(inner, place, path);
      }
    }
  }

  /// A described field whose inside is its own business: values by language, amounts, free objects.
  [[nodiscard]] bool is_leaf(const std::string& plain) const { return !plain.empty() && !description_.holds_fields(plain); }

  [[nodiscard]] std::vector<std::string> known_paths() const {
    std::vector<std::string> paths;
    for (const auto& field : description_.fields) paths.push_back(plain_path(field.path));
    return paths;
  }

  void report(const char* code, const std::string& at, std::string suggestion = {}, std::string detail = {}) {
    if (!told_.emplace(code, at).second) return;
    findings_.push_back(make_finding(code, at, {}, std::move(suggestion), std::move(detail)));
  }

  const Description& description_;
  std::set<std::pair<std::string, std::string>> told_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> check_data(const Description& description, const Json& data) {
  return DataCheck(description).run(data);
}

}  // namespace chancery::templating
