#include "text/sentences.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace chancery;
using namespace chancery::text;

namespace {

std::vector<std::string> cut(const std::string& text, const char* language = "uk") {
  std::vector<std::string> found;
  std::size_t end = 0;
  for (const auto& range : sentences(text, *LanguageTag::parse(language))) {
    CHECK(range.begin == end);
    end = range.end;
    found.emplace_back(range.of(text));
  }
  CHECK(end == text.size());
  return found;
}

std::size_t count(const std::string& text, const char* language = "uk") {
  return cut(text, language).size();
}

}  // namespace

TEST_CASE("sentences end at a mark that something new follows; the space belongs to the one before") {
  CHECK(cut("Перше речення. Друге речення! Третє? Так.") ==
        std::vector<std::string>{"Перше речення. ", "Друге речення! ", "Третє? ", "Так."});
  CHECK(cut("He said: “Yes.” Then he left.", "en") == std::vector<std::string>{"He said: “Yes.” ", "Then he left."});
  CHECK(count("") == 0);
  CHECK(count("Без крапки") == 1);
  CHECK(count("а. б. в.") == 1);
}

TEST_CASE("initials do not end a sentence") {
  CHECK(count("Меморандум підписав Я. О. Зразковий. Його схвалено.") == 2);
  CHECK(count("It was signed by J. R. Sample. It was approved.", "en") == 2);
  CHECK(count("Signé par J. Dupont. Approuvé.", "fr") == 2);
}

TEST_CASE("headings do not end behind their number") {
  CHECK(count("Стаття 1. Предмет співпраці") == 1);
  CHECK(count("Article 1. Subject", "en") == 1);
  CHECK(count("Articolo 12. Oggetto", "it") == 1);
  CHECK(count("1. Сторони домовилися. Вони діють разом.") == 2);
  CHECK(count("Розділ IV. Фінансування") == 1);
}

TEST_CASE("abbreviations do not end a sentence") {
  CHECK(count("Відповідно до ст. 5 Закону України № 3668 та п. 2 ч. 1 ст. 6. Це все.") == 2);
  CHECK(count("Адреса: м. Київ, вул. Хрещатик, буд. 36, обл. Київська") == 1);
  CHECK(count("as set out in art. 5 and no. 3 of the Act. That is all.", "en") == 2);
  CHECK(count("conformément à l’art. 5 et au no. 3. C’est tout.", "fr") == 2);
  CHECK(count("ai sensi dell’art. 5, n. 3 e pag. 7. È tutto.", "it") == 2);
  CHECK(count("The U.S. Department of State agrees. So do we.", "en") == 2);
  CHECK(count("Собор св. Володимира в м. Києві") == 1);
}

TEST_CASE("a unit with a full stop ends the sentence when a new one begins") {
  CHECK(count("Підписано 21 листопада 2024 р. Учасники домовилися.") == 2);
  CHECK(count("Підписано 21 листопада 2024 р. у місті Києві.") == 1);
  CHECK(count("Сума — 5 тис. грн. Вона остаточна.") == 2);
}

TEST_CASE("numbers with points are one") {
  CHECK(count("Строк діє до 30.09.2025 включно. Далі — ні.") == 2);
  CHECK(count("The rate is 3.5 per cent. It holds.", "en") == 2);
  CHECK(count("Це п. 3.2.1 договору № 5.") == 1);
}

TEST_CASE("a line break ends a sentence too") {
  CHECK(count("Перший рядок\u2028другий рядок") == 2);
}
