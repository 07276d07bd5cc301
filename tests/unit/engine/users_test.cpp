#include "engine/users.h"

#include "store/sessions.h"
#include "support/fault_and_key.h"
#include "unit/engine/office_of_people.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::engine;
using document::Role;
using document::Roles;

namespace {

/// The office with person 2, account `halahan`, who is a clerk.
store::Database office_with_clerk() {
  store::Database database = founded_office();
  Users users = users_for(database, administrator());
  REQUIRE_FALSE(users.add(user(2, "halahan")).refused());
  REQUIRE_FALSE(users.give_role(role_of(2, Role::clerk)).refused());
  return database;
}

void log_in(store::Database& database, unsigned char number) {
  store::Sessions(database).save({sha256(std::string(1, static_cast<char>(number))), person(number), day(1), day(1)});
}

bool is_logged_in(store::Database& database, unsigned char number) {
  return store::Sessions(database).find(sha256(std::string(1, static_cast<char>(number)))).has_value();
}

store::Delegation substitution(unsigned char principal, unsigned char delegate, Roles scope) {
  return {
      numbered<store::DelegationId>(1), person(principal), person(delegate), organisation(1), std::move(scope), day(1), day(9),
      {"доручення № 7", std::nullopt}};
}

}  // namespace

TEST_CASE("an office begins with one organisation, one administrator and the recovery persons") {
  store::Database database = founded_office();
  CHECK(store::People(database).find_organisation("00022533") == organisation(1));
  CHECK(store::RoleBook(database).roles(person(1), organisation(1), day(0)) == Roles{Role::administrator});
  CHECK(store::People(database).recovery_persons() == std::vector<std::string>{"Єва Їжак"});
  CHECK(store::Accounts(database).find("admin"));
}

TEST_CASE("an office is founded once") {
  store::Database database = founded_office();
  const Founding again{{organisation(2), std::nullopt, {}}, user(9, "second"), numbered<RoleId>(9), "наказ", {}};
  CHECK(fault_and_key([&] { found_office(database, again, day(1)); }) == fault(Fault::conflict, "people.founded_already"));
}

TEST_CASE("an administrator adds a person and gives a role, and both are listed") {
  store::Database database = office_with_clerk();
  const auto lines = users_for(database, administrator()).list();
  REQUIRE_FALSE(lines.refused());
  REQUIRE(lines.value().size() == 2);
  CHECK(lines.value().at(1).account.log_in_name == "halahan");
  CHECK(lines.value().at(1).roles.at(0).role == Role::clerk);
}

TEST_CASE("only an administrator of this office manages people") {
  store::Database database = office_with_clerk();
  Users by_clerk = users_for(database, clerk(2));
  CHECK(rule_that_refused(by_clerk.add(user(3, "third"))) == "rights.role");
  CHECK(rule_that_refused(by_clerk.give_role(role_of(2, Role::signatory, 101))) == "rights.role");
  CHECK(rule_that_refused(by_clerk.end_role(person(2), Role::clerk, organisation(1))) == "rights.role");
  CHECK(rule_that_refused(by_clerk.disable("admin")) == "rights.role");
  document::Subject elsewhere = administrator();
  elsewhere.organisation = organisation(2);
  CHECK(rule_that_refused(users_for(database, elsewhere).add(user(3, "third"))) == "rights.organisation");
  CHECK(rule_that_refused(users_for(database, {person(2), std::nullopt, organisation(1), {Role::signatory}, {}}).list()) ==
        "rights.role");
}

TEST_CASE("two accounts share neither a log-in name nor an operating-system user") {
  store::Database database = office_with_clerk();
  Users users = users_for(database, administrator());
  CHECK(fault_and_key([&] { static_cast<void>(users.add(user(3, " HALAHAN "))); }) ==
        fault(Fault::conflict, "people.log_in_name_taken"));
  NewUser third = user(3, "third");
  third.system_user = "hv";
  CHECK_FALSE(users.add(third).refused());
  NewUser fourth = user(4, "fourth");
  fourth.system_user = "hv";
  CHECK(fault_and_key([&] { static_cast<void>(users.add(fourth)); }) == fault(Fault::conflict, "people.system_user_taken"));
}

TEST_CASE("a person without a name and a log-in name that cannot be typed are refused") {
  store::Database database = founded_office();
  Users users = users_for(database, administrator());
  NewUser nameless = user(3, "third");
  nameless.person.names.clear();
  CHECK(fault_and_key([&] { static_cast<void>(users.add(nameless)); }) == fault(Fault::input, "people.name_missing"));
  CHECK(fault_and_key([&] { static_cast<void>(users.add(user(3, "ґава"))); }) == fault(Fault::input, "people.log_in_name_odd"));
}

TEST_CASE("who runs the office does not also act in it, at no time of the term") {
  store::Database database = office_with_clerk();
  Users users = users_for(database, administrator());
  CHECK(rule_that_refused(users.give_role(role_of(1, Role::signatory, 101))) == "rights.may_not_hold_both");
  store::RoleAssignment later = role_of(2, Role::auditor, 102);
  later.term = {day(100), day(200)};
  CHECK(rule_that_refused(users.give_role(later)) == "rights.may_not_hold_both");
  REQUIRE_FALSE(users.end_role(person(2), Role::clerk, organisation(1)).refused());
  CHECK_FALSE(users.give_role(later).refused());
}

TEST_CASE("a role is not given twice for the same time") {
  store::Database database = office_with_clerk();
  Users users = users_for(database, administrator());
  CHECK(rule_that_refused(users.give_role(role_of(2, Role::clerk, 101))) == "people.role_held_already");
  CHECK_FALSE(users.give_role(role_of(2, Role::translator, 102)).refused());
}

TEST_CASE("a role has an instrument, a term that runs forward and a person who exists") {
  store::Database database = office_with_clerk();
  Users users = users_for(database, administrator());
  store::RoleAssignment odd = role_of(2, Role::translator, 101);
  odd.instrument.title.clear();
  CHECK(fault_and_key([&] { static_cast<void>(users.give_role(odd)); }) == fault(Fault::input, "people.instrument_missing"));
  odd = role_of(2, Role::translator, 101);
  odd.term.until = odd.term.from;
  CHECK(fault_and_key([&] { static_cast<void>(users.give_role(odd)); }) == fault(Fault::input, "people.term_backwards"));
  CHECK(fault_and_key([&] { static_cast<void>(users.give_role(role_of(77, Role::clerk, 101))); }) ==
        fault(Fault::absent, "people.no_such_person"));
}

TEST_CASE("a role that ends is not held any more, and ends once") {
  store::Database database = office_with_clerk();
  Users users = users_for(database, administrator(), 3);
  CHECK_FALSE(users.end_role(person(2), Role::clerk, organisation(1)).refused());
  CHECK(store::RoleBook(database).roles(person(2), organisation(1), day(3)).empty());
  CHECK(store::RoleBook(database).roles(person(2), organisation(1), day(2)) == Roles{Role::clerk});
  CHECK(rule_that_refused(users.end_role(person(2), Role::clerk, organisation(1))) == "people.no_such_role");
}

TEST_CASE("the office never loses its last administrator") {
  store::Database database = office_with_clerk();
  Users users = users_for(database, administrator());
  CHECK(rule_that_refused(users.disable("admin")) == "people.last_administrator");
  CHECK(rule_that_refused(users.end_role(person(1), Role::administrator, organisation(1))) == "people.last_administrator");
  REQUIRE_FALSE(users.add(user(3, "second")).refused());
  REQUIRE_FALSE(users.give_role(role_of(3, Role::administrator, 103)).refused());
  CHECK_FALSE(users.disable("admin").refused());
  CHECK(rule_that_refused(users.disable("second")) == "people.last_administrator");
}

TEST_CASE("a new password ends the sessions of its owner and of nobody else") {
  store::Database database = office_with_clerk();
  log_in(database, 1);
  log_in(database, 2);
  CHECK_FALSE(users_for(database, clerk(2), 4).set_password("halahan", "$argon2id$new").refused());
  CHECK(is_logged_in(database, 1));
  CHECK_FALSE(is_logged_in(database, 2));
  CHECK(store::Accounts(database).find("halahan")->password_changed == day(4));
}

TEST_CASE("a password is changed by its owner or an administrator") {
  store::Database database = office_with_clerk();
  CHECK(rule_that_refused(users_for(database, clerk(2)).set_password("admin", "$argon2id$")) == "rights.role");
  CHECK_FALSE(users_for(database, administrator()).set_password("halahan", "$argon2id$").refused());
  CHECK(fault_and_key([&] { static_cast<void>(users_for(database, administrator()).set_password("ghost", "$argon2id$")); }) ==
        fault(Fault::absent, "people.no_such_account"));
}

TEST_CASE("a disabled account loses its sessions at once") {
  store::Database database = office_with_clerk();
  log_in(database, 2);
  CHECK_FALSE(users_for(database, administrator(), 5).disable("halahan").refused());
  CHECK_FALSE(is_logged_in(database, 2));
  CHECK(store::Accounts(database).find("halahan")->disabled == day(5));
}

TEST_CASE("a person delegates what they hold, and an administrator does it for them") {
  store::Database database = office_with_clerk();
  REQUIRE_FALSE(users_for(database, administrator()).add(user(3, "third")).refused());
  CHECK_FALSE(users_for(database, clerk(2)).delegate(substitution(2, 3, {Role::clerk})).refused());
  store::Delegation second = substitution(2, 3, {Role::clerk});
  second.id = numbered<store::DelegationId>(2);
  CHECK_FALSE(users_for(database, administrator()).delegate(second).refused());
  CHECK(rule_that_refused(users_for(database, clerk(3)).delegate(second)) == "rights.role");
}

TEST_CASE("nobody delegates what they do not hold, or nothing") {
  store::Database database = office_with_clerk();
  REQUIRE_FALSE(users_for(database, administrator()).add(user(3, "third")).refused());
  Users own = users_for(database, clerk(2));
  CHECK(rule_that_refused(own.delegate(substitution(2, 3, {Role::signatory}))) == "people.delegates_what_is_not_held");
  CHECK(rule_that_refused(own.delegate(substitution(2, 3, {}))) == "people.delegates_what_is_not_held");
}

TEST_CASE("an administrator is nobody’s substitute in an acting role") {
  store::Database database = office_with_clerk();
  CHECK(rule_that_refused(users_for(database, clerk(2)).delegate(substitution(2, 1, {Role::clerk}))) ==
        "rights.may_not_hold_both");
}

TEST_CASE("a substitute does not delegate in the name of the person represented") {
  store::Database database = office_with_clerk();
  document::Subject substitute = clerk(2);
  substitute.behind = person(1);
  CHECK(rule_that_refused(users_for(database, substitute).delegate(substitution(2, 1, {Role::clerk}))) == "rights.role");
}

TEST_CASE("nobody is their own substitute, and one who got the role today is represented from today") {
  store::Database database = office_with_clerk();
  REQUIRE_FALSE(users_for(database, administrator()).add(user(3, "third")).refused());
  Users own = users_for(database, clerk(2));
  CHECK(rule_that_refused(own.delegate(substitution(2, 2, {Role::clerk}))) == "people.delegates_to_oneself");
  store::Delegation since_before = substitution(2, 3, {Role::clerk});
  since_before.from = day(0);
  CHECK(rule_that_refused(own.delegate(since_before)).empty());
}

TEST_CASE("no account is called like the page for new ones, and an instrument is not a space") {
  store::Database database = office_with_clerk();
  Users users = users_for(database, administrator());
  CHECK(fault_and_key([&] { static_cast<void>(users.add(user(3, "new"))); }) == fault(Fault::input, "people.log_in_name_odd"));
  auto role = role_of(2, Role::translator);
  role.instrument.title = "  ";
  CHECK(fault_and_key([&] { static_cast<void>(users.give_role(role)); }) == fault(Fault::input, "people.instrument_missing"));
}
