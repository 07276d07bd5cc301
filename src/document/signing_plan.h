#pragma once

#include "base/decision.h"
#include "base/id.h"
#include "base/timestamp.h"
#include "document/statement.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::document {

/// A place where one person is expected to act for one party.
struct SigningPlace {
  PersonId person;
  unsigned party;

  friend bool operator==(const SigningPlace&, const SigningPlace&) = default;
};

/// People who act side by side: `needed` of them are enough.
struct SigningGroup {
  std::string name;
  Act act;
  std::vector<SigningPlace> places;
  unsigned needed;  // 1 to the number of places
};

/// Who signs a document, in which order.
struct SigningPlan {
  enum class Order { one_after_another, side_by_side };
  Order order;  // of the groups
  std::vector<SigningGroup> groups;

  /// Throws: Error{Fault::input} for a group without places, a number that cannot be reached, a doubled name, or one place twice.
  void check() const;
};

/// What somebody did in a place.
struct PlaceTaken {
  enum class What { acted, ad_referendum, declined };
  std::string group;
  SigningPlace place;
  PersonId actor;  // who did it: the person of the place, or a delegate
  What what;
};

/// A delegation as it is registered.
struct SigningDelegation {
  PersonId from;
  PersonId to;
  std::vector<Act> acts;
  Timestamp since;
  std::optional<Timestamp> until;
};

/// What somebody wants to do.
struct SigningAttempt {
  PersonId actor;  // who acts, behind every account
  Act act;
  std::optional<PersonId> on_behalf_of;
  std::optional<unsigned> party;  // where the actor has places for several
  Timestamp time;
};

/// The place that an attempt takes, judged by plan and history and never by who was sent a link. A sign may be done ad
/// referendum; the confirmation takes the same place again. Rules: `plan.no_place`, `plan.group_waits`, `plan.place_taken`,
/// `plan.declined`, `plan.name_party`, `plan.no_delegation`, `plan.acts_twice`, `plan.nothing_to_confirm`.
[[nodiscard]] Decision<PlaceTaken> judge_signing(const SigningPlan& plan, const std::vector<PlaceTaken>& history,
                                                 const std::vector<SigningDelegation>& delegations,
                                                 const SigningAttempt& attempt);
/// The same for a refusal to sign. Rules: those above and `plan.reason_needed` without a reason.
[[nodiscard]] Decision<PlaceTaken> judge_decline(const SigningPlan& plan, const std::vector<PlaceTaken>& history,
                                                 const std::vector<SigningDelegation>& delegations, const SigningAttempt& attempt,
                                                 const std::string& reason);

enum class PlanState {
  open,
  unconfirmed,  // all have acted, some of them ad referendum
  complete,
  failed  // so many declined that a group cannot be completed
};
[[nodiscard]] PlanState state_of(const SigningPlan& plan, const std::vector<PlaceTaken>& history);
/// Who may act now, for the lists of work: places of groups whose turn it is that are still free.
[[nodiscard]] std::vector<SigningPlace> open_places(const SigningPlan& plan, const std::vector<PlaceTaken>& history);

}  // namespace chancery::document
