#pragma once

#include "formats/json.h"
#include "text/catalogue.h"

#include <string>

namespace chancery::server {

// From what engine::Office::checkpoints_outside answers.

/// "Last known outside: when and how far", or never.
[[nodiscard]] std::string known_outside(const formats::Json& outside, text::Language language);
/// Which entries a time server has vouched for, and when.
[[nodiscard]] std::string known_stamped(const formats::Json& outside, text::Language language);

}  // namespace chancery::server
