#include "document/person_name.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::document;

namespace {

LanguageTag language(std::string_view tag) {
  return *LanguageTag::parse(tag);
}

PersonName name_in(std::string_view tag, std::string family, std::string given, std::string patronymic = "") {
  return {language(tag), std::move(family), std::move(given), std::move(patronymic), "", {}};
}

}  // namespace

TEST_CASE("a Ukrainian name is written family first, then given name and patronymic") {
  CHECK(full_name(name_in("uk", "Ґалаґан", "Єва", "Їжакевичівна")) == "Ґалаґан Єва Їжакевичівна");
  CHECK(full_name(name_in("uk-UA", "Дем’яненко", "Ігор")) == "Дем’яненко Ігор");
}

TEST_CASE("an English name is written given name first") {
  CHECK(full_name(name_in("en", "Galagan", "Yeva")) == "Yeva Galagan");
  CHECK(full_name(name_in("en", "", "Yeva")) == "Yeva");
}

TEST_CASE("a text is taken in the language asked for, else in a near one, else in the first") {
  const std::vector<TextInLanguage> texts{{language("uk"), "Київська область"}, {language("en-US"), "Kyiv region"}};
  CHECK(in_language(texts, language("uk")) == "Київська область");
  CHECK(in_language(texts, language("en")) == "Kyiv region");
  CHECK(in_language(texts, language("fr")) == "Київська область");
}

TEST_CASE("a name is taken in the language asked for") {
  const std::vector<PersonName> names{name_in("uk", "Єрмак", "Їва"), name_in("en", "Yermak", "Yiva")};
  CHECK(full_name(in_language(names, language("en"))) == "Yiva Yermak");
  CHECK(full_name(in_language(names, language("it"))) == "Єрмак Їва");
}
