#include "text/characters.h"

#include <catch2/catch.hpp>

using namespace chancery::text;

TEST_CASE("code points are written in one to four bytes") {
  std::string text;
  for (const char32_t one : {U'a', U'Ґ', U'№', U'\u20AC', U'\U0001F600'}) append_utf8(text, one);
  CHECK(text == "aҐ№€\U0001F600");
  CHECK(count_characters(text) == 5);
}

TEST_CASE("characters that XML cannot hold are found where they stand") {
  CHECK_FALSE(find_bad_character("Є\t\r\n’\U0001F600"));
  CHECK(find_bad_character(std::string("ab\0c", 4)) == 2U);
  CHECK(find_bad_character("Ї\x01") == 2U);
  CHECK(find_bad_character("a\xC3") == 1U);
  CHECK(find_bad_character("\xED\xA0\x80") == 0U);
  CHECK(find_bad_character("a\xEF\xBF\xBF") == 1U);
  CHECK(is_xml_character(0x10FFFF));
  CHECK_FALSE(is_xml_character(0xFFFE));
  CHECK_FALSE(is_xml_character(0x110000));
}

TEST_CASE("a text is never cut inside a character") {
  CHECK(first_characters("ҐЄІ", 2) == "ҐЄ");
  CHECK(first_characters("ҐЄІ", 9) == "ҐЄІ");
  CHECK(last_characters("ҐЄІ", 1) == "І");
  CHECK(last_characters("ҐЄІ", 9) == "ҐЄІ");
  CHECK(trim(" \t Ї \n") == "Ї");
  CHECK(trim("  ").empty());
}
