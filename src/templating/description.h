#pragma once

#include "base/language_tag.h"
#include "base/sha256.h"
#include "formats/json.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::templating {

/// What a field holds.
/// text · translated_text (a value for each language) · date (`YYYY-MM-DD`) · number · amount {value, currency} · yes_no ·
/// choice (one of `choices`) · list · object · image {data, alt, width, height} · rich_text (a value for each language) ·
/// name (for each language a text, or an object with the grammatical cases)
enum class FieldType { text, translated_text, date, number, amount, yes_no, choice, list, object, image, rich_text, name };

/// True for the types that have a value for each language.
[[nodiscard]] bool is_translated(FieldType type);

/// A field of a template: `title`, `decision.date`, `parties[]` (an item of the list `parties`), `parties[].official_name`.
struct FieldDescription {
  std::string path;
  FieldType type = FieldType::text;
  bool required = false;
  std::map<std::string, std::string> label;  // language → words
  std::map<std::string, std::string> hint;
  std::vector<std::string> choices;
};

/// `templates/NAME.json`: {name, kind, languages, columns, fields:[{path, type, required, label, hint, choices}]}, and
/// `delimiters`: [opening, closing] where they are not `{` and `}`, `clauses`: {name: SHA-256} of those it takes, and
/// `checks`: {code: "error" | "warning"} for unused_field, unknown_data, ill_typed, column_only, column_language.
struct Description {
  std::map<std::string, std::string> name;  // language → words
  std::string kind;
  std::vector<LanguageTag> languages;
  std::vector<LanguageTag> columns;  // of two-column tables, left to right; empty for templates in one column
  std::string opening = "{";
  std::string closing = "}";
  std::vector<FieldDescription> fields;
  std::map<std::string, bool> checks;     // code → true when the finding is an error, false when it is a warning
  std::map<std::string, Sha256> clauses;  // which version of each clause the template takes

  /// By its path; `parties.official_name` and `parties[].official_name` are the same field.
  [[nodiscard]] const FieldDescription* find(std::string_view path) const;
  /// A field, or an object or list that holds one.
  [[nodiscard]] bool knows(std::string_view path) const;
  /// An object or list that holds a field.
  [[nodiscard]] bool holds_fields(std::string_view path) const;
  [[nodiscard]] bool is_list(std::string_view path) const;
};

/// Throws: Error{Fault::input} naming the place in the description and what is wrong there.
[[nodiscard]] Description read_description(const formats::Json& json);

[[nodiscard]] std::string_view name_of(FieldType type);

/// The path without `[]`.
[[nodiscard]] std::string plain_path(std::string_view path);

}  // namespace chancery::templating
