#include "review/agreement.h"

#include "formats/json.h"
#include "support/errors.h"
#include "support/suites.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iostream>
#include <sstream>

using namespace chancery;
using namespace chancery::review;

namespace {

const LanguageTag uk = *LanguageTag::parse("uk");
const LanguageTag en = *LanguageTag::parse("en");

NameRegister names() {
  return NameRegister::read(formats::parse_json(R"({"names":[
    {"uk":["Ярина Зразкова"],"en":["Yaryna Zrazkova"]},
    {"uk":["Київська область"],"en":["Kyiv Region"],"fr":["région de Kyiv"],"it":["Regione di Kyiv"]},
    {"uk":["штат Вашингтон"],"en":["State of Washington"]},
    {"uk":["Іль-де-Франс"],"fr":["Île-de-France"]},
    {"uk":["Тоскана"],"it":["Toscana"]}]})",
                                                "names"));
}

std::vector<std::string> rules(const char* source, const char* target, const char* language = "en", const char* from = "uk") {
  std::vector<std::string> found;
  for (const auto& finding :
       Agreement(*LanguageTag::parse(from), *LanguageTag::parse(language), names()).check({"s1", source, target}))
    found.push_back(finding.rule());
  return found;
}
using Rules = std::vector<std::string>;

struct Row {
  std::string language, rule, source, right, wrong;
};

std::vector<Row> rows() {
  std::istringstream lines(tests::content_of(std::filesystem::path(CHANCERY_SOURCE) / "tests/unit/review/sentence_pairs.tsv"));
  std::vector<Row> all;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    Row row;
    for (auto* cell : {&row.language, &row.rule, &row.source, &row.right, &row.wrong}) std::getline(cells, *cell, '\t');
    all.push_back(std::move(row));
  }
  return all;
}

}  // namespace

TEST_CASE("of two hundred pairs of sentences, half of them wrong, the wrong ones are found and the right ones pass") {
  std::size_t pairs = 0;
  std::size_t wrong = 0;
  std::size_t flagged = 0;
  std::size_t found = 0;
  std::size_t named = 0;
  const auto all = rows();
  REQUIRE(all.size() >= 100);
  for (const auto& row : all) {
    const Agreement agreement(uk, *LanguageTag::parse(row.language), names());
    for (const bool planted : {false, true}) {
      const auto findings = agreement.check({"s1", row.source, planted ? row.wrong : row.right});
      ++pairs;
      wrong += planted ? 1U : 0U;
      flagged += findings.empty() ? 0U : 1U;
      found += planted && !findings.empty() ? 1U : 0U;
      named +=
          planted && std::any_of(findings.begin(), findings.end(), [&](const Finding& one) { return one.rule() == row.rule; })
              ? 1U
              : 0U;
      if (findings.empty() == planted) {
        std::cout << (planted ? "missed: " : "false alarm: ") << row.source << " / " << (planted ? row.wrong : row.right)
                  << (findings.empty() ? "" : " " + to_log(findings.front().message)) << '\n';
      }
    }
  }
  const double precision = static_cast<double>(found) / static_cast<double>(flagged);
  const double recall = static_cast<double>(found) / static_cast<double>(wrong);
  std::cout << pairs << " pairs, " << wrong << " wrong: precision " << precision << ", recall " << recall
            << ", with the right rule " << static_cast<double>(named) / static_cast<double>(wrong) << '\n';
  CHECK(pairs >= 200);
  CHECK(precision >= 0.95);
  CHECK(recall >= 0.95);
  CHECK(named >= wrong * 9 / 10);
}

TEST_CASE("what is written otherwise and means the same agrees") {
  CHECK(rules("Сума 1 234 567,50 грн.", "The sum of UAH 1,234,567.50.").empty());
  CHECK(rules("до 30.09.2025", "by 30 September 2025").empty());
  CHECK(rules("21 листопада 2024 р.", "November 21, 2024", "en-US").empty());
  CHECK(rules("03.04.2025", "04/03/2025", "en-US").empty());
  CHECK(rules("Закон № 3668-ІХ", "Law No. 3668-IX").empty());  // typed in Cyrillic
  CHECK(rules("5 (п’ять) років", "5 (five) years").empty());
  CHECK(rules("5 (п’ять) років", "five (5) years").empty());
  CHECK(rules("обидва примірники", "both copies").empty());
  CHECK(rules("перший етап", "the first stage").empty());
  CHECK(rules("а) культура;", "(a) culture;").empty());
  CHECK(rules("ст. 5", "Article 5").empty());
  CHECK(rules("", "").empty());
  CHECK(rules("Діє 5 років.", "").empty());  // what is missing is the translation's state, not a disagreement
}

TEST_CASE("each disagreement is named by its rule") {
  CHECK(rules("Діє 5 років.", "In effect for 6 years.") == Rules{"review.numbers"});
  CHECK(rules("до 30.09.2025", "by 30 September 2026") == Rules{"review.dates"});
  CHECK(rules("500 грн", "500 euros") == Rules{"review.amounts"});
  CHECK(rules("5 %", "6 %") == Rules{"review.percentages"});
  CHECK(rules("у ст. 5", "in Article 6") == Rules{"review.references"});
  CHECK(rules("пишіть на a@b.ua", "write to a@b.com") == Rules{"review.addresses"});
  CHECK(rules("код UA-32", "code UA-33") == Rules{"review.codes"});
  CHECK(rules("підписала Ярина Зразкова", "signed by Olena Ivanenko") == Rules{"review.names"});
  CHECK(rules("(план)", "(plan") == Rules{"review.brackets"});
  CHECK(rules("Культура й освіта", "Культура and education") == Rules{"review.untranslated"});
  CHECK(rules("Культура", "Culture and education for all", "uk", "en").size() == 1);
  CHECK(rules("Культура", "Культура") == Rules{"review.same_as_source"});
  CHECK(rules("Выставка мистецтва", "Art exhibition") == Rules{"review.russian_letters"});
  CHECK(rules("Culture", "Культура та этика", "uk", "en") == Rules{"review.russian_letters"});
  CHECK(rules("зустріч з Богданом Скоропадським", "a meeting with Bohdan Skorupodskyi") == Rules{"review.near_name"});
}

TEST_CASE("a sentence that was translated in two ways is found at the second place") {
  const std::vector<SentencePair> pairs{{"s1", "Сторони співпрацюють.", "The Parties cooperate."},
                                        {"s2", "Сторони співпрацюють.", "The Participants work together."},
                                        {"s3", "Сторони співпрацюють.", "The Parties cooperate."}};
  const auto findings = Agreement(uk, en).check_all(pairs);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].segment == "s2");
  CHECK(findings[0].rule() == "review.inconsistent");
}

TEST_CASE("a finding keeps its name as long as it says the same") {
  const auto first = Agreement(uk, en).check({"s1", "Діє 5 років.", "In effect for 6 years."});
  const auto again = Agreement(uk, en).check({"s1", "Діє 5 років.", "It is in effect for 6 years."});
  const auto other = Agreement(uk, en).check({"s1", "Діє 5 років.", "In effect for 7 years."});
  CHECK(key_of(first.at(0)) == key_of(again.at(0)));
  CHECK(key_of(first.at(0)) != key_of(other.at(0)));
}

TEST_CASE("names come from a document's own data") {
  const auto data = formats::parse_json(
      R"({"parties":[{"official_name":{"uk":"Житомирська обласна державна адміністрація","en":"Zhytomyr Regional State Administration"},
    "represented_by":{"name":{"uk":"Ґалина Їжак","en":"Galyna Yizhak"}}}]})",
      "data");
  const Agreement agreement(uk, en, NameRegister::from_data(data));
  CHECK(agreement.check({"s", "підписує Ґалина Їжак", "signed by Galyna Yizhak"}).empty());
  CHECK(agreement.check({"s", "підписує Ґалина Їжак", "signed by Halyna Izhak"}).at(0).rule() == "review.names");
  CHECK(agreement.check({"s", "Житомирська обласна державна адміністрація", "the Regional State Administration of Zhytomyr"})
            .size() == 1);
}

TEST_CASE("a register that is not one is refused") {
  for (const char* const text :
       {"[]", "{}", R"({"names":[1]})", R"({"names":[{"uk":"а"}]})", R"({"names":[{"uk":[1]}]})", R"({"names":[{"UKR":[]}]})"}) {
    CHECK(tests::key_of([&] { (void)NameRegister::read(formats::parse_json(text, "n")); }) == "review.names_shape");
  }
}

TEST_CASE("the Roman numeral of a quarter is its number, in Cyrillic letters as in Latin ones") {
  CHECK(rules("Проєкт завершують у І кварталі 2026 року.", "The project is completed in the 1st quarter of 2026.").empty());
  CHECK(rules("Проєкт завершують у ІІ кварталі 2026 року.", "The project is completed in the II quarter of 2026.").empty());
  CHECK(rules("Звіт подають за ІІІ квартал.", "The report covers the third quarter.").empty());
  CHECK(rules("І квартал", "1st quarter").empty());
  CHECK(rules("І квартал був тихим.", "And the block was quiet.").empty());
  CHECK(rules("Звіт подають за ІІ квартал.", "The report covers the 3rd quarter.") == Rules{"review.numbers"});
  CHECK(rules("Звіт подають за IV квартал.", "Le rapport couvre le III trimestre.", "fr") == Rules{"review.numbers"});
  CHECK(rules("Ґрант триває І півріччя 2026 року.", "La sovvenzione copre il I semestre 2026.", "it").empty());
}
