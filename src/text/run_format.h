#pragma once

#include "text/story.h"

#include <cstdint>
#include <string>

namespace chancery::text {

/// What a run's own properties say that a translator must keep, in a fixed order: `b`, `i`, `u`, `strike`, `sup`, `sub`, `caps`,
/// joined by `+`; empty for plain text. Styles are not looked into.
[[nodiscard]] std::string format_of(const Story& story, std::uint32_t run);

}  // namespace chancery::text
