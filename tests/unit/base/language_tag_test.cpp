#include "base/language_tag.h"

#include <catch2/catch.hpp>

using namespace chancery;

TEST_CASE("a language is two or three small letters, with or without a region") {
  for (const char* text : {"uk", "en", "fr-CA", "en-US", "crh", "crh-UA"}) CHECK(LanguageTag::parse(text)->text() == text);
}

TEST_CASE("nothing else is a language") {
  for (const char* text : {"", "u", "UK", "Uk", "ukra", "uk-", "uk-U", "uk-UKR", "uk-ua", "uk_UA", "-UA", "uk-UA-x", " uk", "uk ",
                           "у", "укр", "u1", "en-001"}) {
    CAPTURE(text);
    CHECK_FALSE(LanguageTag::parse(text));
  }
}

TEST_CASE("a tag without its region marks the same language") {
  CHECK(LanguageTag::parse("en-US")->primary() == "en");
  CHECK(LanguageTag::parse("uk")->primary() == "uk");
  CHECK(LanguageTag::parse("uk") != LanguageTag::parse("uk-UA"));
}
