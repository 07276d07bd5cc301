#include "text/number_words.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::text;

namespace {

const LanguageTag uk = *LanguageTag::parse("uk");
const LanguageTag en = *LanguageTag::parse("en");
const LanguageTag us = *LanguageTag::parse("en-US");

std::string words(const char* number, const LanguageTag& language, Gender gender = Gender::masculine) {
  return write_number_words(number, language, gender).value_or("?");
}

std::string money(const char* amount, const char* currency, const LanguageTag& language) {
  return write_money_words(amount, currency, language).value_or("?");
}

}  // namespace

TEST_CASE("Ukrainian numbers in words agree with what they count") {
  CHECK(words("0", uk) == "нуль");
  CHECK(words("1", uk) == "один");
  CHECK(words("1", uk, Gender::feminine) == "одна");
  CHECK(words("2", uk, Gender::feminine) == "дві");
  CHECK(words("2", uk, Gender::neuter) == "два");
  CHECK(words("1", uk, Gender::neuter) == "одне");
  CHECK(words("11", uk) == "одинадцять");
  CHECK(words("19", uk) == "дев’ятнадцять");
  CHECK(words("21000", uk) == "двадцять одна тисяча");
  CHECK(words("2000", uk) == "дві тисячі");
  CHECK(words("11000", uk) == "одинадцять тисяч");
  CHECK(words("1000000", uk) == "один мільйон");
  CHECK(words("5002003", uk) == "п’ять мільйонів дві тисячі три");
  CHECK(words("999999999999999", uk) ==
        "дев’ятсот дев’яносто дев’ять трильйонів дев’ятсот дев’яносто дев’ять мільярдів дев’ятсот дев’яносто дев’ять мільйонів "
        "дев’ятсот дев’яносто дев’ять тисяч дев’ятсот дев’яносто дев’ять");
  CHECK(words("-7", uk) == "мінус сім");
}

TEST_CASE("English numbers in words") {
  CHECK(words("0", en) == "zero");
  CHECK(words("21", en) == "twenty-one");
  CHECK(words("100", en) == "one hundred");
  CHECK(words("105", en) == "one hundred and five");
  CHECK(words("105", us) == "one hundred five");
  CHECK(words("1005", en) == "one thousand and five");
  CHECK(words("1250", en) == "one thousand two hundred and fifty");
  CHECK(words("2000000", en) == "two million");
  CHECK(words("-3", en) == "minus three");
}

TEST_CASE("amounts in words have the currency in the right form and hundredths in figures") {
  CHECK(money("1", "UAH", uk) == "одна гривня 00\u00A0копійок");
  CHECK(money("2.01", "UAH", uk) == "дві гривні 01\u00A0копійка");
  CHECK(money("1200.5", "UAH", uk) == "одна тисяча двісті гривень 50\u00A0копійок");
  CHECK(money("11.22", "UAH", uk) == "одинадцять гривень 22\u00A0копійки");
  CHECK(money("21", "USD", uk) == "двадцять один долар США 00\u00A0центів");
  CHECK(money("3", "EUR", uk) == "три євро 00\u00A0євроцентів");
  CHECK(money("5", "PLN", uk) == "п’ять злотих 00\u00A0грошів");
  CHECK(money("1", "USD", en) == "one US dollar");
  CHECK(money("1200.05", "USD", en) == "one thousand two hundred US dollars and 05\u00A0cents");
  CHECK(money("2", "GBP", en) == "two pounds sterling");
  CHECK(money("7.500", "UAH", en) == "seven hryvnias and 50\u00A0kopiykas");
}

TEST_CASE("what is no whole number, no amount or no known currency has no words") {
  CHECK_FALSE(write_number_words("1.5", uk));
  CHECK_FALSE(write_number_words("", uk));
  CHECK_FALSE(write_number_words("--1", uk));
  CHECK_FALSE(write_number_words("1000000000000000", uk));
  CHECK_FALSE(write_money_words("1.005", "UAH", uk));
  CHECK_FALSE(write_money_words("1.-5", "UAH", uk));
  CHECK_FALSE(write_money_words("-1", "UAH", uk));
  CHECK_FALSE(write_money_words("1", "XXX", uk));
  CHECK(writes_words_in(uk));
  CHECK_FALSE(writes_words_in(*LanguageTag::parse("fr")));
}
