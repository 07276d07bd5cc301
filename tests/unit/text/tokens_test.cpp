#include "text/tokens.h"

#include "text/similarity.h"
#include "text/terms.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace chancery::text;

namespace {

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> found;
  std::string joined;
  for (const auto& token : tokenize(text)) {
    joined += token.bytes.of(text);
    if (token.kind != Token::Kind::space) found.emplace_back(token.bytes.of(text));
  }
  CHECK(joined == text);
  return found;
}

}  // namespace

TEST_CASE("words keep the apostrophes inside them") {
  CHECK(words("м’яч п'ять об`єкт зв’язок") == std::vector<std::string>{"м’яч", "п'ять", "об`єкт", "зв’язок"});
  CHECK(words("‘quoted’") == std::vector<std::string>{"‘", "quoted", "’"});
  CHECK(words("Ґанок,Єва;Їжак—Іван") == std::vector<std::string>{"Ґанок", ",", "Єва", ";", "Їжак", "—", "Іван"});
  CHECK(words("l’art. 5") == std::vector<std::string>{"l’art", ".", "5"});
}

TEST_CASE("a number with its spaces and points is one") {
  CHECK(words("1 234 567,50 грн") == std::vector<std::string>{"1 234 567,50", "грн"});
  CHECK(words("1\u00A0234\u202F567") == std::vector<std::string>{"1\u00A0234\u202F567"});
  CHECK(words("21 листопада 2024") == std::vector<std::string>{"21", "листопада", "2024"});
  CHECK(words("п. 3.2.1.") == std::vector<std::string>{"п", ".", "3.2.1", "."});
  CHECK(words("5 50 500") == std::vector<std::string>{"5", "50 500"});
  CHECK(words("2024 2025") == std::vector<std::string>{"2024", "2025"});
}

TEST_CASE("bytes that are no UTF-8 stand alone") {
  CHECK(words("а\xFF\xFE б").size() == 4);
}

TEST_CASE("likeness counts the words that both have") {
  CHECK(similarity("один два", "один два") == 1);
  CHECK(similarity("", "") == 1);
  CHECK(similarity("один два", "три чотири") == 0);
  CHECK(similarity("один два три", "один два чотири") == Approx(2.0 / 3));
  CHECK(similarity("", "один") == 0);
}

TEST_CASE("terms are found inflected, short words only as they are") {
  CHECK(holds_term("рішення обласної ради", "обласна рада"));
  CHECK_FALSE(holds_term("рада обласна", "обласна рада"));
  CHECK(holds_term("Ми просимо", "ми"));
  CHECK_FALSE(holds_term("минуле", "ми"));
  CHECK(holds_term("dell’Ucraina", "Ucraina"));
  CHECK_FALSE(Words("the Regions").hold(Words("Region"), Words::Form::exact));
  CHECK(Words("the Regions").hold(Words("Region")));
  CHECK(small_letters("ҐЄІЇ Ünд XYZ Île") == "ґєії ünд xyz île");
}
