#pragma once

#include "base/id.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "document/role.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::store {

using DelegationId = Id<struct DelegationTag>;

/// In force from `from` until just before `until`; without `until`, until further notice.
struct Term {
  Timestamp from;
  std::optional<Timestamp> until;

  friend bool operator==(const Term&, const Term&) = default;
};

/// What gave the authority: its title and number in words, and its file where the office has one.
struct Instrument {
  std::string title;
  std::optional<Sha256> sha256;

  friend bool operator==(const Instrument&, const Instrument&) = default;
};

struct RoleAssignment {
  RoleId id;
  PersonId person;
  document::Role role;
  OrganisationId organisation;
  Term term;
  Instrument instrument;

  friend bool operator==(const RoleAssignment&, const RoleAssignment&) = default;
};

/// `delegate` acts in the name of `principal`, in those of `scope` that the principal holds.
struct Delegation {
  DelegationId id;
  PersonId principal;
  PersonId delegate;
  OrganisationId organisation;
  document::Roles scope;
  Timestamp from;
  Timestamp until;
  Instrument instrument;

  friend bool operator==(const Delegation&, const Delegation&) = default;
};

/// Who is what, and who acts for whom. Writes belong into a transaction of the caller; rows are ended, never removed.
class RoleBook {
 public:
  explicit RoleBook(Database& database) : database_(&database) {}

  void add(const RoleAssignment& assignment);
  /// Ends it at `at`; one that ended before stays as it is.
  void end(const RoleId& id, Timestamp at);
  /// All there ever were, oldest first.
  [[nodiscard]] std::vector<RoleAssignment> of(const PersonId& person);
  [[nodiscard]] std::vector<RoleAssignment> in_force(const PersonId& person, Timestamp at);
  [[nodiscard]] document::Roles roles(const PersonId& person, const OrganisationId& organisation, Timestamp at);
  /// In whatever organisation.
  [[nodiscard]] document::Roles roles_anywhere(const PersonId& person, Timestamp at);
  [[nodiscard]] std::vector<PersonId> holders(document::Role role, const OrganisationId& organisation, Timestamp at);

  void add(const Delegation& delegation);
  void end(const DelegationId& id, Timestamp at);
  /// In force at `at`, the longest first.
  [[nodiscard]] std::vector<Delegation> delegations_to(const PersonId& delegate, Timestamp at);
  [[nodiscard]] std::optional<Delegation> find(const DelegationId& id);
  /// Those of an organisation that are not over at `at`: in force, or to begin. The next to end first.
  [[nodiscard]] std::vector<Delegation> delegations_of(const OrganisationId& organisation, Timestamp at);

 private:
  Database* database_;
};

}  // namespace chancery::store
