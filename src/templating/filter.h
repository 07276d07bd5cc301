#pragma once

#include "base/language_tag.h"
#include "formats/json.h"
#include "templating/picture.h"
#include "templating/tag.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace chancery::templating {

/// Why a filter has no value: the code of the finding.
struct FilterProblem {
  std::string code;
};

/// The filters of `{field | filter:argument}`.
/// date:STYLE:LANGUAGE · number:LANGUAGE · money:STYLE:LANGUAGE · words:GENDER:LANGUAGE · list:LANGUAGE · plural:FORMS:LANGUAGE ·
/// case:CASE · upper · lower · capital · translit · default:TEXT · rich · of images width:MILLIMETRES and height:MILLIMETRES
[[nodiscard]] const std::vector<std::string>& filter_names();

/// Whether the arguments of a call are ones that the filter takes; absent when they are.
[[nodiscard]] std::optional<FilterProblem> check_filter(const FilterCall& call);

/// The value behind a filter. `language` is the one the call does not name itself.
[[nodiscard]] std::variant<formats::Json, FilterProblem> apply_filter(const FilterCall& call, const formats::Json& value,
                                                                      const std::optional<LanguageTag>& language);

/// Of a name in grammatical cases its nominative, every other value as it is.
[[nodiscard]] const formats::Json& without_case(const formats::Json& value);

/// What `width` and `height` of an image ask for.
[[nodiscard]] PictureSize picture_size(const Tag& tag);

/// The text that `default:"…"` gives to a value that is not there.
[[nodiscard]] std::optional<std::string> default_text(const std::vector<FilterCall>& filters);

}  // namespace chancery::templating
