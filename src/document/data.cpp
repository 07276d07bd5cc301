#include "document/data.h"

#include "base/language_tag.h"
#include "text/normal_form.h"

namespace chancery::document {
namespace {

using formats::Json;

using Languages = std::set<std::string>;

/// A text may bring more languages than this document has: the same data serve an edition in one of them.
bool is_by_language(const Json& object, const Languages& languages) {
  bool any = false;
  for (const auto& [key, value] : object.items()) {
    if (!LanguageTag::parse(key)) return false;
    any |= languages.contains(key);
  }
  return any;
}

Json language_list(const Json& object, const Languages& languages) {
  Json list = Json::array();
  for (const auto& [language, value] : object.items()) {
    if (!value.is_null()) list.push_back({{"language", language}, {"value", to_committed(value, languages)}});
  }
  return list;
}

Json committed_object(const Json& object, const Languages& languages) {
  Json result = Json::object();
  for (const auto& [key, value] : object.items()) {
    if (!value.is_null()) result[key] = to_committed(value, languages);
  }
  return result;
}

Json committed_array(const Json& array, const Languages& languages) {
  Json result = Json::array();
  for (const Json& value : array) {
    if (!value.is_null()) result.push_back(to_committed(value, languages));
  }
  return result;
}

/// Negative numbers and fractions become text: only 0..2^53−1 stays a number.
bool stays_number(const Json& value) {
  return value.is_number_unsigned() || (value.is_number_integer() && value.get<std::int64_t>() >= 0);
}

}  // namespace

Json to_committed(const Json& value, const Languages& languages) {
  if (value.is_object())
    return is_by_language(value, languages) ? language_list(value, languages) : committed_object(value, languages);
  if (value.is_array()) return committed_array(value, languages);
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_string()) return text::to_nfc(value.get_ref<const std::string&>());
  if (value.is_number() && !stays_number(value)) return formats::canonical_json(value);
  return value;
}

}  // namespace chancery::document
