#pragma once

#include "base/id.h"
#include "base/secret_bytes.h"
#include "base/timestamp.h"
#include "document/person_name.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::store {

struct Organisation {
  OrganisationId id;
  std::optional<std::string> code;
  std::vector<document::TextInLanguage> names;

  friend bool operator==(const Organisation&, const Organisation&) = default;
};

struct Unit {
  UnitId id;
  OrganisationId organisation;
  std::optional<UnitId> parent;
  std::vector<document::TextInLanguage> names;

  friend bool operator==(const Unit&, const Unit&) = default;
};

struct Person {
  PersonId id;
  OrganisationId organisation;
  std::optional<UnitId> unit;
  std::optional<std::string> email;
  /// Empty once the person is erased.
  std::vector<document::PersonName> names;

  friend bool operator==(const Person&, const Person&) = default;
};

/// Organisations, units and the human beings in them. Writes belong into a transaction of the caller.
class People {
 public:
  explicit People(Database& database) : database_(&database) {}

  void add(const Organisation& organisation);
  [[nodiscard]] std::optional<Organisation> find(const OrganisationId& id);
  [[nodiscard]] std::optional<OrganisationId> find_organisation(std::string_view code);
  [[nodiscard]] std::vector<Organisation> organisations();

  void add(const Unit& unit);
  [[nodiscard]] std::vector<Unit> units(const OrganisationId& organisation);

  /// `key` makes the person's pseudonyms.   Requires: it has 32 bytes.
  void add(const Person& person, const SecretBytes& key);
  [[nodiscard]] std::optional<Person> find(const PersonId& id);
  [[nodiscard]] std::vector<Person> persons();

  /// Absent when there is no such person or the key was destroyed.
  [[nodiscard]] std::optional<SecretBytes> key(const PersonId& id);
  /// Removes names, e-mail address, log-in names and key; the rows stay, so that what points to them still does.
  void erase(const PersonId& id, Timestamp now);
  /// Whose keys were destroyed.
  [[nodiscard]] std::vector<PersonId> erased();

  /// Replaces the whole list.
  void set_recovery_persons(const std::vector<std::string>& names);
  [[nodiscard]] std::vector<std::string> recovery_persons();

 private:
  Database* database_;
};

}  // namespace chancery::store
