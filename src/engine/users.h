#pragma once

#include "base/decision.h"
#include "base/secret_bytes.h"
#include "base/timestamp.h"
#include "document/rights.h"
#include "store/accounts.h"
#include "store/people.h"
#include "store/roles.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::engine {

/// A person who comes into the office, with a way in.
struct NewUser {
  store::Person person;
  SecretBytes key;  // makes the person's pseudonyms
  store::AccountId account;
  std::string log_in_name;
  std::optional<std::string> system_user;
  std::optional<std::string> password_hash;  // from hash_new_password()
};

/// A line of `user list`.
struct UserLine {
  store::Account account;
  store::Person person;
  std::vector<store::RoleAssignment> roles;  // in force
};

/// An office in its first moment.
struct Founding {
  store::Organisation organisation;
  NewUser first;  // becomes the administrator
  RoleId first_role;
  std::string instrument;
  std::vector<std::string> recovery_persons;
};

/// Makes the first organisation and its administrator.   Requires: a transaction is open.
/// Throws: Error{Fault::conflict} when there is an organisation already; Error{Fault::input} as Users::add.
void found_office(store::Database& database, const Founding& founding, Timestamp now);

/// What administrators do with people. Every call is authorised for `actor`, and needs an open transaction unless it only
/// reads. A person, account or role that is not there is Error{Fault::absent}.
class Users {
 public:
  /// `office`: the organisation that runs this office, and whose administrators manage it.
  Users(store::Database& database, const document::RightsPolicy& policy, document::Subject actor, OrganisationId office,
        Timestamp now);

  /// Throws: Error — input (no name, an odd log-in name), conflict (the log-in name or operating-system user is taken).
  [[nodiscard]] Decision<Allowed> add(const NewUser& user);
  /// Everybody but who was erased.
  [[nodiscard]] Decision<std::vector<UserLine>> list();

  /// Throws: Error{Fault::input} for a term that ends before it begins or an instrument without title.
  /// Refuses with `rights.may_not_hold_both`, `people.role_held_already`.
  [[nodiscard]] Decision<Allowed> give_role(const store::RoleAssignment& assignment);
  /// Ends what is in force of it now. Refuses with `people.no_such_role`, `people.last_administrator`.
  [[nodiscard]] Decision<Allowed> end_role(const PersonId& person, document::Role role, const OrganisationId& organisation);
  /// Also by the principal. Refuses with `rights.may_not_hold_both`, `people.delegates_what_is_not_held`.
  [[nodiscard]] Decision<Allowed> delegate(const store::Delegation& delegation);
  /// Also by the principal and by the delegate. One that has not begun never does.
  [[nodiscard]] Decision<Allowed> end_delegation(const store::DelegationId& id);
  /// In force or to begin: all of them for who may read people, else those of the person's own.
  [[nodiscard]] std::vector<store::Delegation> delegations();

  /// Also by the owner of the account. All sessions of the person end.
  [[nodiscard]] Decision<Allowed> set_password(std::string_view log_in_name, std::string_view password_hash);
  /// All sessions of the person end. Refuses with `people.last_administrator`.
  [[nodiscard]] Decision<Allowed> disable(std::string_view log_in_name);

 private:
  [[nodiscard]] Decision<Allowed> may(document::Action action) const;
  [[nodiscard]] Decision<Allowed> may_hold(const store::RoleAssignment& assignment);
  void require_person(const PersonId& person);
  [[nodiscard]] bool is_only_administrator(const PersonId& person);
  [[nodiscard]] store::Account account(std::string_view log_in_name);

  store::Database* database_;
  const document::RightsPolicy* policy_;
  document::Subject actor_;
  OrganisationId office_;
  Timestamp now_;
};

}  // namespace chancery::engine
