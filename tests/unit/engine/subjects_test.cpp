#include "engine/subjects.h"

#include "support/fault_and_key.h"
#include "unit/engine/office_of_people.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::engine;
using document::Role;
using document::Roles;

namespace {

/// Person 1 is signatory and clerk in organisation 1; person 2 is their substitute as signatory from day 2 until day 5.
store::Database office_with_substitute() {
  store::Database database = store::small_office();
  store::RoleBook book(database);
  book.add(role_of(1, Role::signatory, 1));
  book.add(role_of(1, Role::clerk, 2));
  book.add(role_of(2, Role::translator, 3));
  book.add({numbered<store::DelegationId>(1),
            person(1),
            person(2),
            organisation(1),
            {Role::signatory, Role::legal_reviewer},
            day(2),
            day(5),
            {"доручення № 7", sha256("скан")}});
  return database;
}

}  // namespace

TEST_CASE("a person acts with the roles in force that day in that organisation") {
  store::Database database = office_with_substitute();
  store::RoleBook(database).end(numbered<RoleId>(2), day(3));
  CHECK(subject_of(database, person(1), organisation(1), day(2)).roles == Roles{Role::signatory, Role::clerk});
  CHECK(subject_of(database, person(1), organisation(1), day(3)).roles == Roles{Role::signatory});
  CHECK(subject_of(database, person(1), organisation(2), day(3)).roles.empty());
  CHECK(subject_of(database, person(1), organisation(2), day(3)).roles_behind == Roles{Role::signatory});
}

TEST_CASE("without an organisation, a person acts where they work") {
  store::Database database = office_with_substitute();
  const auto subject = subject_of(database, person(2), day(1));
  CHECK(subject.organisation == organisation(1));
  CHECK(subject.roles == Roles{Role::translator});
  CHECK_FALSE(subject.behind);
  CHECK(fault_and_key([&] { static_cast<void>(subject_of(database, person(99), day(1))); }) ==
        fault(Fault::absent, "people.no_such_person"));
}

TEST_CASE("a substitute acts in the other’s name, within the scope and what the other holds") {
  store::Database database = office_with_substitute();
  const auto found = subject_for(database, person(2), person(1), organisation(1), day(3));
  REQUIRE_FALSE(found.refused());
  const auto& subject = found.value().subject;
  CHECK(subject.person == person(1));
  CHECK(subject.acting() == person(2));
  CHECK(subject.roles == Roles{Role::signatory});
  CHECK(subject.roles_behind == Roles{Role::translator});
  CHECK(found.value().delegation.instrument.sha256 == sha256("скан"));
}

TEST_CASE("outside its dates, its organisation and its persons a delegation allows nothing") {
  store::Database database = office_with_substitute();
  CHECK(rule_that_refused(subject_for(database, person(2), person(1), organisation(1), day(1))) == "people.no_delegation");
  CHECK(rule_that_refused(subject_for(database, person(2), person(1), organisation(1), day(5))) == "people.no_delegation");
  CHECK(rule_that_refused(subject_for(database, person(2), person(1), organisation(2), day(3))) == "people.no_delegation");
  CHECK(rule_that_refused(subject_for(database, person(3), person(1), organisation(1), day(3))) == "people.no_delegation");
  CHECK(rule_that_refused(subject_for(database, person(1), person(2), organisation(1), day(3))) == "people.no_delegation");
}

TEST_CASE("a delegation ends with the role that it rests on") {
  store::Database database = office_with_substitute();
  store::RoleBook(database).end(numbered<RoleId>(1), day(3));
  CHECK(rule_that_refused(subject_for(database, person(2), person(1), organisation(1), day(3))) == "people.no_delegation");
}

TEST_CASE("what was delegated is not delegated on") {
  store::Database database = office_with_substitute();
  store::RoleBook(database).add({numbered<store::DelegationId>(2),
                                 person(2),
                                 person(3),
                                 organisation(1),
                                 {Role::signatory},
                                 day(2),
                                 day(5),
                                 {"доручення № 8", std::nullopt}});
  CHECK(rule_that_refused(subject_for(database, person(3), person(2), organisation(1), day(3))) == "people.no_delegation");
}
