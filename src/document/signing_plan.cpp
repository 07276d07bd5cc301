#include "document/signing_plan.h"

#include "base/error.h"

#include <algorithm>
#include <set>
#include <utility>

namespace chancery::document {
namespace {

using What = PlaceTaken::What;

Refusal refusal(const char* rule) {
  return {rule, {rule, {}}};
}

Refusal refusal(const char* rule, const SigningGroup& group) {
  return {rule, {rule, {{"group", group.name}}}};
}

/// What was done last in a place; absent while it is free.
std::optional<What> last_in(const std::vector<PlaceTaken>& history, const SigningGroup& group, const SigningPlace& place) {
  std::optional<What> last;
  for (const PlaceTaken& taken : history) {
    if (taken.group == group.name && taken.place == place) last = taken.what;
  }
  return last;
}

unsigned count(const SigningGroup& group, const std::vector<PlaceTaken>& history, std::initializer_list<What> wanted) {
  unsigned number = 0;
  for (const SigningPlace& place : group.places) {
    const auto last = last_in(history, group, place);
    if (last && std::find(wanted.begin(), wanted.end(), *last) != wanted.end()) ++number;
  }
  return number;
}

PlanState state_of(const SigningGroup& group, const std::vector<PlaceTaken>& history) {
  const auto declined = count(group, history, {What::declined});
  if (group.places.size() - declined < group.needed) return PlanState::failed;
  if (count(group, history, {What::acted}) >= group.needed) return PlanState::complete;
  if (count(group, history, {What::acted, What::ad_referendum}) >= group.needed) return PlanState::unconfirmed;
  return PlanState::open;
}

/// One after another: the groups before it have their number, be it ad referendum.
bool is_its_turn(const SigningPlan& plan, const SigningGroup& group, const std::vector<PlaceTaken>& history) {
  if (plan.order == SigningPlan::Order::side_by_side) return true;
  for (const SigningGroup& before : plan.groups) {
    if (before.name == group.name) return true;
    const PlanState state = state_of(before, history);
    if (state == PlanState::open || state == PlanState::failed) return false;
  }
  return true;
}

/// Signing ad referendum and confirming it are ways to fill a place for a signature.
bool serves(Act attempt, Act wanted) {
  const bool signing = attempt == Act::sign || attempt == Act::ad_referendum || attempt == Act::confirm;
  return attempt == wanted || (wanted == Act::sign && signing);
}

struct Found {
  const SigningGroup* group;
  SigningPlace place;
};

std::vector<Found> places_for(const SigningPlan& plan, const PersonId& person, const SigningAttempt& attempt) {
  std::vector<Found> found;
  for (const SigningGroup& group : plan.groups) {
    if (!serves(attempt.act, group.act)) continue;
    for (const SigningPlace& place : group.places) {
      const bool other_party = attempt.party && place.party != *attempt.party;
      if (place.person == person && !other_party) found.push_back({&group, place});
    }
  }
  return found;
}

bool is_delegated(const std::vector<SigningDelegation>& delegations, const SigningAttempt& attempt) {
  return std::any_of(delegations.begin(), delegations.end(), [&](const SigningDelegation& one) {
    return one.from == attempt.on_behalf_of && one.to == attempt.actor &&
           std::find(one.acts.begin(), one.acts.end(), attempt.act) != one.acts.end() && one.since <= attempt.time &&
           (!one.until || attempt.time <= *one.until);
  });
}

/// Two places of a group are two people, whoever acts for whom.
bool acts_twice(const Found& found, const std::vector<PlaceTaken>& history, const PersonId& actor) {
  return std::any_of(history.begin(), history.end(), [&](const PlaceTaken& taken) {
    return taken.group == found.group->name && taken.actor == actor && !(taken.place == found.place) &&
           taken.what != What::declined;
  });
}

std::optional<Refusal> objection_to(const SigningPlan& plan, const Found& found, const std::vector<PlaceTaken>& history,
                                    const SigningAttempt& attempt) {
  if (!is_its_turn(plan, *found.group, history)) return refusal("plan.group_waits", *found.group);
  const auto last = last_in(history, *found.group, found.place);
  const bool confirms = attempt.act == Act::confirm;
  if (confirms && last != What::ad_referendum) return refusal("plan.nothing_to_confirm", *found.group);
  if (!confirms && last == What::declined) return refusal("plan.declined", *found.group);
  if (!confirms && last) return refusal("plan.place_taken", *found.group);
  if (acts_twice(found, history, attempt.actor)) return refusal("plan.acts_twice", *found.group);
  return std::nullopt;
}

/// A group whose turn it is comes before one that waits; the reason that is told is that of the first one.
Decision<Found> find_place(const SigningPlan& plan, const std::vector<PlaceTaken>& history,
                           const std::vector<SigningDelegation>& delegations, const SigningAttempt& attempt) {
  if (attempt.on_behalf_of && !is_delegated(delegations, attempt)) return refusal("plan.no_delegation");
  const auto found = places_for(plan, attempt.on_behalf_of.value_or(attempt.actor), attempt);
  if (found.empty()) return refusal("plan.no_place");
  std::optional<Refusal> first;
  std::vector<Found> open;
  for (const Found& one : found) {
    auto objection = objection_to(plan, one, history, attempt);
    if (!objection) open.push_back(one);
    if (objection && !first) first = std::move(objection);
  }
  if (open.empty()) return *std::move(first);
  const bool several = std::any_of(open.begin(), open.end(), [&](const Found& one) {
    return one.group == open.front().group && one.place.party != open.front().place.party;
  });
  if (several) return refusal("plan.name_party", *open.front().group);
  return open.front();
}

Decision<PlaceTaken> take(const SigningPlan& plan, const std::vector<PlaceTaken>& history,
                          const std::vector<SigningDelegation>& delegations, const SigningAttempt& attempt, What what) {
  const auto found = find_place(plan, history, delegations, attempt);
  if (found.refused()) return found.refusal();
  return PlaceTaken{found.value().group->name, found.value().place, attempt.actor, what};
}

[[noreturn]] void refuse_plan(const char* key, const SigningGroup& group) {
  throw Error(Fault::input, {key, {{"group", group.name}}});
}

}  // namespace

void SigningPlan::check() const {
  std::set<std::string> names;
  for (const SigningGroup& group : groups) {
    if (!names.insert(group.name).second) refuse_plan("plan.group_twice", group);
    if (group.needed == 0 || group.needed > group.places.size()) refuse_plan("plan.number_odd", group);
    for (const SigningPlace& place : group.places) {
      if (std::count(group.places.begin(), group.places.end(), place) > 1) refuse_plan("plan.place_twice", group);
    }
  }
}

Decision<PlaceTaken> judge_signing(const SigningPlan& plan, const std::vector<PlaceTaken>& history,
                                   const std::vector<SigningDelegation>& delegations, const SigningAttempt& attempt) {
  return take(plan, history, delegations, attempt, attempt.act == Act::ad_referendum ? What::ad_referendum : What::acted);
}

Decision<PlaceTaken> judge_decline(const SigningPlan& plan, const std::vector<PlaceTaken>& history,
                                   const std::vector<SigningDelegation>& delegations, const SigningAttempt& attempt,
                                   const std::string& reason) {
  if (reason.find_first_not_of(" \t\r\n") == std::string::npos) return refusal("plan.reason_needed");
  return take(plan, history, delegations, attempt, What::declined);
}

PlanState state_of(const SigningPlan& plan, const std::vector<PlaceTaken>& history) {
  PlanState all = PlanState::complete;
  for (const SigningGroup& group : plan.groups) {
    const PlanState state = state_of(group, history);
    if (state == PlanState::failed) return state;
    if (state == PlanState::open) all = state;
    if (state == PlanState::unconfirmed && all == PlanState::complete) all = state;
  }
  return all;
}

std::vector<SigningPlace> open_places(const SigningPlan& plan, const std::vector<PlaceTaken>& history) {
  std::vector<SigningPlace> open;
  for (const SigningGroup& group : plan.groups) {
    if (!is_its_turn(plan, group, history) || state_of(group, history) != PlanState::open) continue;
    for (const SigningPlace& place : group.places) {
      if (!last_in(history, group, place)) open.push_back(place);
    }
  }
  return open;
}

}  // namespace chancery::document
