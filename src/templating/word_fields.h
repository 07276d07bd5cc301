#pragma once

#include "templating/tag_finder.h"
#include "text/story.h"

#include <string>
#include <string_view>
#include <utility>

namespace chancery::templating {

/// Adds the tags that a document has without braces: content controls by their `w:tag` and MERGEFIELD fields.
/// A control that holds other tags is filled by them; what stands in the further items of a repeating section goes with them.
void add_word_fields(const text::Story& story, FoundTags& found);

/// A MERGEFIELD instruction as a tag, and the switch that has no counterpart; either may be empty.
/// `\\* Upper`, `Lower`, `FirstCap` and `Caps` become filters; MERGEFORMAT and CHARFORMAT are what happens anyway.
[[nodiscard]] std::pair<std::string, std::string> read_merge_field(std::string_view instruction);

/// The first item of a repeating section, which stands for all of them; absent without one.
[[nodiscard]] const text::StoryControl* first_item(const text::Story& story, const text::StoryControl& section);

}  // namespace chancery::templating
