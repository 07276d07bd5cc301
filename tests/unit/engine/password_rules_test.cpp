#include "engine/password_rules.h"

#include <catch2/catch.hpp>

#include <string>

using namespace chancery;
using namespace chancery::engine;

namespace {

/// The rule that says no, or "" where the password may be taken.
std::string answer(std::string password, std::string_view log_in_name = "halahan") {
  const auto decision = judge_new_password(SecretBytes(std::move(password)), log_in_name);
  return decision.refused() ? decision.refusal().rule : "";
}

}  // namespace

TEST_CASE("a long phrase is a good password in any script") {
  CHECK(answer("correct horse battery staple").empty());
  CHECK(answer("Ґава їла ї'жака").empty());
  CHECK(answer("Щедрик 1916!").empty());
}

TEST_CASE("twelve characters are enough, eleven are not, however many bytes they take") {
  CHECK(answer("вітервночією").empty());
  CHECK(answer("вітервночіє") == "people.password_short");
  CHECK(answer("") == "people.password_short");
}

TEST_CASE("the refusal of a short password says how many characters it has") {
  const auto decision = judge_new_password(SecretBytes("їжак"), "halahan");
  REQUIRE(decision.refused());
  CHECK(to_log(decision.refusal().message) == "people.password_short found=4 least=12");
}

TEST_CASE("a character composed of two code points counts once") {
  CHECK(answer("вітервночі\xD1\x96\xCC\x88") == "people.password_short");  // і and the combining diaeresis: one ї
}

TEST_CASE("a password is not endless") {
  CHECK(answer(std::string(512, 'a') + std::string(513, 'b')) == "people.password_long");
}

TEST_CASE("a password of the same few characters is refused") {
  CHECK(answer("aaaaaaaaaaaa") == "people.password_monotonous");
  CHECK(answer("abababababab") == "people.password_monotonous");
}

TEST_CASE("a password built on the log-in name is refused, in capitals too") {
  CHECK(answer("halahan-2026!") == "people.password_is_name");
  CHECK(answer("moyHALAHANparol") == "people.password_is_name");
  CHECK(answer("halahan-2026!", "yermolenko").empty());
}

TEST_CASE("what everybody tries first is refused, in capitals and in Ukrainian") {
  CHECK(answer("password1234") == "people.password_common");
  CHECK(answer("Administrator") == "people.password_common");
  CHECK(answer("ЙЦУКЕНГШЩЗХЇ") == "people.password_common");
  CHECK(answer("Слава Україні") == "people.password_common");
}

TEST_CASE("bytes that are no text are refused") {
  CHECK(answer("\xff\xfe secret secret") == "people.password_not_text");
  CHECK(answer(std::string("null\0in the middle", 18)) == "people.password_not_text");
}
