#pragma once

#include "store/people.h"
#include "store/transaction.h"

#include <string>

namespace chancery::store {

/// An id that a test can name by a number.
template <class AnyId>
AnyId numbered(unsigned char number) {
  return *AnyId::from_bytes(Bytes(AnyId::size - 1, '\0') + static_cast<char>(number));
}

inline PersonId person(unsigned char number) {
  return numbered<PersonId>(number);
}
inline OrganisationId organisation(unsigned char number) {
  return numbered<OrganisationId>(number);
}
inline Timestamp day(int number) {
  return Timestamp::parse("2026-11-01T09:00:00.000Z")->plus(std::chrono::hours(24) * number);
}
inline LanguageTag language(std::string_view tag) {
  return *LanguageTag::parse(tag);
}
inline SecretBytes person_key(char byte) {
  return SecretBytes(std::string(32, byte));
}

inline Person named(unsigned char number, const std::string& family, unsigned char works_for = 1) {
  return {person(number), organisation(works_for), std::nullopt, std::nullopt, {{language("uk"), family, "Єва", "", "", {}}}};
}

/// An office's database with organisations 1 and 2 and, in the first, persons 1 to 3.
inline Database small_office() {
  Database database = Database::in_memory();
  Transaction transaction(database);
  People people(database);
  people.add(Organisation{organisation(1), "00022533", {{language("uk"), "Київська обласна військова адміністрація"}}});
  people.add(Organisation{organisation(2), std::nullopt, {{language("en"), "State of Utah"}}});
  people.add(named(1, "Ґалаґан"), person_key('a'));
  people.add(named(2, "Єрмоленко"), person_key('b'));
  people.add(named(3, "Їжак’яненко"), person_key('c'));
  transaction.commit();
  return database;
}

}  // namespace chancery::store
