#pragma once

#include "base/language_tag.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::text {

/// How many forms a noun has behind numbers: uk 3 (рік, роки, років), en, fr and it 2 (year, years).
/// Requires: writes_values_in(language).
[[nodiscard]] std::size_t plural_forms(const LanguageTag& language);

/// The number as the language writes it, a no-break space and the form that belongs to it: «21 рік», «1,5 року» is the second
/// form. Absent when `decimal` is no decimal number.   Requires: as many forms as plural_forms() says.
[[nodiscard]] std::optional<std::string> write_counted(std::string_view decimal, const std::vector<std::string>& forms,
                                                       const LanguageTag& language);

}  // namespace chancery::text
