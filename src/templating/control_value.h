#pragma once

#include "base/language_tag.h"
#include "formats/json.h"
#include "templating/filter.h"
#include "templating/program.h"
#include "text/story.h"

#include <optional>
#include <string>
#include <variant>

namespace chancery::templating {

/// What a content control shows, what its properties say beside it, and what the custom XML behind it holds.
struct ControlValue {
  std::string shown;
  std::string state;
  std::string stored;
};

/// A value on its way into the custom XML that a control is bound to.
struct BoundValue {
  text::StoryBinding binding;
  std::string value;
  const PlacedTag* tag = nullptr;
};

/// A date as the control writes dates, a yes or no as its mark, a choice by its value or its words.
[[nodiscard]] std::variant<ControlValue, FilterProblem> read_control_value(const ControlForm& form, const formats::Json& value,
                                                                           const std::optional<LanguageTag>& language);

}  // namespace chancery::templating
