#include "text/values.h"

#include "base/error.h"
#include "text/characters.h"

#include <unicode/dtfmtsym.h>
#include <unicode/listformatter.h>
#include <unicode/locid.h>
#include <unicode/numberformatter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

namespace chancery::text {
namespace {

constexpr std::string_view no_break_space = "\u00A0";

void check(UErrorCode code) {
  if (U_FAILURE(code)) throw Error(Fault::environment, {"text.icu_data", {{"detail", u_errorName(code)}}});
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string bytes;
  return text.toUTF8String(bytes);
}

/// What ICU knows of a language and we use again and again; made once, never changed.
struct LanguageValues {
  std::string tag;
  icu::Locale locale;
  std::array<std::string, 12> months;       // as they stand in a date: «листопада»
  std::array<std::string, 12> month_names;  // as they stand alone: «листопад»
  icu::number::LocalizedNumberFormatter numbers;
  std::unique_ptr<icu::ListFormatter> list;
};

std::array<std::string, 12> month_names(const icu::Locale& locale, icu::DateFormatSymbols::DtContextType context) {
  UErrorCode code = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(locale, code);
  check(code);
  std::int32_t count = 0;
  const auto* found = symbols.getMonths(count, context, icu::DateFormatSymbols::WIDE);
  std::array<std::string, 12> names;
  for (std::size_t month = 0; month < names.size(); ++month) names[month] = to_utf8(found[month]);
  return names;
}

LanguageValues load(const char* tag, const char* locale_name) {
  UErrorCode code = U_ZERO_ERROR;
  const icu::Locale locale(locale_name);
  std::unique_ptr<icu::ListFormatter> list(icu::ListFormatter::createInstance(locale, code));
  check(code);
  return {tag,
          locale,
          month_names(locale, icu::DateFormatSymbols::FORMAT),
          month_names(locale, icu::DateFormatSymbols::STANDALONE),
          icu::number::NumberFormatter::withLocale(locale).precision(icu::number::Precision::unlimited()),
          std::move(list)};
}

const std::array<LanguageValues, 5>& languages() {
  static const std::array<LanguageValues, 5> loaded{load("uk", "uk"), load("en-US", "en_US"), load("en", "en_GB"),
                                                    load("fr", "fr"), load("it", "it")};
  return loaded;
}

const LanguageValues* find_values(const LanguageTag& language) {
  const auto exact = [&](const LanguageValues& one) { return one.tag == language.text(); };
  const auto general = [&](const LanguageValues& one) { return one.tag == language.primary(); };
  const auto& all = languages();
  auto found = std::find_if(all.begin(), all.end(), exact);
  if (found == all.end()) found = std::find_if(all.begin(), all.end(), general);
  return found == all.end() ? nullptr : found;
}

const LanguageValues& values_of(const LanguageTag& language) {
  const auto* found = find_values(language);
  if (found == nullptr) throw Error(Fault::input, {"text.values_language", {{"language", language.text()}}});
  return *found;
}

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string four_digits(int number) {
  const auto digits = std::to_string(number);
  return std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits;
}

std::string spaced(std::string left, std::string_view right) {
  return left.append(no_break_space).append(right);
}

std::string short_date(const CalendarDate& date, std::string_view tag) {
  const auto day = two_digits(date.day());
  const auto month = two_digits(date.month());
  if (tag == "uk") return day + "." + month + "." + four_digits(date.year());
  if (tag == "en-US") return month + "/" + day + "/" + four_digits(date.year());
  return day + "/" + month + "/" + four_digits(date.year());
}

std::string day_month(const CalendarDate& date, const LanguageValues& values) {
  const auto& month = values.months[static_cast<std::size_t>(date.month() - 1)];
  const auto day = std::to_string(date.day());
  if (values.tag == "en-US") return spaced(month, day);
  if (values.tag == "fr" && date.day() == 1) return spaced("1er", month);
  if (values.tag == "it" && date.day() == 1) return spaced("1º", month);
  return spaced(day, month);
}

/// «р.» for рік stands behind every year of a Ukrainian date.
std::string with_year(std::string text, const CalendarDate& date, const LanguageValues& values) {
  text += values.tag == "en-US" ? ", " : " ";
  text += std::to_string(date.year());
  return values.tag == "uk" ? spaced(std::move(text), "р.") : text;
}

bool is_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [](char one) { return one >= '0' && one <= '9'; });
  };
  const auto point = text.find('.');
  return digits(text.substr(0, point)) && (point == std::string_view::npos || digits(text.substr(point + 1)));
}

std::int32_t fraction_digits(std::string_view decimal) {
  const auto point = decimal.find('.');
  return point == std::string_view::npos ? 0 : static_cast<std::int32_t>(decimal.size() - point - 1);
}

std::string format_decimal(const icu::number::LocalizedNumberFormatter& formatter, std::string_view decimal) {
  UErrorCode code = U_ZERO_ERROR;
  const auto formatted = formatter.precision(icu::number::Precision::minFraction(fraction_digits(decimal)))
                             .formatDecimal({decimal.data(), static_cast<std::int32_t>(decimal.size())}, code);
  const auto text = formatted.toString(code);
  check(code);
  return to_utf8(text);
}

UNumberUnitWidth width_of(MoneyStyle style) {
  switch (style) {
    case MoneyStyle::code:
      return UNUM_UNIT_WIDTH_ISO_CODE;
    case MoneyStyle::symbol:
      return UNUM_UNIT_WIDTH_NARROW;
    case MoneyStyle::name:
      return UNUM_UNIT_WIDTH_FULL_NAME;
  }
  return UNUM_UNIT_WIDTH_ISO_CODE;
}

/// ICU joins Ukrainian lists with «і»; office texts write «та», which also keeps clear of «і» inside an item.
std::string join_ukrainian(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t index = 0; index < items.size(); ++index) {
    if (index > 0) text += index + 1 == items.size() ? " та " : ", ";
    text += items[index];
  }
  return text;
}

std::optional<int> parse_digits(std::string_view text) {
  int value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc{} && end == text.data() + text.size() && text.front() != '-' ? std::optional(value) : std::nullopt;
}

int days_in(int year, int month) {
  constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

}  // namespace

bool writes_values_in(const LanguageTag& language) {
  return find_values(language) != nullptr;
}

std::optional<CalendarDate> CalendarDate::parse(std::string_view text) {
  if (text.size() > 10 && text[10] == 'T') text = text.substr(0, 10);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day || *year < 1 || *month < 1 || *month > 12) return std::nullopt;
  if (*day < 1 || *day > days_in(*year, *month)) return std::nullopt;
  return CalendarDate(*year, *month, *day);
}

std::optional<DateStyle> parse_date_style(std::string_view name) {
  if (name == "long") return DateStyle::long_form;
  if (name == "short") return DateStyle::short_form;
  if (name == "iso") return DateStyle::iso;
  if (name == "day_month") return DateStyle::day_month;
  if (name == "month_year") return DateStyle::month_year;
  return std::nullopt;
}

std::string write_date(const CalendarDate& date, DateStyle style, const LanguageTag& language) {
  const auto& values = values_of(language);
  switch (style) {
    case DateStyle::iso:
      return four_digits(date.year()) + "-" + two_digits(date.month()) + "-" + two_digits(date.day());
    case DateStyle::short_form:
      return short_date(date, values.tag);
    case DateStyle::day_month:
      return day_month(date, values);
    case DateStyle::month_year: {
      const auto name = values.month_names[static_cast<std::size_t>(date.month() - 1)] + " " + std::to_string(date.year());
      return values.tag == "uk" ? spaced(name, "р.") : name;
    }
    case DateStyle::long_form:
      break;
  }
  return with_year(day_month(date, values), date, values);
}

std::optional<std::string> write_number(std::string_view decimal, const LanguageTag& language) {
  if (!is_decimal(decimal)) return std::nullopt;
  return format_decimal(values_of(language).numbers, decimal);
}

std::optional<MoneyStyle> parse_money_style(std::string_view name) {
  if (name == "code") return MoneyStyle::code;
  if (name == "symbol") return MoneyStyle::symbol;
  if (name == "name") return MoneyStyle::name;
  return std::nullopt;
}

std::optional<std::string> write_money(std::string_view decimal, std::string_view currency, MoneyStyle style,
                                       const LanguageTag& language) {
  const bool is_code =
      currency.size() == 3 && std::all_of(currency.begin(), currency.end(), [](char one) { return one >= 'A' && one <= 'Z'; });
  if (!is_decimal(decimal) || !is_code) return std::nullopt;
  UErrorCode code = U_ZERO_ERROR;
  const icu::CurrencyUnit unit(icu::StringPiece(currency.data(), 3), code);
  check(code);
  return format_decimal(values_of(language).numbers.unit(unit).unitWidth(width_of(style)), decimal);
}

std::string join_list(const std::vector<std::string>& items, const LanguageTag& language) {
  const auto& values = values_of(language);
  if (values.tag == "uk") return join_ukrainian(items);
  std::vector<icu::UnicodeString> texts;
  for (const auto& item : items) texts.push_back(icu::UnicodeString::fromUTF8(item));
  UErrorCode code = U_ZERO_ERROR;
  icu::UnicodeString joined;
  values.list->format(texts.data(), static_cast<std::int32_t>(texts.size()), joined, code);
  check(code);
  return to_utf8(joined);
}

std::string change_case(std::string_view text, LetterCase letter_case, const LanguageTag& language) {
  const icu::Locale locale(language.text().c_str());
  const auto first = first_characters(text, 1);
  const bool whole = letter_case != LetterCase::capital;
  auto changed = icu::UnicodeString::fromUTF8(whole ? std::string(text) : std::string(first));
  letter_case == LetterCase::lower ? changed.toLower(locale) : changed.toUpper(locale);
  return to_utf8(changed) + (whole ? "" : std::string(text.substr(first.size())));
}

}  // namespace chancery::text
