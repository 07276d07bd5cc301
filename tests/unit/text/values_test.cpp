#include "text/values.h"

#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::text;

namespace {

LanguageTag tag(std::string_view text) {
  return *LanguageTag::parse(text);
}
std::string day(std::string_view iso, DateStyle style, std::string_view language) {
  return write_date(*CalendarDate::parse(iso), style, tag(language));
}

}  // namespace

TEST_CASE("a date is a day that exists") {
  CHECK(CalendarDate::parse("2024-02-29"));
  CHECK(CalendarDate::parse("2024-11-21T23:59:59.999Z"));
  for (const auto* wrong : {"2023-02-29", "2100-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-4-3", "0000-01-01",
                            "21.11.2024", "", "2024-11-2x", "-024-11-21", "2024-11-211"}) {
    INFO(wrong);
    CHECK_FALSE(CalendarDate::parse(wrong));
  }
}

TEST_CASE("long dates have the month in the form that a date wants, and spaces that hold it together") {
  CHECK(day("2024-11-21", DateStyle::long_form, "uk") == "21\u00A0листопада 2024\u00A0р.");
  CHECK(day("2024-11-21", DateStyle::long_form, "en") == "21\u00A0November 2024");
  CHECK(day("2024-11-21", DateStyle::long_form, "en-GB") == "21\u00A0November 2024");
  CHECK(day("2024-11-21", DateStyle::long_form, "en-US") == "November\u00A021, 2024");
  CHECK(day("2024-11-21", DateStyle::long_form, "fr") == "21\u00A0novembre 2024");
  CHECK(day("2024-11-01", DateStyle::long_form, "fr") == "1er\u00A0novembre 2024");
  CHECK(day("2024-11-21", DateStyle::long_form, "it") == "21\u00A0novembre 2024");
  CHECK(day("2024-11-01", DateStyle::long_form, "it") == "1º\u00A0novembre 2024");
}

TEST_CASE("every month of a Ukrainian date is in the genitive") {
  const std::vector<std::string> months{"січня", "лютого", "березня", "квітня", "травня",    "червня",
                                        "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"};
  for (std::size_t month = 1; month <= 12; ++month) {
    const auto iso = "2025-" + std::string(month < 10 ? "0" : "") + std::to_string(month) + "-05";
    CHECK(day(iso, DateStyle::day_month, "uk") == "5\u00A0" + months[month - 1]);
  }
}

TEST_CASE("other forms of a date") {
  CHECK(day("2024-01-05", DateStyle::short_form, "uk") == "05.01.2024");
  CHECK(day("2024-01-05", DateStyle::short_form, "en") == "05/01/2024");
  CHECK(day("2024-01-05", DateStyle::short_form, "en-US") == "01/05/2024");
  CHECK(day("2024-01-05", DateStyle::iso, "uk") == "2024-01-05");
  CHECK(day("2024-01-05", DateStyle::month_year, "uk") == "січень 2024\u00A0р.");
  CHECK(day("2024-01-05", DateStyle::month_year, "en") == "January 2024");
  CHECK(parse_date_style("long") == DateStyle::long_form);
  CHECK(parse_date_style("short") == DateStyle::short_form);
  CHECK(parse_date_style("day_month") == DateStyle::day_month);
  CHECK(parse_date_style("month_year") == DateStyle::month_year);
  CHECK(parse_date_style("iso") == DateStyle::iso);
  CHECK_FALSE(parse_date_style("tomorrow"));
}

TEST_CASE("numbers are grouped and pointed as the language does it, and keep their digits") {
  CHECK(write_number("1234567.50", tag("uk")) == "1\u00A0234\u00A0567,50");
  CHECK(write_number("1234567.50", tag("en")) == "1,234,567.50");
  CHECK(write_number("1234567.5", tag("fr")) == "1\u202F234\u202F567,5");
  CHECK(write_number("1234567.5", tag("it")) == "1.234.567,5");
  CHECK(write_number("-7", tag("uk")) == "-7");
  CHECK(write_number("0.00000001", tag("en")) == "0.00000001");
  for (const auto* wrong : {"", "-", "1,5", "1.", ".5", "1e5", "0x10", "NaN", "١"}) CHECK_FALSE(write_number(wrong, tag("en")));
}

TEST_CASE("money is an amount with its currency") {
  CHECK(write_money("1234.50", "UAH", MoneyStyle::code, tag("uk")) == "1\u00A0234,50\u00A0UAH");
  CHECK(write_money("1234.50", "UAH", MoneyStyle::symbol, tag("uk")) == "1\u00A0234,50\u00A0₴");
  CHECK(write_money("21", "UAH", MoneyStyle::name, tag("uk")) == "21 українська гривня");
  CHECK(write_money("5", "UAH", MoneyStyle::name, tag("uk")) == "5 українських гривень");
  CHECK(write_money("5", "USD", MoneyStyle::name, tag("en")) == "5 US dollars");
  CHECK_FALSE(write_money("5", "грн", MoneyStyle::code, tag("uk")));
  CHECK_FALSE(write_money("5", "uah", MoneyStyle::code, tag("uk")));
  CHECK_FALSE(write_money("five", "UAH", MoneyStyle::code, tag("uk")));
  CHECK(parse_money_style("symbol") == MoneyStyle::symbol);
  CHECK(parse_money_style("code") == MoneyStyle::code);
  CHECK(parse_money_style("name") == MoneyStyle::name);
  CHECK_FALSE(parse_money_style("coins"));
}

TEST_CASE("lists are joined as people say them") {
  CHECK(join_list({"культура", "освіта", "охорона здоров’я"}, tag("uk")) == "культура, освіта та охорона здоров’я");
  CHECK(join_list({"a", "b", "c"}, tag("en")) == "a, b and c");
  CHECK(join_list({"a", "b", "c"}, tag("fr")) == "a, b et c");
  CHECK(join_list({"a", "b", "c"}, tag("it")) == "a, b e c");
  CHECK(join_list({"a", "b"}, tag("uk")) == "a та b");
  CHECK(join_list({"a"}, tag("uk")) == "a");
  CHECK(join_list({}, tag("uk")).empty());
  CHECK(join_list({}, tag("en")).empty());
}

TEST_CASE("letters change their case by the rules of the language") {
  CHECK(change_case("ґанок і їжа", LetterCase::upper, tag("uk")) == "ҐАНОК І ЇЖА");
  CHECK(change_case("ЄДНІСТЬ", LetterCase::lower, tag("uk")) == "єдність");
  CHECK(change_case("її лист", LetterCase::capital, tag("uk")) == "Її лист");
  CHECK(change_case("", LetterCase::capital, tag("uk")).empty());
}

TEST_CASE("a language without values is refused") {
  CHECK(writes_values_in(tag("fr-CA")));
  CHECK_FALSE(writes_values_in(tag("pl")));
  CHECK(tests::key_of([] { std::ignore = join_list({"a", "b"}, tag("pl")); }) == "text.values_language");
}
