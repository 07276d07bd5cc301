#include "engine/log_in.h"

#include "outside/passwords.h"
#include "unit/engine/office_of_people.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::engine;

namespace {

constexpr const char* good = "Ґава їла їжу щодня";

Salt salt() {
  return *Salt::from_bytes(std::string(32, 's'));
}

SecretBytes secret(std::string text) {
  return SecretBytes(std::move(text));
}

/// The office whose administrator has a password and the operating-system user `hv`.
store::Database office_with_password() {
  store::Database database = store::small_office();
  const auto hash = hash_new_password("halahan", secret(good), salt());
  REQUIRE_FALSE(hash.refused());
  store::Accounts(database).add({numbered<store::AccountId>(1), person(1), "halahan", hash.value(), day(0), "hv"});
  store::Accounts(database).add({numbered<store::AccountId>(2), person(2), "without", std::nullopt, std::nullopt, "oj"});
  return database;
}

std::string log_in(store::Database& database, std::string_view name, std::string password) {
  return rule_that_refused(judge_log_in(find_account(database, name), secret(std::move(password)), day(1)));
}

}  // namespace

TEST_CASE("a person logs in by name and password, however the name is typed") {
  store::Database database = office_with_password();
  const auto decision = judge_log_in(find_account(database, " Halahan"), secret(good), day(1));
  REQUIRE_FALSE(decision.refused());
  CHECK(decision.value() == person(1));
}

TEST_CASE("a password typed on another keyboard is the same password") {
  store::Database database = office_with_password();
  CHECK(log_in(database, "halahan", "Ґава \xD1\x96\xCC\x88ла \xD1\x96\xCC\x88жу щодня").empty());
}

TEST_CASE("a wrong password, an unknown name, no password and a disabled account get one answer") {
  store::Database database = office_with_password();
  CHECK(log_in(database, "halahan", "Ґава їла їжу щоднi") == "people.log_in_failed");
  CHECK(log_in(database, "halahan", "\xff") == "people.log_in_failed");
  CHECK(log_in(database, "ghost", good) == "people.log_in_failed");
  CHECK(log_in(database, "Ґава", good) == "people.log_in_failed");
  CHECK(log_in(database, "without", "") == "people.log_in_failed");
  store::Accounts(database).disable(numbered<store::AccountId>(1), day(1));
  CHECK(log_in(database, "halahan", good) == "people.log_in_failed");
}

TEST_CASE("failures are counted for the account, and a log-in forgets them") {
  store::Database database = office_with_password();
  note_log_in(database, find_account(database, "halahan"), false, day(1));
  note_log_in(database, find_account(database, "halahan"), false, day(1));
  note_log_in(database, find_account(database, "ghost"), false, day(1));
  CHECK(find_account(database, "halahan")->failed_attempts == 2);
  note_log_in(database, find_account(database, "halahan"), true, day(2));
  CHECK(find_account(database, "halahan")->failed_attempts == 0);
  CHECK(find_account(database, "halahan")->last_log_in == day(2));
}

TEST_CASE("after five failures each further attempt waits twice as long, and an hour later none does") {
  store::Account account{numbered<store::AccountId>(1), person(1), "halahan", std::nullopt, std::nullopt, std::nullopt};
  const auto wait_after = [&](std::int64_t failures) {
    account.failed_attempts = failures;
    account.last_failure = day(1);
    return log_in_wait(account, day(1));
  };
  CHECK(wait_after(4).count() == 0);
  CHECK(wait_after(5) == std::chrono::seconds(2));
  CHECK(wait_after(7) == std::chrono::seconds(8));
  CHECK(wait_after(1'000'000) == std::chrono::minutes(15));
  CHECK(log_in_wait(account, day(1).plus(std::chrono::minutes(10))) == std::chrono::minutes(5));
  CHECK(log_in_wait(account, day(1).plus(std::chrono::minutes(61))).count() == 0);
}

TEST_CASE("what an account has to wait is kept in the database, and waiting counts no failures") {
  store::Database database = office_with_password();
  for (int attempt = 0; attempt < 9; ++attempt) note_log_in(database, find_account(database, "halahan"), false, day(1));
  CHECK(find_account(database, "halahan")->failed_attempts == 5);
  CHECK(log_in(database, "halahan", good) == "people.log_in_wait");
  CHECK(log_in(database, "halahan", "wrong") == "people.log_in_wait");
  CHECK_FALSE(judge_log_in(find_account(database, "halahan"), secret(good), day(2)).refused());
}

TEST_CASE("a weak password is never hashed") {
  CHECK(rule_that_refused(hash_new_password("halahan", secret("коротко"), salt())) == "people.password_short");
}

TEST_CASE("what is stored of a password is Argon2id with its salt, never the password") {
  const auto hash = hash_new_password("halahan", secret(good), salt());
  REQUIRE_FALSE(hash.refused());
  CHECK(hash.value().starts_with("$argon2id$v=19$"));
  CHECK(hash.value().find("їжу") == std::string::npos);
}

TEST_CASE("an operating-system user stands for the person of its enabled account") {
  store::Database database = office_with_password();
  CHECK(person_of_system_user(database, "hv") == person(1));
  CHECK(person_of_system_user(database, "oj") == person(2));
  CHECK_FALSE(person_of_system_user(database, "root"));
  store::Accounts(database).disable(numbered<store::AccountId>(1), day(1));
  CHECK_FALSE(person_of_system_user(database, "hv"));
}
