#include "text/plural.h"

#include "base/error.h"
#include "text/values.h"

#include <unicode/locid.h>
#include <unicode/numberformatter.h>
#include <unicode/plurrule.h>
#include <unicode/unistr.h>

#include <array>
#include <map>
#include <memory>
#include <string>

namespace chancery::text {
namespace {

void check(UErrorCode code) {
  if (U_FAILURE(code)) throw Error(Fault::environment, {"text.icu_data", {{"detail", u_errorName(code)}}});
}

std::unique_ptr<icu::PluralRules> load(const char* language) {
  UErrorCode code = U_ZERO_ERROR;
  std::unique_ptr<icu::PluralRules> rules(icu::PluralRules::forLocale(icu::Locale(language), code));
  check(code);
  return rules;
}

/// Made once, never changed.
const icu::PluralRules& rules_of(const LanguageTag& language) {
  static const std::array<std::pair<std::string_view, std::unique_ptr<icu::PluralRules>>, 4> all{
      {{"uk", load("uk")}, {"en", load("en")}, {"fr", load("fr")}, {"it", load("it")}}};
  for (const auto& [tag, rules] : all) {
    if (tag == language.primary()) return *rules;
  }
  throw Error(Fault::input, {"text.values_language", {{"language", language.text()}}});
}

std::string category_of(std::string_view decimal, const LanguageTag& language) {
  UErrorCode code = U_ZERO_ERROR;
  const auto point = decimal.find('.');
  const auto digits = point == std::string_view::npos ? 0 : static_cast<std::int32_t>(decimal.size() - point - 1);
  const auto formatted = icu::number::NumberFormatter::withLocale(icu::Locale(language.text().c_str()))
                             .precision(icu::number::Precision::minMaxFraction(digits, digits))
                             .formatDecimal({decimal.data(), static_cast<std::int32_t>(decimal.size())}, code);
  const auto keyword = rules_of(language).select(formatted, code);
  check(code);
  std::string category;
  return keyword.toUTF8String(category);
}

/// Ukrainian counts 1, 2 to 4, 5 and more; a fraction takes the second form. Millions in French and Italian («many») count as
/// more.
std::size_t form_of(const std::string& category, std::size_t forms) {
  if (category == "one") return 0;
  if (forms == 2) return 1;
  return category == "many" ? 2 : 1;
}

}  // namespace

std::size_t plural_forms(const LanguageTag& language) {
  return language.primary() == "uk" ? 3 : 2;
}

std::optional<std::string> write_counted(std::string_view decimal, const std::vector<std::string>& forms,
                                         const LanguageTag& language) {
  const auto number = write_number(decimal, language);
  if (!number) return std::nullopt;
  return *number + "\u00A0" + forms.at(form_of(category_of(decimal, language), forms.size()));
}

}  // namespace chancery::text
