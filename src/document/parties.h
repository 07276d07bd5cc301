#pragma once

#include "base/language_tag.h"
#include "formats/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace chancery::document {

/// Who signs or initials a document of this kind, in the order of their numbers, by the official name (of a person the name) in
/// the language of the source; a name that the data lack there is taken from the first language that has it. What each kind
/// calls them stands in DOMAIN §5: an appeal its `adopting_body` and the `co_signatories`, a declaration `adopting_parties`,
/// full powers `issuing_authority`, a note verbale `sender`, a certified translation `translator`. Every other kind, and data
/// without those, has `parties`.
/// `data`: as it is committed (document/data.h).
[[nodiscard]] std::vector<std::string> parties_of(std::string_view kind, const formats::Json& data, const LanguageTag& source);

}  // namespace chancery::document
