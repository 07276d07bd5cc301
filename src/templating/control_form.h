#pragma once

#include "templating/program.h"
#include "text/story.h"

#include <string_view>

namespace chancery::templating {

/// Takes a content control apart at the places that a value changes. The placeholder goes; the formatting of the value is what
/// the control asks for, else that of its first run. A control that is repeated loses its number, which may stand only once.
[[nodiscard]] ControlForm compile_control(const text::Story& story, const text::StoryControl& control, std::string_view prefix,
                                          bool repeated);

}  // namespace chancery::templating
