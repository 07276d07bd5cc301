#pragma once

#include "base/decision.h"
#include "base/id.h"
#include "base/timestamp.h"
#include "document/rights.h"
#include "formats/json.h"
#include "store/roles.h"

#include <optional>
#include <string>

namespace chancery::engine {

/// The person acting in their own name, with the roles in force at `now` in this organisation.
[[nodiscard]] document::Subject subject_of(store::Database& database, const PersonId& person, const OrganisationId& organisation,
                                           Timestamp now);
/// The same in the organisation where the person works.   Throws: Error{Fault::absent} when there is no such person.
[[nodiscard]] document::Subject subject_of(store::Database& database, const PersonId& person, Timestamp now);

/// A subject acting for somebody else, and what allows it.
struct Representation {
  document::Subject subject;
  store::Delegation delegation;
};

/// `acting` in the name of `principal`: what the principal holds now, within the scope of the delegations in force.
/// A delegation is not passed on: only roles that the principal holds in their own name count.
/// Refuses with `people.no_delegation`.
[[nodiscard]] Decision<Representation> subject_for(store::Database& database, const PersonId& acting, const PersonId& principal,
                                                   const OrganisationId& organisation, Timestamp now);

/// What history and statements call a person: given name and family name in the first language of their names; "" when erased.
[[nodiscard]] std::string name_of_person(store::Database& database, const PersonId& id);
/// The name in each language that it is known in, {uk, en}; "[erased]" in both for who was erased, empty for somebody who is not
/// there.
[[nodiscard]] formats::Json names_of_person(store::Database& database, const PersonId& id);

/// What a step is said to be done by that no person did: the same shape.
[[nodiscard]] formats::Json names_of_office();

/// Who acts, and the file of the instrument by which they act for somebody else.
struct Standing {
  document::Subject subject;
  std::optional<Sha256> instrument;
};

/// The caller in their own name, or for the person whom a command's `on_behalf_of` names.
/// Refuses with `people.no_delegation`.   Throws: Error{Fault::input} when that is no person's id.
[[nodiscard]] Decision<Standing> standing_of(store::Database& database, const PersonId& caller,
                                             const std::optional<std::string>& on_behalf_of, const OrganisationId& organisation,
                                             Timestamp now);

}  // namespace chancery::engine
