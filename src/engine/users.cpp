#include "engine/users.h"

#include "base/error.h"
#include "engine/log_in_name.h"
#include "store/sessions.h"

#include <algorithm>
#include <utility>

namespace chancery::engine {
namespace {

using document::Action;
using document::Role;
using document::Roles;
using store::RoleAssignment;
using store::Term;

Refusal refusal_about_people(std::string key, std::vector<std::pair<std::string, Message::Argument>> arguments = {}) {
  Message message{key, std::move(arguments)};
  return {std::move(key), std::move(message)};
}

bool overlap(const Term& one, const Term& other) {
  return (!one.until || other.from < *one.until) && (!other.until || one.from < *other.until);
}

void require_term(const Term& term, const store::Instrument& instrument) {
  if (term.until && *term.until <= term.from) {
    throw Error(Fault::input, {"people.term_backwards", {{"from", term.from.text()}, {"until", term.until->text()}}});
  }
  if (instrument.title.find_first_not_of(' ') == std::string::npos) throw Error(Fault::input, {"people.instrument_missing", {}});
}

bool is_named(const document::PersonName& name) {
  return !document::full_name(name).empty();
}

void require_names(const store::Person& person) {
  if (person.names.empty() || !std::all_of(person.names.begin(), person.names.end(), is_named)) {
    throw Error(Fault::input, {"people.name_missing", {}});
  }
}

std::string require_log_in_name(store::Accounts& accounts, const std::string& typed) {
  const auto name = parse_log_in_name(typed);
  constexpr std::string_view page_of_new_people = "new";
  if (!name || *name == page_of_new_people) throw Error(Fault::input, {"people.log_in_name_odd", {{"name", typed}}});
  if (accounts.find(*name)) throw Error(Fault::conflict, {"people.log_in_name_taken", {{"name", *name}}});
  return *name;
}

void require_free(store::Accounts& accounts, const std::optional<std::string>& system_user) {
  if (!system_user || !accounts.find_by_system_user(*system_user)) return;
  throw Error(Fault::conflict, {"people.system_user_taken", {{"name", *system_user}}});
}

void insert_user(store::Database& database, const NewUser& user, Timestamp now) {
  store::Accounts accounts(database);
  require_names(user.person);
  const std::string name = require_log_in_name(accounts, user.log_in_name);
  require_free(accounts, user.system_user);
  const auto changed = user.password_hash ? std::optional(now) : std::nullopt;
  store::People(database).add(user.person, user.key);
  accounts.add({user.account, user.person.id, name, user.password_hash, changed, user.system_user});
}

}  // namespace

void found_office(store::Database& database, const Founding& founding, Timestamp now) {
  store::People people(database);
  if (!people.organisations().empty()) throw Error(Fault::conflict, {"people.founded_already", {}});
  people.add(founding.organisation);
  insert_user(database, founding.first, now);
  const store::Instrument instrument{founding.instrument, std::nullopt};
  require_term({now, std::nullopt}, instrument);
  store::RoleBook(database).add({founding.first_role,
                                 founding.first.person.id,
                                 Role::administrator,
                                 founding.organisation.id,
                                 {now, std::nullopt},
                                 instrument});
  people.set_recovery_persons(founding.recovery_persons);
}

Users::Users(store::Database& database, const document::RightsPolicy& policy, document::Subject actor, OrganisationId office,
             Timestamp now)
    : database_(&database), policy_(&policy), actor_(std::move(actor)), office_(office), now_(now) {}

Decision<Allowed> Users::add(const NewUser& user) {
  if (auto decision = may(Action::manage_people); decision.refused()) return decision;
  insert_user(*database_, user, now_);
  return Allowed{};
}

Decision<std::vector<UserLine>> Users::list() {
  if (const auto decision = may(Action::read_people); decision.refused()) return decision.refusal();
  store::People people(*database_);
  store::RoleBook book(*database_);
  std::vector<UserLine> lines;
  for (const store::Account& one : store::Accounts(*database_).list()) {
    auto person = *people.find(one.person);
    if (!person.names.empty()) lines.push_back({one, std::move(person), book.in_force(one.person, now_)});
  }
  return lines;
}

Decision<Allowed> Users::give_role(const RoleAssignment& assignment) {
  if (auto decision = may(Action::manage_people); decision.refused()) return decision;
  require_term(assignment.term, assignment.instrument);
  require_person(assignment.person);
  if (auto decision = may_hold(assignment); decision.refused()) return decision;
  store::RoleBook(*database_).add(assignment);
  return Allowed{};
}

Decision<Allowed> Users::end_role(const PersonId& person, Role role, const OrganisationId& organisation) {
  if (auto decision = may(Action::manage_people); decision.refused()) return decision;
  store::RoleBook book(*database_);
  std::vector<RoleAssignment> fitting = book.in_force(person, now_);
  std::erase_if(fitting, [&](const RoleAssignment& one) { return one.role != role || one.organisation != organisation; });
  if (fitting.empty()) return refusal_about_people("people.no_such_role", {{"role", std::string(document::name_of(role))}});
  if (role == Role::administrator && organisation == office_ && is_only_administrator(person)) {
    return refusal_about_people("people.last_administrator");
  }
  for (const RoleAssignment& one : fitting) book.end(one.id, now_);
  return Allowed{};
}

Decision<Allowed> Users::delegate(const store::Delegation& delegation) {
  const bool own = actor_.person == delegation.principal && !actor_.behind;
  if (auto decision = may(Action::manage_people); !own && decision.refused()) return decision;
  require_term({delegation.from, delegation.until}, delegation.instrument);
  require_person(delegation.principal);
  require_person(delegation.delegate);
  store::RoleBook book(*database_);
  if (delegation.principal == delegation.delegate) return refusal_about_people("people.delegates_to_oneself");
  const Timestamp begin = std::max(delegation.from, now_);  // “from today” means from now on
  const Roles held = book.roles(delegation.principal, delegation.organisation, begin);
  const Roles other = book.roles_anywhere(delegation.delegate, begin);
  if (delegation.scope.empty() || !std::includes(held.begin(), held.end(), delegation.scope.begin(), delegation.scope.end())) {
    return refusal_about_people("people.delegates_what_is_not_held");
  }
  for (const Role role : delegation.scope) {
    if (auto decision = document::may_hold(*policy_, other, role); decision.refused()) return decision;
  }
  book.add(delegation);
  return Allowed{};
}

Decision<Allowed> Users::end_delegation(const store::DelegationId& id) {
  store::RoleBook book(*database_);
  const auto delegation = book.find(id);
  const PersonId& acting = actor_.acting();
  const bool own = delegation && (delegation->principal == acting || delegation->delegate == acting);
  if (auto decision = may(Action::manage_people); !own && decision.refused()) return decision;
  if (!delegation) throw Error(Fault::absent, {"people.no_such_delegation", {{"delegation", id.hex()}}});
  book.end(id, now_);
  return Allowed{};
}

std::vector<store::Delegation> Users::delegations() {
  auto all = store::RoleBook(*database_).delegations_of(office_, now_);
  if (!may(Action::read_people).refused()) return all;
  const PersonId& acting = actor_.acting();
  std::erase_if(all, [&](const store::Delegation& one) { return one.principal != acting && one.delegate != acting; });
  return all;
}

Decision<Allowed> Users::set_password(std::string_view log_in_name, std::string_view password_hash) {
  const auto decision = may(Action::manage_people);
  const auto own = store::Accounts(*database_).of(actor_.acting());
  const bool owns =
      std::any_of(own.begin(), own.end(), [&](const store::Account& one) { return one.log_in_name == log_in_name; });
  if (!owns && decision.refused()) return decision;
  const store::Account changed = account(log_in_name);
  store::Accounts(*database_).set_password(changed.id, password_hash, now_);
  store::Sessions(*database_).remove_all_of(changed.person);
  return Allowed{};
}

Decision<Allowed> Users::disable(std::string_view log_in_name) {
  if (auto decision = may(Action::manage_people); decision.refused()) return decision;
  const store::Account disabled = account(log_in_name);
  if (is_only_administrator(disabled.person)) return refusal_about_people("people.last_administrator");
  store::Accounts(*database_).disable(disabled.id, now_);
  store::Sessions(*database_).remove_all_of(disabled.person);
  return Allowed{};
}

Decision<Allowed> Users::may(Action action) const {
  return document::authorize(*policy_, actor_, action, document::OfficeObject{office_});
}

/// Against every role that the person holds at some time of the new term, wherever that is.
Decision<Allowed> Users::may_hold(const RoleAssignment& assignment) {
  Roles held;
  for (const RoleAssignment& other : store::RoleBook(*database_).of(assignment.person)) {
    if (!overlap(other.term, assignment.term)) continue;
    if (other.role == assignment.role && other.organisation == assignment.organisation) {
      return refusal_about_people("people.role_held_already", {{"role", std::string(document::name_of(other.role))}});
    }
    held.insert(other.role);
  }
  return document::may_hold(*policy_, held, assignment.role);
}

void Users::require_person(const PersonId& person) {
  if (store::People(*database_).find(person)) return;
  throw Error(Fault::absent, {"people.no_such_person", {{"person", person.hex()}}});
}

bool Users::is_only_administrator(const PersonId& person) {
  const auto usable = [&](const PersonId& holder) {
    const auto accounts = store::Accounts(*database_).of(holder);
    return std::any_of(accounts.begin(), accounts.end(), [](const store::Account& one) { return !one.disabled; });
  };
  auto holders = store::RoleBook(*database_).holders(Role::administrator, office_, now_);
  std::erase_if(holders, [&](const PersonId& holder) { return !usable(holder); });
  return holders == std::vector{person};
}

store::Account Users::account(std::string_view log_in_name) {
  auto found = store::Accounts(*database_).find(log_in_name);
  if (!found) throw Error(Fault::absent, {"people.no_such_account", {{"name", std::string(log_in_name)}}});
  return *std::move(found);
}

}  // namespace chancery::engine
