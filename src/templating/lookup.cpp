#include "templating/lookup.h"

#include "base/language_tag.h"

#include <algorithm>
#include <charconv>

namespace chancery::templating {
namespace {

using formats::Json;

const Json* select_language(const Json& list, std::string_view language) {
  for (const auto& one : list) {
    if (one.at("language").get_ref<const std::string&>() == language) return &one.at("value");
  }
  return nullptr;
}

const Json* select_item(const Json& list, std::string_view segment) {
  std::size_t number = 0;
  const auto [end, code] = std::from_chars(segment.data(), segment.data() + segment.size(), number);
  const bool is_number = code == std::errc{} && end == segment.data() + segment.size();
  return is_number && number >= 1 && number <= list.size() ? &list[number - 1] : nullptr;
}

bool is_digits(std::string_view segment) {
  return std::all_of(segment.begin(), segment.end(), [](char one) { return one >= '0' && one <= '9'; });
}

const Json* member(const Json& object, const std::string& name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

using Segments = std::vector<std::string>::const_iterator;

std::optional<FoundValue> descend(const Json& value, Segments segment, Segments end);

/// A list without any item that has the member has no value there: a misspelt name must not become an empty text.
std::optional<FoundValue> collect(const Json& list, Segments segment, Segments end) {
  Json column = Json::array();
  for (const auto& item : list) {
    if (auto found = descend(item, segment, end)) column.push_back(found->json());
  }
  if (column.empty() && !list.empty()) return std::nullopt;
  return FoundValue(std::move(column));
}

std::optional<FoundValue> descend(const Json& value, Segments segment, Segments end) {
  if (segment == end) return FoundValue(&value);
  const Json* next = nullptr;
  if (value.is_object()) {
    next = member(value, *segment);
  } else if (is_language_list(value)) {
    next = select_language(value, *segment);
  } else if (value.is_array() && is_digits(*segment)) {
    next = select_item(value, *segment);
  } else if (value.is_array()) {
    return collect(value, segment, end);
  }
  return next == nullptr ? std::nullopt : descend(*next, segment + 1, end);
}

}  // namespace

bool is_language_list(const Json& value) {
  return value.is_array() && !value.empty() && std::all_of(value.begin(), value.end(), [](const Json& one) {
           return one.is_object() && one.size() == 2 && one.contains("value") && one.contains("language") &&
                  one.at("language").is_string();
         });
}

bool is_language_segment(std::string_view segment) {
  return LanguageTag::parse(segment).has_value();
}

std::optional<FoundValue> find_value(const std::vector<const Json*>& scopes, const FieldPath& path) {
  if (path.segments.empty()) return FoundValue(scopes.back());
  for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope) {
    const Json& value = **scope;
    const Json* here = nullptr;
    if (value.is_object()) {
      here = member(value, path.segments.front());
    } else if (is_language_list(value)) {
      here = select_language(value, path.segments.front());
    }
    if (here != nullptr) return descend(*here, path.segments.begin() + 1, path.segments.end());
  }
  return std::nullopt;
}

std::vector<const Json*> items_of(const Json& value) {
  std::vector<const Json*> items;
  if (value.is_array() && !is_language_list(value)) {
    for (const auto& item : value) items.push_back(&item);
    return items;
  }
  const bool no =
      value.is_null() || value == Json(false) || value == Json("no") || value == Json("") || (value.is_number() && value == 0);
  if (!no) items.push_back(&value);
  return items;
}

std::optional<std::string> words_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number()) return value.dump();
  return std::nullopt;
}

}  // namespace chancery::templating
