#pragma once

#include "formats/json.h"

#include <set>
#include <string>

namespace chancery::document {

/// Ordinary JSON of command line and API as committed data: a boolean becomes "yes" or "no", a number with a fraction its decimal
/// text, an object whose keys are language tags, one of `languages` among them, a list [{language, value}] by language, null
/// goes, text becomes NFC. Standard: FORMATS, *Canonical JSON*. Throws: Error{Fault::input} with the place of a key or value that
/// cannot be committed.
[[nodiscard]] formats::Json to_committed(const formats::Json& value, const std::set<std::string>& languages);

}  // namespace chancery::document
