#pragma once

#include "formats/json.h"
#include "templating/tag.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::templating {

/// A value of the data, or one that was put together from them (a column of a list).
class FoundValue {
 public:
  explicit FoundValue(const formats::Json* in_data) : in_data_(in_data) {}
  explicit FoundValue(formats::Json made) : made_(std::move(made)) {}

  [[nodiscard]] const formats::Json& json() const { return in_data_ != nullptr ? *in_data_ : made_; }

 private:
  const formats::Json* in_data_ = nullptr;
  formats::Json made_;
};

/// True for `[{language, value}]`, the committed form of a value in several languages.
[[nodiscard]] bool is_language_list(const formats::Json& value);

/// True for a segment that selects a language: two or three small letters, and a region.
[[nodiscard]] bool is_language_segment(std::string_view segment);

/// The value at a path: its first segment is looked for in the items of the open blocks, innermost first, and then in the data.
/// A segment that is a language tag selects from a value in several languages; a number (from 1) an item of a list; any other
/// segment behind a list collects that member of every item. Absent when there is no such value.
[[nodiscard]] std::optional<FoundValue> find_value(const std::vector<const formats::Json*>& scopes, const FieldPath& path);

/// The items over which a block runs; none when the value says no: an empty list or text, `false`, "no", 0, null.
[[nodiscard]] std::vector<const formats::Json*> items_of(const formats::Json& value);

/// What a value says in words; absent for a list, an object, a yes or no, and null.
[[nodiscard]] std::optional<std::string> words_of(const formats::Json& value);

}  // namespace chancery::templating
