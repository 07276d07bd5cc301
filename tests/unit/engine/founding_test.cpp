#include "engine/founding.h"

#include "outside/files.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using engine::read_answers;
using formats::Json;
using tests::TestOffice;

namespace {

Json good() {
  const Json name{{"family", "Ґудзь"}, {"given", "Єва"}};
  return {{"name", {{"uk", "Установа"}, {"en", "Office"}}},
          {"code", "12345678"},
          {"log_name", "office.example"},
          {"person", {{"log_in_name", "admin"}, {"system_user", "root"}, {"names", {{"uk", name}, {"en", name}}}}},
          {"mail", {{"address", "office@example.org"}, {"folder", "post"}}},
          {"recovery_persons", {"Перша", "Друга"}}};
}

/// The field that the error names, or "".
std::string odd_field(const std::function<void(Json&)>& change) {
  Json answers = good();
  change(answers);
  try {
    (void)read_answers(answers);
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::input);
    CHECK(error.message().key == "engine.answer_odd");
    return std::get<std::string>(error.message().arguments.at(0).second);
  }
  return {};
}

std::string key_of(const std::function<void()>& use, Fault fault) {
  try {
    use();
  } catch (const Error& error) {
    CHECK(error.fault() == fault);
    return error.message().key;
  }
  return {};
}

}  // namespace

TEST_CASE("the answers are read as they were given") {
  const auto answers = read_answers(good());
  CHECK(answers.name_uk == "Установа");
  CHECK(answers.system_user == "root");
  CHECK(answers.mail_address == "office@example.org");
  CHECK(answers.mail_folder == "post");
  CHECK(answers.recovery_persons == std::vector<std::string>{"Перша", "Друга"});
  Json without = good();
  without.erase("mail");
  CHECK_FALSE(read_answers(without).mail_address.has_value());
}

TEST_CASE("the first answer that is missing or odd is named") {
  CHECK(odd_field([](Json& answers) { answers.erase("name"); }) == "name");
  CHECK(odd_field([](Json& answers) { answers["name"]["en"] = ""; }) == "name.en");
  CHECK(odd_field([](Json& answers) { answers["code"] = "1234567a"; }) == "code");
  CHECK(odd_field([](Json& answers) { answers["log_name"] = 7; }) == "log_name");
  CHECK(odd_field([](Json& answers) { answers["person"]["names"].erase("en"); }) == "en");
  CHECK(odd_field([](Json& answers) { answers["person"]["names"]["uk"].erase("given"); }) == "person.names.uk.given");
  CHECK(odd_field([](Json& answers) { answers["recovery_persons"].push_back("Третя"); }) == "recovery_persons");
  CHECK(odd_field([](Json& answers) { answers["mail"] = "office@example.org"; }) == "mail");
  CHECK(odd_field([](Json& answers) { answers["mail"]["address"] = "office"; }) == "mail.address");
}

TEST_CASE("an office is made in an empty folder only") {
  TestOffice test;
  test.close();
  const auto again = [&] {
    engine::found_office(test.path(), read_answers(good()), SecretBytes("harbour-lantern-27"), test.clock());
  };
  CHECK(key_of(again, Fault::conflict) == "engine.folder_not_empty");
}

TEST_CASE("an office without its log key, or without itself, is not opened") {
  TestOffice test;
  const auto log_key = test.office().folder().log_key();
  test.close();
  outside::write_file(log_key, "не ключ");
  CHECK(key_of([&] { test.open(); }, Fault::environment) == "engine.log_key_broken");
  CHECK(key_of([&] { (void)engine::Office::open(test.path() / "none", test.clock()); }, Fault::absent) == "engine.no_office");
}
