#pragma once

#include "apps/cli/terminal.h"

#include <string>
#include <vector>

namespace chancery::cli {

/// What `document show` says to people, a line each: where the document is, its texts and what of them is approved, signatures,
/// annexes and files with their hashes, links. `document` is as engine::Office::document answers.
[[nodiscard]] std::vector<std::string> document_text(const Terminal& terminal, const formats::Json& document);

}  // namespace chancery::cli
