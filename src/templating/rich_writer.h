#pragma once

#include "base/bytes.h"
#include "templating/program.h"
#include "templating/rich_text.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::templating {

/// Appends words as the text of a run that is open: line breaks and tabs are elements of their own, markup is escaped.
void append_words(Bytes& out, std::string_view text, std::string_view prefix);

/// Appends rich text. Of a tag that stands alone: a paragraph for each block, with the paragraph's own properties, lists with a
/// hanging indent and their signs as text. Otherwise: in the run that is open, with line breaks between the blocks.
void append_rich_text(Bytes& out, const std::vector<RichBlock>& blocks, const PlacedTag& tag, std::string_view prefix);

}  // namespace chancery::templating
