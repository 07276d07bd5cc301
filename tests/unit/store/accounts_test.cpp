#include "store/accounts.h"

#include "support/fault_and_key.h"
#include "unit/store/people_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::store;

namespace {

Account account(unsigned char number, std::string name) {
  return {numbered<AccountId>(number), person(number), std::move(name), "$argon2id$…", day(0), std::nullopt};
}

}  // namespace

TEST_CASE("an account is found by its log-in name and by its operating-system user") {
  Database database = small_office();
  Accounts accounts(database);
  Account halahan = account(1, "halahan");
  halahan.system_user = "hv";
  accounts.add(halahan);
  CHECK(accounts.find("halahan") == halahan);
  CHECK(accounts.find_by_system_user("hv") == halahan);
  CHECK_FALSE(accounts.find("Halahan"));
  CHECK_FALSE(accounts.find_by_system_user("root"));
}

TEST_CASE("accounts are listed by log-in name, and those of a person by themselves") {
  Database database = small_office();
  Accounts accounts(database);
  accounts.add(account(2, "yermolenko"));
  accounts.add(account(1, "halahan"));
  Account second = account(1, "api");
  second.id = numbered<AccountId>(7);
  accounts.add(second);
  std::vector<std::string> names;
  for (const Account& one : accounts.list()) names.push_back(one.log_in_name);
  CHECK(names == std::vector<std::string>{"api", "halahan", "yermolenko"});
  CHECK(accounts.of(person(1)).size() == 2);
  CHECK(accounts.of(person(3)).empty());
}

TEST_CASE("a log-in name and an operating-system user lead to one account only") {
  Database database = small_office();
  Accounts accounts(database);
  Account first = account(1, "office");
  first.system_user = "hv";
  accounts.add(first);
  CHECK(fault_and_key([&] { accounts.add(account(2, "office")); })->first == Fault::conflict);
  Account third = account(3, "other");
  third.system_user = "hv";
  CHECK(fault_and_key([&] { accounts.add(third); })->first == Fault::conflict);
}

TEST_CASE("failed attempts are counted until the next log-in") {
  Database database = small_office();
  Accounts accounts(database);
  accounts.add(account(1, "halahan"));
  accounts.note_failure(numbered<AccountId>(1), day(1));
  accounts.note_failure(numbered<AccountId>(1), day(1));
  CHECK(accounts.find("halahan")->failed_attempts == 2);
  accounts.note_success(numbered<AccountId>(1), day(3));
  CHECK(accounts.find("halahan")->failed_attempts == 0);
  CHECK(accounts.find("halahan")->last_log_in == day(3));
}

TEST_CASE("a new password replaces the old one and says when") {
  Database database = small_office();
  Accounts accounts(database);
  accounts.add(account(1, "halahan"));
  accounts.set_password(numbered<AccountId>(1), "$argon2id$new", day(4));
  CHECK(accounts.find("halahan")->password_hash == "$argon2id$new");
  CHECK(accounts.find("halahan")->password_changed == day(4));
}

TEST_CASE("an account is disabled once, and the first time is kept") {
  Database database = small_office();
  Accounts accounts(database);
  accounts.add(account(1, "halahan"));
  accounts.disable(numbered<AccountId>(1), day(5));
  accounts.disable(numbered<AccountId>(1), day(6));
  CHECK(accounts.find("halahan")->disabled == day(5));
}
