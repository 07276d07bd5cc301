#pragma once

#include "base/language_tag.h"
#include "templating/program.h"
#include "text/story.h"
#include "text/styles.h"

#include <optional>
#include <string>
#include <string_view>

namespace chancery::templating {

/// The language that a tag names itself: by its last segment or by an argument of a filter.
[[nodiscard]] std::optional<LanguageTag> named_language(const Tag& tag);

/// The language that the run of a value must be marked with, since its text is written in another one or in none that is said.
/// Absent where the run, its style or the column of its table say it already.
[[nodiscard]] std::optional<LanguageTag> language_to_mark(const PlacedTag& tag, const text::StoryRun& run,
                                                          const text::Styles& styles);

/// The start of a run (its tag and properties) with `w:lang`; absent when there is nothing to mark.
[[nodiscard]] std::optional<std::string> with_language(std::string_view run_start, std::string_view prefix,
                                                       const std::optional<LanguageTag>& language);

/// `<w:t xml:space="preserve">`
[[nodiscard]] std::string open_text(std::string_view prefix);

}  // namespace chancery::templating
