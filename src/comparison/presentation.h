#pragma once

#include "base/bytes.h"
#include "comparison/report.h"
#include "formats/json.h"
#include "text/phrase.h"

#include <string>

namespace chancery::comparison {

/// {equal, counts, paragraphs:[{kind, part, old, new, move, cell, stretches:[{kind, text}]}] without those that stay the same,
/// not_covered:[{key, text}], accepted:{old, new}, whole_paragraphs}.
[[nodiscard]] formats::Json to_json(const Report& report, text::Language language);

/// How the difference is laid out: as one text, or the old and the new beside each other.
enum class Layout { inline_text, side_by_side };

/// The paragraphs as HTML with `ins`, `del` and classes `comparison-…`, escaped; to stand in a page.
[[nodiscard]] std::string to_html(const Report& report, text::Language language, Layout layout);

/// A whole page with its own style, without script.
[[nodiscard]] Bytes to_page(const Report& report, text::Language language, const std::string& title, Layout layout);

}  // namespace chancery::comparison
