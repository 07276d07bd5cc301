#include "templating/filter.h"

#include "templating/lookup.h"
#include "text/number_words.h"
#include "text/plural.h"
#include "text/transliteration.h"
#include "text/values.h"

#include <algorithm>
#include <array>

namespace chancery::templating {
namespace {

using formats::Json;
using Outcome = std::variant<Json, FilterProblem>;

constexpr const char* nominative = "nominative";
constexpr std::array<std::string_view, 7> cases{nominative,     "genitive", "dative",  "accusative",
                                                "instrumental", "locative", "vocative"};

bool is_case(std::string_view name) {
  return std::find(cases.begin(), cases.end(), name) != cases.end();
}

/// A call with its arguments understood: at most one style and one language, in any order.
struct Arguments {
  std::string style;
  std::optional<LanguageTag> language;
};

bool takes_style(std::string_view filter, std::string_view style) {
  if (filter == "date") return text::parse_date_style(style).has_value();
  if (filter == "money") return text::parse_money_style(style).has_value();
  if (filter == "words") return text::parse_gender(style).has_value();
  return false;
}

std::optional<Arguments> read_arguments(const FilterCall& call) {
  Arguments arguments;
  for (const auto& one : call.arguments) {
    const auto language = LanguageTag::parse(one);
    if (takes_style(call.name, one) && arguments.style.empty()) {
      arguments.style = one;
    } else if (language && text::writes_values_in(*language) && !arguments.language) {
      arguments.language = language;
    } else {
      return std::nullopt;
    }
  }
  return arguments;
}

std::optional<std::string> to_decimal(const Json& value) {
  if (value.is_number()) return value.dump();
  return value.is_string() ? std::optional(value.get<std::string>()) : std::nullopt;
}

Outcome date(const Json& value, const Arguments& arguments, const LanguageTag& language) {
  const auto date = value.is_string() ? text::CalendarDate::parse(value.get_ref<const std::string&>()) : std::nullopt;
  if (!date) return FilterProblem{"not_a_date"};
  return Json(text::write_date(*date, text::parse_date_style(arguments.style).value_or(text::DateStyle::long_form), language));
}

Outcome number(const Json& value, const LanguageTag& language) {
  const auto decimal = to_decimal(value);
  const auto written = decimal ? text::write_number(*decimal, language) : std::nullopt;
  return written ? Outcome(Json(*written)) : FilterProblem{"not_a_number"};
}

/// An amount is {value, currency}, the value a decimal string.
Outcome money(const Json& value, const Arguments& arguments, const LanguageTag& language) {
  const bool amount =
      value.is_object() && value.contains("value") && value.contains("currency") && value.at("currency").is_string();
  const auto decimal = amount ? to_decimal(value.at("value")) : std::nullopt;
  if (!decimal) return FilterProblem{"not_an_amount"};
  const auto style = text::parse_money_style(arguments.style).value_or(text::MoneyStyle::code);
  const auto written = text::write_money(*decimal, value.at("currency").get_ref<const std::string&>(), style, language);
  return written ? Outcome(Json(*written)) : FilterProblem{"not_an_amount"};
}

/// A number, or an amount with the words of its currency.
Outcome in_words(const Json& value, const Arguments& arguments, const LanguageTag& language) {
  if (!text::writes_words_in(language)) return FilterProblem{"filter_language"};
  const bool amount =
      value.is_object() && value.contains("value") && value.contains("currency") && value.at("currency").is_string();
  const auto decimal = to_decimal(amount ? value.at("value") : value);
  if (!decimal) return FilterProblem{"not_a_number"};
  const auto gender = text::parse_gender(arguments.style).value_or(text::Gender::masculine);
  const auto written = amount ? text::write_money_words(*decimal, value.at("currency").get_ref<const std::string&>(), language)
                              : text::write_number_words(*decimal, language, gender);
  return written ? Outcome(Json(*written)) : FilterProblem{amount ? "not_an_amount" : "not_a_number"};
}

Outcome list(const Json& value, const LanguageTag& language) {
  if (!value.is_array()) return FilterProblem{"not_a_list"};
  std::vector<std::string> items;
  for (const auto& item : value) {
    auto words = words_of(item);
    if (!words) return FilterProblem{"not_a_list"};
    items.push_back(std::move(*words));
  }
  return Json(text::join_list(items, language));
}

Outcome change_case(const Json& value, text::LetterCase letter_case, const LanguageTag& language) {
  const auto words = words_of(value);
  return words ? Outcome(Json(text::change_case(*words, letter_case, language))) : FilterProblem{"not_text"};
}

Outcome transliterate(const Json& value) {
  const auto words = words_of(value);
  return words ? Outcome(Json(text::transliterate(*words))) : FilterProblem{"not_text"};
}

/// A name that the data have in the grammatical cases of its language; a plain text is the nominative.
Outcome in_case(const Json& value, const std::string& name) {
  if (value.is_string() && name == nominative) return value;
  const bool there = value.is_object() && value.contains(name) && value.at(name).is_string();
  return there ? Outcome(value.at(name)) : FilterProblem{"case_missing"};
}

/// `plural:"рік":"роки":"років":uk`: the forms, and a language behind them where it is named.
struct PluralCall {
  std::vector<std::string> forms;
  std::optional<LanguageTag> language;
};

PluralCall read_plural(const FilterCall& call) {
  PluralCall plural{call.arguments, std::nullopt};
  const auto last = plural.forms.empty() ? std::nullopt : LanguageTag::parse(plural.forms.back());
  if (!last || !text::writes_values_in(*last)) return plural;
  plural.language = last;
  plural.forms.pop_back();
  return plural;
}

Outcome counted(const FilterCall& call, const Json& value, const std::optional<LanguageTag>& of_text) {
  const auto plural = read_plural(call);
  const auto language = plural.language ? plural.language : of_text;
  if (!language || !text::writes_values_in(*language)) return FilterProblem{"filter_language"};
  if (plural.forms.size() != text::plural_forms(*language)) return FilterProblem{"filter_argument"};
  const auto decimal = to_decimal(value);
  const auto written = decimal ? text::write_counted(*decimal, plural.forms, *language) : std::nullopt;
  return written ? Outcome(Json(*written)) : FilterProblem{"not_a_number"};
}

bool is_size(const FilterCall& call) {
  if (call.arguments.size() != 1) return false;
  const auto& digits = call.arguments.front();
  return !digits.empty() && digits.size() <= 4 && digits.find_first_not_of("0123456789") == std::string::npos && digits != "0";
}

/// Filters that write nothing in a language: they take the value as it is, or say how it stands in the document.
bool needs_language(std::string_view name) {
  constexpr std::array without{std::string_view("translit"), std::string_view("default"), std::string_view("case"),
                               std::string_view("rich"),     std::string_view("width"),   std::string_view("height")};
  return std::find(without.begin(), without.end(), name) == without.end();
}

bool takes_arguments(const FilterCall& call) {
  if (call.name == "default") return call.arguments.size() == 1;
  if (call.name == "plural") return read_plural(call).forms.size() == 2 || read_plural(call).forms.size() == 3;
  if (call.name == "case") return call.arguments.size() == 1 && is_case(call.arguments.front());
  if (call.name == "width" || call.name == "height") return is_size(call);
  if (call.name == "translit" || call.name == "rich") return call.arguments.empty();
  return read_arguments(call).has_value();
}

Outcome apply_in(const FilterCall& call, const Json& value, const Arguments& arguments, const LanguageTag& language) {
  if (call.name == "date") return date(value, arguments, language);
  if (call.name == "number") return number(value, language);
  if (call.name == "money") return money(value, arguments, language);
  if (call.name == "list") return list(value, language);
  if (call.name == "words") return in_words(value, arguments, language);
  if (call.name == "upper") return change_case(value, text::LetterCase::upper, language);
  if (call.name == "lower") return change_case(value, text::LetterCase::lower, language);
  return change_case(value, text::LetterCase::capital, language);
}

}  // namespace

const std::vector<std::string>& filter_names() {
  static const std::vector<std::string> names{"capital", "case",   "date", "default",  "height", "list",  "lower", "money",
                                              "number",  "plural", "rich", "translit", "upper",  "width", "words"};
  return names;
}

std::optional<FilterProblem> check_filter(const FilterCall& call) {
  const auto& names = filter_names();
  if (std::find(names.begin(), names.end(), call.name) == names.end()) return FilterProblem{"unknown_filter"};
  return takes_arguments(call) ? std::nullopt : std::optional(FilterProblem{"filter_argument"});
}

std::variant<Json, FilterProblem> apply_filter(const FilterCall& call, const Json& value,
                                               const std::optional<LanguageTag>& language) {
  if (call.name == "translit") return transliterate(value);
  if (call.name == "case") return in_case(value, call.arguments.front());
  if (call.name == "plural") return counted(call, value, language);
  if (!needs_language(call.name)) return value;
  const auto arguments = read_arguments(call);
  if (!arguments) return FilterProblem{"filter_argument"};
  const auto chosen = arguments->language ? arguments->language : language;
  if (!chosen || !text::writes_values_in(*chosen)) return FilterProblem{"filter_language"};
  return apply_in(call, value, *arguments, *chosen);
}

const Json& without_case(const Json& value) {
  const bool cased = value.is_object() && value.contains(nominative) && value.at(nominative).is_string();
  return cased ? value.at(nominative) : value;
}

PictureSize picture_size(const Tag& tag) {
  PictureSize size;
  for (const auto& call : tag.filters) {
    if (!is_size(call)) continue;
    if (call.name == "width") size.width = std::stod(call.arguments.front());
    if (call.name == "height") size.height = std::stod(call.arguments.front());
  }
  return size;
}

std::optional<std::string> default_text(const std::vector<FilterCall>& filters) {
  const auto found = std::find_if(filters.begin(), filters.end(), [](const FilterCall& one) { return one.name == "default"; });
  return found == filters.end() || found->arguments.empty() ? std::nullopt : std::optional(found->arguments.front());
}

}  // namespace chancery::templating
