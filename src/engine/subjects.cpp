#include "engine/subjects.h"

#include "base/error.h"
#include "engine/command.h"
#include "engine/words.h"
#include "store/accounts.h"
#include "store/people.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace chancery::engine {
namespace {

formats::Json in_both_languages(const char* key) {
  auto words = words_of({key, {}});
  words.erase("key");
  return words;
}

using document::Roles;
using document::Subject;
using store::Delegation;

std::vector<Delegation> delegations(store::RoleBook& book, const PersonId& acting, const PersonId& principal,
                                    const OrganisationId& organisation, Timestamp now) {
  std::vector<Delegation> fitting = book.delegations_to(acting, now);
  std::erase_if(fitting, [&](const Delegation& delegation) {
    return delegation.principal != principal || delegation.organisation != organisation;
  });
  return fitting;
}

/// Nobody acts for a person who left: who was erased, or whose accounts are all closed.
bool may_come_in(store::Database& database, const PersonId& person) {
  if (!store::People(database).key(person)) return false;
  const auto accounts = store::Accounts(database).of(person);
  return accounts.empty() ||
         std::any_of(accounts.begin(), accounts.end(), [](const store::Account& one) { return !one.disabled; });
}

Roles within_scope(const Roles& held, const std::vector<Delegation>& delegations) {
  Roles within;
  for (const Delegation& delegation : delegations) {
    std::set_intersection(held.begin(), held.end(), delegation.scope.begin(), delegation.scope.end(),
                          std::inserter(within, within.end()));
  }
  return within;
}

}  // namespace

Subject subject_of(store::Database& database, const PersonId& person, const OrganisationId& organisation, Timestamp now) {
  store::RoleBook book(database);
  return {person, std::nullopt, organisation, book.roles(person, organisation, now), book.roles_anywhere(person, now)};
}

Subject subject_of(store::Database& database, const PersonId& person, Timestamp now) {
  const auto found = store::People(database).find(person);
  if (!found) throw Error(Fault::absent, {"people.no_such_person", {{"person", person.hex()}}});
  return subject_of(database, person, found->organisation, now);
}

Decision<Representation> subject_for(store::Database& database, const PersonId& acting, const PersonId& principal,
                                     const OrganisationId& organisation, Timestamp now) {
  store::RoleBook book(database);
  if (!may_come_in(database, principal)) return Refusal{"people.no_delegation", {"people.no_delegation", {}}};
  const auto fitting = delegations(book, acting, principal, organisation, now);
  const Roles roles = within_scope(book.roles(principal, organisation, now), fitting);
  if (roles.empty()) return Refusal{"people.no_delegation", {"people.no_delegation", {}}};
  return Representation{{principal, acting, organisation, roles, book.roles_anywhere(acting, now)}, fitting.front()};
}

std::string name_of_person(store::Database& database, const PersonId& id) {
  const auto person = store::People(database).find(id);
  if (!person || person->names.empty()) return {};
  const auto& name = person->names.front();
  return name.given + " " + name.family;
}

formats::Json names_of_person(store::Database& database, const PersonId& id) {
  auto names = formats::Json::object();
  const auto person = store::People(database).find(id);
  if (!person) return names;
  if (person->names.empty()) return in_both_languages("engine.erased_person");
  for (const auto& name : person->names) names[name.language.text()] = name.given + " " + name.family;
  return names;
}

formats::Json names_of_office() {
  return in_both_languages("engine.the_office");
}

Decision<Standing> standing_of(store::Database& database, const PersonId& caller, const std::optional<std::string>& on_behalf_of,
                               const OrganisationId& organisation, Timestamp now) {
  if (!on_behalf_of) return Standing{subject_of(database, caller, now), std::nullopt};
  const auto principal = PersonId::parse(*on_behalf_of);
  if (!principal) refuse_odd_field("on_behalf_of");
  auto representation = subject_for(database, caller, *principal, organisation, now);
  if (representation.refused()) return representation.refusal();
  return Standing{representation.value().subject, representation.value().delegation.instrument.sha256};
}

}  // namespace chancery::engine
