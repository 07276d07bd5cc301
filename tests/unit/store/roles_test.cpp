#include "store/roles.h"

#include "support/fault_and_key.h"
#include "unit/store/people_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::store;
using document::Role;
using document::Roles;

namespace {

RoleAssignment assignment(unsigned char number, Role role, int from, std::optional<int> until, unsigned char where = 1) {
  return {numbered<RoleId>(number),
          person(1),
          role,
          organisation(where),
          {day(from), until ? std::optional(day(*until)) : std::nullopt},
          {"розпорядження № 12-к", sha256("наказ")}};
}

Delegation substitution(unsigned char number, int from, int until) {
  return {numbered<DelegationId>(number), person(1), person(2),  organisation(1),
          {Role::signatory, Role::clerk}, day(from), day(until), {"доручення № 7", std::nullopt}};
}

}  // namespace

TEST_CASE("a role is in force from its first moment until just before its last") {
  Database database = small_office();
  RoleBook book(database);
  book.add(assignment(1, Role::signatory, 2, 5));
  CHECK(book.roles(person(1), organisation(1), day(2).plus(std::chrono::milliseconds(-1))).empty());
  CHECK(book.roles(person(1), organisation(1), day(2)) == Roles{Role::signatory});
  CHECK(book.roles(person(1), organisation(1), day(5).plus(std::chrono::milliseconds(-1))) == Roles{Role::signatory});
  CHECK(book.roles(person(1), organisation(1), day(5)).empty());
}

TEST_CASE("a role without an end is in force until further notice") {
  Database database = small_office();
  RoleBook book(database);
  book.add(assignment(1, Role::clerk, 0, std::nullopt));
  CHECK(book.roles(person(1), organisation(1), day(10'000)) == Roles{Role::clerk});
  book.end(numbered<RoleId>(1), day(3));
  CHECK(book.roles(person(1), organisation(1), day(2)) == Roles{Role::clerk});
  CHECK(book.roles(person(1), organisation(1), day(3)).empty());
}

TEST_CASE("ending a role again does not make it longer") {
  Database database = small_office();
  RoleBook book(database);
  book.add(assignment(1, Role::clerk, 0, 4));
  book.end(numbered<RoleId>(1), day(9));
  CHECK(book.of(person(1)).at(0).term.until == day(4));
}

TEST_CASE("a role counts in the organisation where it is held") {
  Database database = small_office();
  RoleBook book(database);
  book.add(assignment(1, Role::clerk, 0, std::nullopt, 1));
  book.add(assignment(2, Role::translator, 0, std::nullopt, 2));
  CHECK(book.roles(person(1), organisation(1), day(1)) == Roles{Role::clerk});
  CHECK(book.roles(person(1), organisation(2), day(1)) == Roles{Role::translator});
  CHECK(book.roles_anywhere(person(1), day(1)) == Roles{Role::clerk, Role::translator});
}

TEST_CASE("an ended assignment can be looked up years later, with its instrument") {
  Database database = small_office();
  RoleBook book(database);
  const RoleAssignment old = assignment(1, Role::legal_reviewer, 0, 3);
  const RoleAssignment present = assignment(2, Role::clerk, 3, std::nullopt);
  book.add(present);
  book.add(old);
  CHECK(book.of(person(1)) == std::vector{old, present});
  CHECK(book.in_force(person(1), day(2)) == std::vector{old});
}

TEST_CASE("the holders of a role are those in force in that organisation") {
  Database database = small_office();
  RoleBook book(database);
  book.add(assignment(1, Role::signatory, 0, 4));
  RoleAssignment other = assignment(2, Role::signatory, 4, std::nullopt);
  other.person = person(2);
  book.add(other);
  CHECK(book.holders(Role::signatory, organisation(1), day(1)) == std::vector{person(1)});
  CHECK(book.holders(Role::signatory, organisation(1), day(4)) == std::vector{person(2)});
  CHECK(book.holders(Role::signatory, organisation(2), day(1)).empty());
}

TEST_CASE("a substitution is in force for its delegate, between its dates, within its scope") {
  Database database = small_office();
  RoleBook book(database);
  const Delegation holiday = substitution(1, 2, 5);
  book.add(holiday);
  CHECK(book.delegations_to(person(2), day(3)) == std::vector{holiday});
  CHECK(book.delegations_to(person(1), day(3)).empty());
  CHECK(book.delegations_to(person(2), day(1)).empty());
  CHECK(book.delegations_to(person(2), day(5)).empty());
}

TEST_CASE("a delegation ends early, and never later than it said") {
  Database database = small_office();
  RoleBook book(database);
  book.add(substitution(1, 0, 5));
  book.end(numbered<DelegationId>(1), day(9));
  CHECK(book.delegations_to(person(2), day(4)).size() == 1);
  book.end(numbered<DelegationId>(1), day(3));
  CHECK(book.delegations_to(person(2), day(4)).empty());
}

TEST_CASE("nobody is their own substitute") {
  Database database = small_office();
  Delegation own = substitution(1, 0, 5);
  own.delegate = own.principal;
  CHECK(fault_and_key([&] { RoleBook(database).add(own); })->first == Fault::conflict);
}

TEST_CASE("a role that this program does not know is named, not dropped") {
  Database database = small_office();
  RoleBook(database).add(assignment(1, Role::clerk, 0, std::nullopt));
  database.run("UPDATE role_assignments SET role = 'отаман'");
  CHECK(fault_and_key([&] { static_cast<void>(RoleBook(database).in_force(person(1), day(1))); }) ==
        fault(Fault::environment, "people.stored_word_unknown"));
}
