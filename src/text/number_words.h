#pragma once

#include "base/language_tag.h"

#include <optional>
#include <string>
#include <string_view>

namespace chancery::text {

enum class Gender { masculine, feminine, neuter };
[[nodiscard]] std::optional<Gender> parse_gender(std::string_view name);

/// True for uk and en, the languages that amounts are written out in.
[[nodiscard]] bool writes_words_in(const LanguageTag& language);

/// A whole number in words: «двадцять одна тисяча сто», twenty-one thousand one hundred. The gender is that of a final one or two
/// in Ukrainian. Absent for what is no whole number below 10^15.   Requires: writes_words_in(language).
[[nodiscard]] std::optional<std::string> write_number_words(std::string_view decimal, const LanguageTag& language,
                                                            Gender gender = Gender::masculine);

/// An amount in words, hundredths in figures: «одна тисяча двісті гривень 05 копійок», one thousand two hundred US dollars and 05
/// cents. Absent for an amount with more than two decimals, and for a currency whose words are not known: UAH, USD, EUR, GBP,
/// PLN, CAD, CHF.   Requires: writes_words_in(language).
[[nodiscard]] std::optional<std::string> write_money_words(std::string_view decimal, std::string_view currency,
                                                           const LanguageTag& language);

}  // namespace chancery::text
