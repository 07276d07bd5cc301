#include "store/people.h"

#include "base/error.h"
#include "base/salt.h"
#include "store/stored_word.h"

#include <utility>

namespace chancery::store {
namespace {

using document::NameInCase;
using document::PersonName;
using document::TextInLanguage;

std::vector<TextInLanguage> read_texts(Statement rows, std::string_view table) {
  std::vector<TextInLanguage> texts;
  while (rows.next()) texts.push_back({stored_language(rows.text(0), table), rows.text(1)});
  return texts;
}

std::vector<TextInLanguage> names_of(Database& database, const OrganisationId& id) {
  return read_texts(
      database.query("SELECT language, value FROM organisation_names WHERE organisation = ?1 ORDER BY language", {id}),
      "organisation_names");
}

std::vector<TextInLanguage> names_of(Database& database, const UnitId& id) {
  return read_texts(database.query("SELECT language, value FROM unit_names WHERE unit = ?1 ORDER BY language", {id}),
                    "unit_names");
}

std::vector<NameInCase> cases_of(Database& database, const PersonId& person, const LanguageTag& language) {
  Statement rows = database.query(
      "SELECT grammatical_case, value FROM person_name_cases WHERE person = ?1 AND language = ?2 ORDER BY grammatical_case",
      {person, language.text()});
  std::vector<NameInCase> cases;
  while (rows.next()) cases.push_back({rows.text(0), rows.text(1)});
  return cases;
}

std::vector<PersonName> names_of(Database& database, const PersonId& person) {
  Statement rows = database.query(
      "SELECT language, family, given, patronymic, position FROM person_names WHERE person = ?1 ORDER BY language", {person});
  std::vector<PersonName> names;
  while (rows.next()) {
    const LanguageTag language = stored_language(rows.text(0), "person_names");
    names.push_back({language, rows.text(1), rows.text(2), rows.text(3), rows.text(4), cases_of(database, person, language)});
  }
  return names;
}

void add_name(Database& database, const PersonId& person, const PersonName& name) {
  const std::string& language = name.language.text();
  database.run("INSERT INTO person_names (person, language, family, given, patronymic, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
               {person, language, name.family, name.given, name.patronymic, name.position});
  for (const NameInCase& form : name.cases) {
    database.run("INSERT INTO person_name_cases (person, language, grammatical_case, value) VALUES (?1, ?2, ?3, ?4)",
                 {person, language, form.grammatical_case, form.value});
  }
}

Organisation organisation_from(const Statement& row) {
  return {row.get<OrganisationId>(0), row.get<std::optional<std::string>>(1), {}};
}

Unit unit_from(const Statement& row) {
  return {row.get<UnitId>(0), row.get<OrganisationId>(1), row.get<std::optional<UnitId>>(2), {}};
}

Person person_from(const Statement& row) {
  return {row.get<PersonId>(0),
          row.get<OrganisationId>(1),
          row.get<std::optional<UnitId>>(2),
          row.get<std::optional<std::string>>(3),
          {}};
}

template <class T>
std::vector<T> with_names(Database& database, Statement rows, T (*read)(const Statement&)) {
  std::vector<T> all;
  while (rows.next()) all.push_back(read(rows));
  for (T& one : all) one.names = names_of(database, one.id);
  return all;
}

template <class T>
std::optional<T> first_of(std::vector<T> values) {
  return values.empty() ? std::nullopt : std::optional(std::move(values.front()));
}

}  // namespace

void People::add(const Organisation& organisation) {
  database_->run("INSERT INTO organisations (id, code) VALUES (?1, ?2)", {organisation.id, organisation.code});
  for (const TextInLanguage& name : organisation.names) {
    database_->run("INSERT INTO organisation_names (organisation, language, value) VALUES (?1, ?2, ?3)",
                   {organisation.id, name.language.text(), name.value});
  }
}

std::optional<Organisation> People::find(const OrganisationId& id) {
  return first_of(
      with_names(*database_, database_->query("SELECT id, code FROM organisations WHERE id = ?1", {id}), organisation_from));
}

std::optional<OrganisationId> People::find_organisation(std::string_view code) {
  return database_->find<OrganisationId>("SELECT id FROM organisations WHERE code = ?1", {code});
}

std::vector<Organisation> People::organisations() {
  return with_names(*database_, database_->query("SELECT id, code FROM organisations ORDER BY code, id"), organisation_from);
}

void People::add(const Unit& unit) {
  database_->run("INSERT INTO units (id, organisation, parent) VALUES (?1, ?2, ?3)", {unit.id, unit.organisation, unit.parent});
  for (const TextInLanguage& name : unit.names) {
    database_->run("INSERT INTO unit_names (unit, language, value) VALUES (?1, ?2, ?3)",
                   {unit.id, name.language.text(), name.value});
  }
}

std::vector<Unit> People::units(const OrganisationId& organisation) {
  return with_names(
      *database_,
      database_->query("SELECT id, organisation, parent FROM units WHERE organisation = ?1 ORDER BY id", {organisation}),
      unit_from);
}

void People::add(const Person& person, const SecretBytes& key) {
  check_invariant(key.reveal().size() == Salt::size, "a person's key has 32 bytes");
  database_->run("INSERT INTO persons (id, organisation, unit, email) VALUES (?1, ?2, ?3, ?4)",
                 {person.id, person.organisation, person.unit, person.email});
  for (const PersonName& name : person.names) add_name(*database_, person.id, name);
  database_->run("INSERT INTO person_keys (person, key) VALUES (?1, ?2)", {person.id, Parameter::bytes(key.reveal())});
}

std::optional<Person> People::find(const PersonId& id) {
  return first_of(with_names(
      *database_, database_->query("SELECT id, organisation, unit, email FROM persons WHERE id = ?1", {id}), person_from));
}

std::vector<Person> People::persons() {
  return with_names(*database_, database_->query("SELECT id, organisation, unit, email FROM persons ORDER BY id"), person_from);
}

std::optional<SecretBytes> People::key(const PersonId& id) {
  Statement row = database_->query("SELECT key FROM person_keys WHERE person = ?1 AND key IS NOT NULL", {id});
  return row.next() ? std::optional<SecretBytes>(row.bytes(0)) : std::nullopt;
}

void People::erase(const PersonId& id, Timestamp now) {
  database_->run("UPDATE person_keys SET key = NULL, destroyed = ?2 WHERE person = ?1 AND key IS NOT NULL", {id, now});
  database_->run("DELETE FROM person_name_cases WHERE person = ?1", {id});
  database_->run("DELETE FROM person_names WHERE person = ?1", {id});
  database_->run("UPDATE persons SET email = NULL WHERE id = ?1", {id});
  database_->run(
      "UPDATE accounts SET log_in_name = 'erased-' || lower(hex(id)), system_user = NULL, password_hash = NULL,"
      " disabled = coalesce(disabled, ?2) WHERE person = ?1",
      {id, now});
  database_->run("DELETE FROM sessions WHERE person = ?1", {id});
}

std::vector<PersonId> People::erased() {
  Statement rows = database_->query("SELECT person FROM person_keys WHERE destroyed IS NOT NULL ORDER BY person", {});
  std::vector<PersonId> persons;
  while (rows.next()) persons.push_back(rows.get<PersonId>(0));
  return persons;
}

void People::set_recovery_persons(const std::vector<std::string>& names) {
  database_->run("DELETE FROM recovery_persons");
  std::int64_t number = 0;
  for (const std::string& name : names) {
    database_->run("INSERT INTO recovery_persons (number, name) VALUES (?1, ?2)", {++number, name});
  }
}

std::vector<std::string> People::recovery_persons() {
  Statement rows = database_->query("SELECT name FROM recovery_persons ORDER BY number");
  std::vector<std::string> names;
  while (rows.next()) names.push_back(rows.text(0));
  return names;
}

}  // namespace chancery::store
