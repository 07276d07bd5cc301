#include "text/phrase.h"

#include <catch2/catch.hpp>

#include <thread>
#include <vector>

using namespace chancery;
using namespace chancery::text;

namespace {

std::string documents(Language language, std::int64_t count) {
  const Phrase phrase(language,
                      language == Language::uk
                          ? "{count, plural, one {# документ} few {# документи} many {# документів} other {# документа}}"
                          : "{count, plural, one {# document} other {# documents}}");
  return phrase.say({"", {{"count", count}}}).value();
}

}  // namespace

TEST_CASE("Ukrainian counts documents in the form that each number asks for") {
  CHECK(documents(Language::uk, 0) == "0 документів");
  CHECK(documents(Language::uk, 1) == "1 документ");
  CHECK(documents(Language::uk, 2) == "2 документи");
  CHECK(documents(Language::uk, 4) == "4 документи");
  CHECK(documents(Language::uk, 5) == "5 документів");
  CHECK(documents(Language::uk, 11) == "11 документів");
  CHECK(documents(Language::uk, 14) == "14 документів");
  CHECK(documents(Language::uk, 21) == "21 документ");
  CHECK(documents(Language::uk, 22) == "22 документи");
  CHECK(documents(Language::uk, 111) == "111 документів");
}

TEST_CASE("English counts one document and many documents") {
  CHECK(documents(Language::en, 1) == "1 document");
  CHECK(documents(Language::en, 21) == "21 documents");
}

TEST_CASE("large numbers are grouped as the language groups them") {
  CHECK(documents(Language::en, 12'345) == "12,345 documents");
  CHECK(documents(Language::uk, 12'345) == "12\u00a0345 документів");
}

TEST_CASE("an argument stands in its place letter for letter, whatever it holds") {
  const Phrase phrase(Language::uk, "Об’єкт «{name}» не знайдено.");
  CHECK(phrase.say({"", {{"name", "Ґанок Єви, Їжак і п’ять {дужок} ' <b>"}}}) ==
        "Об’єкт «Ґанок Єви, Їжак і п’ять {дужок} ' <b>» не знайдено.");
}

TEST_CASE("an argument that was not given stays visible as its name") {
  CHECK(Phrase(Language::en, "Page {page}").say({"", {}}) == "Page {page}");
}

TEST_CASE("a broken pattern says nothing, the first time and every time") {
  const Phrase phrase(Language::en, "Page {page");
  CHECK_FALSE(phrase.say({"", {{"page", std::int64_t{1}}}}));
  CHECK_FALSE(phrase.say({"", {{"page", std::int64_t{1}}}}));
}

TEST_CASE("many threads say one phrase at once") {
  const Phrase phrase(Language::uk, "{count, plural, one {# день} few {# дні} many {# днів} other {# дня}}");
  std::vector<std::string> said(4);
  std::vector<std::thread> threads;
  for (std::string& mine : said) {
    threads.emplace_back([&mine, &phrase] {
      for (std::int64_t day = 0; day <= 500; ++day) mine = phrase.say({"", {{"count", day}}}).value_or("");
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(said == std::vector<std::string>(4, "500 днів"));
}

TEST_CASE("a language has one tag") {
  CHECK(tag_of(Language::uk) == "uk");
  CHECK(tag_of(Language::en) == "en");
}
