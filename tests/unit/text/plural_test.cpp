#include "text/plural.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::text;

namespace {

std::string counted(const char* number, const std::vector<std::string>& forms, const char* language) {
  return write_counted(number, forms, *LanguageTag::parse(language)).value_or("?");
}

}  // namespace

TEST_CASE("a Ukrainian noun agrees with its number") {
  const std::vector<std::string> years{"рік", "роки", "років"};
  CHECK(counted("1", years, "uk") == "1\u00A0рік");
  CHECK(counted("2", years, "uk") == "2\u00A0роки");
  CHECK(counted("5", years, "uk") == "5\u00A0років");
  CHECK(counted("11", years, "uk") == "11\u00A0років");
  CHECK(counted("21", years, "uk") == "21\u00A0рік");
  CHECK(counted("112", years, "uk") == "112\u00A0років");
  CHECK(counted("1000", years, "uk") == "1\u00A0000\u00A0років");
  CHECK(counted("1.5", {"рік", "року", "років"}, "uk") == "1,5\u00A0року");
}

TEST_CASE("English, French and Italian nouns have two forms") {
  CHECK(counted("1", {"year", "years"}, "en") == "1\u00A0year");
  CHECK(counted("0", {"year", "years"}, "en") == "0\u00A0years");
  CHECK(counted("1.0", {"year", "years"}, "en-US") == "1.0\u00A0years");
  CHECK(counted("0", {"an", "ans"}, "fr") == "0\u00A0an");
  CHECK(counted("2", {"an", "ans"}, "fr") == "2\u00A0ans");
  CHECK(counted("1", {"anno", "anni"}, "it") == "1\u00A0anno");
  CHECK(counted("x", {"a", "b"}, "it") == "?");
  CHECK(plural_forms(*LanguageTag::parse("uk")) == 3);
  CHECK(plural_forms(*LanguageTag::parse("fr")) == 2);
}
