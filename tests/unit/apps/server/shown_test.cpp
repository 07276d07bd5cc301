#include "apps/server/shown.h"

#include <catch2/catch.hpp>

using namespace chancery::server;
using chancery::formats::Json;
using chancery::text::Language;

TEST_CASE("a value in several languages is shown in the reader's, otherwise in the first") {
  const Json both{{"uk", "Ґ"}, {"en", "G"}};
  CHECK(in_language(both, Language::en) == "G");
  CHECK(in_language({{"fr", "J"}}, Language::uk) == "J");
  const Json stored = Json::array({{{"language", "en"}, {"value", "G"}}, {{"language", "uk"}, {"value", "Ґ"}}});
  CHECK(in_language(stored, Language::uk) == "Ґ");
  CHECK(in_language(Json::array({stored.at(0)}), Language::uk) == "G");
  CHECK(in_language("plain", Language::uk) == "plain");
  CHECK(in_language(Json(), Language::uk).empty());
  CHECK(in_language(Json::object(), Language::uk).empty());
}

TEST_CASE("a moment is written as the language writes it, and what is no moment stays") {
  CHECK(shown_time("2026-11-21T23:30:59.999Z", Language::uk) == "22.11.2026, 01:30");
  CHECK(shown_time("2026-11-21T23:30:59.999Z", Language::en) == "2026-11-22, 01:30");
  CHECK(shown_time("yesterday", Language::en) == "yesterday");
}

TEST_CASE("a size is shown in the unit that is easily read") {
  CHECK(shown_size(1, Language::uk) == "1 байт");
  CHECK(shown_size(5, Language::uk) == "5 байтів");
  CHECK(shown_size(1500, Language::en) == "2 kB");
  CHECK(shown_size(50'000'000, Language::en) == "50 MB");
}

TEST_CASE("a hash is shortened to its ends") {
  CHECK(short_hash(std::string(60, 'a') + "bcde") == "aaaaaaaa…bcde");
  CHECK(short_hash("abc") == "abc");
}

TEST_CASE("what an object lacks is empty") {
  const Json object{{"text", "Є"}, {"number", 5}, {"nothing", nullptr}};
  CHECK(text_of(object, "text") == "Є");
  CHECK(text_of(object, "number") == "5");
  CHECK(text_of(object, "nothing").empty());
  CHECK(text_of(object, "absent").empty());
  CHECK(list_of(object, "absent").empty());
}
