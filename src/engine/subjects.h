#pragma once

#include "base/decision.h"
#include "base/id.h"
#include "base/timestamp.h"
#include "document/rights.h"
#include "store/roles.h"

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

}  // namespace chancery::engine
