#pragma once

#include <string>
#include <string_view>

namespace chancery::text {

/// Ukrainian in Latin letters: зг is zgh, Є Ї Й Ю Я have their own form at the start of a word, ь and the apostrophe fall away.
/// What is not a Ukrainian letter stays as it is.   Standard: Cabinet of Ministers of Ukraine, resolution 55 of 27.01.2010.
/// In a word of capitals the Latin letters are capitals throughout: «ЗГУРІВКА» is ZGHURIVKA.
[[nodiscard]] std::string transliterate(std::string_view ukrainian);

}  // namespace chancery::text
