#pragma once

#include "engine/users.h"
#include "store/transaction.h"
#include "unit/store/people_cases.h"

#include <optional>
#include <string>

namespace chancery::engine {

using store::day;
using store::numbered;
using store::organisation;
using store::person;
using store::person_key;

/// A person of organisation 1 with an account of the same number.
inline NewUser user(unsigned char number, std::string log_in_name) {
  return {store::named(number, "Ґалаґан"), person_key('k'), numbered<store::AccountId>(number),
          std::move(log_in_name),          std::nullopt,    std::nullopt};
}

inline store::RoleAssignment role_of(unsigned char who, document::Role role, unsigned char id = 100, unsigned char where = 1) {
  return {numbered<RoleId>(id), person(who), role, organisation(where), {day(0), std::nullopt}, {"наказ № 1", std::nullopt}};
}

/// An office founded on day 0: organisation 1, whose administrator is person 1 with the account `admin`.
inline store::Database founded_office() {
  store::Database database = store::Database::in_memory();
  store::Transaction transaction(database);
  found_office(database,
               {{organisation(1), "00022533", {{store::language("uk"), "Київська ОВА"}}},
                user(1, "admin"),
                numbered<RoleId>(1),
                "рішення про створення",
                {"Єва Їжак"}},
               day(0));
  transaction.commit();
  return database;
}

inline document::Subject administrator() {
  return {person(1), std::nullopt, organisation(1), {document::Role::administrator}, {document::Role::administrator}};
}

inline document::Subject clerk(unsigned char number) {
  return {person(number), std::nullopt, organisation(1), {document::Role::clerk}, {document::Role::clerk}};
}

inline Users users_for(store::Database& database, const document::Subject& actor, int on_day = 1) {
  return {database, document::RightsPolicy::standard(), actor, organisation(1), day(on_day)};
}

/// The rule that says no, or "" where it was done.
template <class T>
std::string rule_that_refused(const Decision<T>& decision) {
  return decision.refused() ? decision.refusal().rule : "";
}

}  // namespace chancery::engine
