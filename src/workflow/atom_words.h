#pragma once

#include "base/message.h"
#include "formats/json.h"
#include "workflow/definition.h"
#include "workflow/guard.h"

#include <string_view>

namespace chancery::workflow {

using formats::Json;

/// What is the case now, in words, where an atom of a guard holds or does not.
[[nodiscard]] Message words_of(const Guard& atom, bool holds, const Definition& definition, const Json& facts,
                               std::string_view language);

}  // namespace chancery::workflow
