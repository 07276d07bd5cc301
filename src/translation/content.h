#pragma once

#include "text/segments.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::translation {

using Content = std::vector<text::Inline>;

/// The characters of a content, without its codes.
[[nodiscard]] std::string plain_text(const Content& content);
/// Adjacent texts joined, empty ones left out: two contents that say the same are equal.
[[nodiscard]] Content joined(Content content);

/// What is wrong with the codes of a translation beside those of its source; `none` when every code came back once, opens before
/// it closes, and nests.
enum class CodeFault { none, missing, unknown, doubled, order };
struct CodeCheck {
  CodeFault fault = CodeFault::none;
  std::string id;  // of the first code that it is about
};
[[nodiscard]] CodeCheck check_codes(const Content& source, const Content& target);

}  // namespace chancery::translation
