#include "review/values.h"

#include "review/number_words.h"

#include <catch2/catch.hpp>

#include <string>

using namespace chancery;
using namespace chancery::review;

namespace {

std::string values(const std::string& text, const char* language = "uk") {
  std::string all;
  std::size_t end = 0;
  for (const auto& value : values_in(text, *LanguageTag::parse(language))) {
    CHECK(value.bytes.begin >= end);
    end = value.bytes.end;
    CHECK(end <= text.size());
    constexpr const char* kinds = "ndmprac";
    all += (all.empty() ? "" : " | ") + std::string(1, kinds[static_cast<int>(value.kind)]) + " " + value.canonical;
  }
  return all;
}

std::int64_t words(std::vector<std::string_view> list, const char* language) {
  const auto number = read_number_words(list, 0, language);
  return number && number->words == list.size() ? number->value : -1;
}

}  // namespace

TEST_CASE("dates are read in figures and in words") {
  CHECK(values("21 листопада 2024 року") == "d 2024-11-21");
  CHECK(values("21 листопада 2024 р.") == "d 2024-11-21");
  CHECK(values("«21» листопада 2024 року") == "d 2024-11-21");
  CHECK(values("30.09.2025") == "d 2025-09-30");
  CHECK(values("1 травня") == "d --05-01");
  CHECK(values("у травні 2025 року") == "d 2025-05");
  CHECK(values("двадцять першого листопада дві тисячі двадцять четвертого року") == "d 2024-11-21");
  CHECK(values("November 21, 2024", "en") == "d 2024-11-21");
  CHECK(values("the 21st of November 2024", "en") == "d 2024-11-21");
  CHECK(values("twenty-first of November, two thousand and twenty-four", "en") == "d 2024-11-21");
  CHECK(values("le 1er mars 2026", "fr") == "d 2026-03-01");
  CHECK(values("il 1º marzo 2026", "it") == "d 2026-03-01");
  CHECK(values("ventuno novembre duemilaventiquattro", "it") == "d 2024-11-21");
  CHECK(values("2024-11-21", "en") == "d 2024-11-21");
  CHECK(values("32.13.2025").find("d ") == std::string::npos);
}

TEST_CASE("numbers lose what groups them and keep their value") {
  CHECK(values("1 234 567,50") == "n 1234567.5");
  CHECK(values("1,234,567.50", "en") == "n 1234567.5");
  CHECK(values("1.234.567,50", "it") == "n 1234567.5");
  CHECK(values("1,234", "en") == "n 1234");
  CHECK(values("1,234", "uk") == "n 1.234");
  CHECK(values("0,5") == "n 0.5");
  CHECK(values("007") == "n 7");
  CHECK(values("п’ять років") == "n 5");
  CHECK(values("5 тис. осіб") == "n 5000");
  CHECK(values("2,5 мільйона людей") == "n 2500000");
  CHECK(values("5-й поверх") == "n 5");
  CHECK(values("the 5th floor", "en") == "n 5");
  CHECK(values("одна сторона") == "");
  CHECK(values("one another", "en") == "");
  CHECK(values("двадцять п’ять років і три місяці") == "n 25 | n 3");
}

TEST_CASE("amounts, percentages, references, addresses and codes") {
  CHECK(values("500 грн") == "m UAH 500");
  CHECK(values("250 тис. доларів США") == "m USD 250000");
  CHECK(values("$ 1.5 million", "en") == "m USD 1500000");
  CHECK(values("€3 million", "en") == "m EUR 3000000");
  CHECK(values("UAH 1,000", "en") == "m UAH 1000");
  CHECK(values("1,5 million d’euros", "fr") == "m EUR 1500000");
  CHECK(values("25 %") == "p 25");
  CHECK(values("п’ять відсотків") == "p 5");
  CHECK(values("5 per cent", "en") == "p 5");
  CHECK(values("cinq pour cent", "fr") == "p 5");
  CHECK(values("ст. 5") == "r article 5");
  CHECK(values("статтею 12") == "r article 12");
  CHECK(values("п. 3.2 ст. 7") == "r clause 3.2 | r article 7");
  CHECK(values("all’articolo 9", "it") == "r article 9");
  CHECK(values("у додатку 1") == "r annex 1");
  CHECK(values("пишіть: a.b@c.ua.") == "a a.b@c.ua");
  CHECK(values("див. https://a.ua/b-1.") == "a https://a.ua/b-1");
  CHECK(values("№ 3668-IX") == "c 3668-IX");
  CHECK(values("№ 3668-ІХ") == "c 3668-IX");
  CHECK(values("UA-32") == "c UA-32");
  CHECK(values("№ 55-рп") == "c 55-RP");
}

TEST_CASE("numbers in words are read in four languages") {
  CHECK(words({"дві", "тисячі", "двадцять", "шість"}, "uk") == 2026);
  CHECK(words({"сто", "двадцять", "три"}, "uk") == 123);
  CHECK(words({"п’ятсот"}, "uk") == 500);
  CHECK(words({"one", "hundred", "and", "five"}, "en") == 105);
  CHECK(words({"two", "million", "three", "hundred", "thousand"}, "en") == 2'300'000);
  CHECK(words({"quatre", "vingt", "dix", "sept"}, "fr") == 97);
  CHECK(words({"soixante", "et", "onze"}, "fr") == 71);
  CHECK(words({"duemilaventisei"}, "it") == 2026);
  CHECK(words({"quarantotto"}, "it") == 48);
  CHECK(words({"centoventitré"}, "it") == 123);
  CHECK(words({"п’ять", "шість"}, "uk") == -1);
  CHECK_FALSE(read_number_words({"слово"}, 0, "uk"));
}

TEST_CASE("months are read in every case, and words that only begin alike are none") {
  for (const char* const form : {"листопад", "листопада", "листопаді", "листопадом"}) CHECK(parse_month(form, "uk") == 11);
  for (const char* const form : {"травень", "травня", "травні", "травнем"}) CHECK(parse_month(form, "uk") == 5);
  for (const char* const form : {"лютий", "лютого", "лютому", "лютим"}) CHECK(parse_month(form, "uk") == 2);
  CHECK_FALSE(parse_month("трава", "uk") == 5);
  CHECK_FALSE(parse_month("березняк", "uk"));
  CHECK(parse_month("août", "fr") == 8);
}

TEST_CASE("a number and the words in brackets behind it may disagree") {
  const auto conflicts = number_conflicts("протягом 5 (шести) років і 3 (трьох) місяців", *LanguageTag::parse("uk"));
  REQUIRE(conflicts.size() == 1);
  CHECK(conflicts[0].digits == "5");
  CHECK(conflicts[0].words == "шести");
  CHECK(number_conflicts("for 5 (the first five) years", *LanguageTag::parse("en")).empty());
}
