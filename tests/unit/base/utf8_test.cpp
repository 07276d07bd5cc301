#include "base/utf8.h"

#include <catch2/catch.hpp>

#include <string>

using namespace chancery;

TEST_CASE("well-formed UTF-8 of every length is accepted") {
  for (const std::string text :
       {"", "a", "Ґ Є І Ї ’", "€", "\xF0\x9F\x96\x8B", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF", "\xEE\x80\x80"}) {
    CHECK(is_utf8(text));
  }
}

TEST_CASE("overlong forms, surrogates, cut characters and what lies beyond Unicode are refused") {
  for (const std::string text :
       {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xF0\x80\x80\xAF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80",
        "\xF8\x88\x80\x80\x80", "\xC3", "\xE2\x82", "\xF0\x9F\x96", "\xC3(", "\xFF", "a\xFE"}) {
    CHECK_FALSE(is_utf8(text));
  }
}

TEST_CASE("white space is found in every script") {
  for (const std::string text : {" ", "a b", "\t", "\n", "\xC2\xA0", "\xE2\x80\x89", "\xE3\x80\x80", "x\xE2\x80\xA8"})
    CHECK(has_space(text));
  for (const std::string text : {"", "a", "Їжак", "\xE2\x80\x8B"}) CHECK_FALSE(has_space(text));
}
