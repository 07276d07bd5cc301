#pragma once

#include "base/language_tag.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::text {

/// The languages that values are written in: uk, en (British), en-US, fr, it. A region that is not listed counts as its language.
[[nodiscard]] bool writes_values_in(const LanguageTag& language);

/// A day of the Gregorian calendar.
class CalendarDate {
 public:
  /// `YYYY-MM-DD`, or a timestamp that starts so; only days that exist.
  [[nodiscard]] static std::optional<CalendarDate> parse(std::string_view text);

  [[nodiscard]] int year() const { return year_; }
  [[nodiscard]] int month() const { return month_; }
  [[nodiscard]] int day() const { return day_; }

 private:
  CalendarDate(int year, int month, int day) : year_(year), month_(month), day_(day) {}
  int year_;
  int month_;
  int day_;
};

/// `day_month` is the long form without the year.
enum class DateStyle { long_form, short_form, iso, day_month, month_year };
[[nodiscard]] std::optional<DateStyle> parse_date_style(std::string_view name);

/// «21 листопада 2024 р.», 21 November 2024, November 21, 2024, 21 novembre 2024. Day, month and «р.» are held together by
/// no-break spaces (U+00A0).   Requires: writes_values_in(language).
[[nodiscard]] std::string write_date(const CalendarDate& date, DateStyle style, const LanguageTag& language);

/// A decimal number as the language groups and points it; absent when `decimal` is not `-?[0-9]+(\.[0-9]+)?`.
/// All digits behind the point are kept.   Requires: writes_values_in(language).
[[nodiscard]] std::optional<std::string> write_number(std::string_view decimal, const LanguageTag& language);

enum class MoneyStyle { code, symbol, name };
[[nodiscard]] std::optional<MoneyStyle> parse_money_style(std::string_view name);

/// An amount with its currency (ISO 4217): «1 234,50 UAH», «1 234,50 ₴», «1 234,50 української гривні».
/// Absent when the amount is no decimal number or the currency is not three capital letters.   Requires:
/// writes_values_in(language).
[[nodiscard]] std::optional<std::string> write_money(std::string_view decimal, std::string_view currency, MoneyStyle style,
                                                     const LanguageTag& language);

/// «a, b та c», a, b and c, a, b et c, a, b e c.   Requires: writes_values_in(language).
[[nodiscard]] std::string join_list(const std::vector<std::string>& items, const LanguageTag& language);

enum class LetterCase { upper, lower, capital };
/// The whole text in capitals or small letters, or its first letter as a capital, by the rules of the language.
[[nodiscard]] std::string change_case(std::string_view text, LetterCase letter_case, const LanguageTag& language);

}  // namespace chancery::text
