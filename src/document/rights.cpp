#include "document/rights.h"

#include <algorithm>
#include <vector>

namespace chancery::document {
namespace {

Message about(std::string key, Action action) {
  return {std::move(key), {{"action", std::string(name_of(action))}}};
}

/// A role in the document's organisation, or a place on its list. What is listed does not open to the whole organisation, but
/// stays known to who wrote it.
bool within_need_to_know(const Subject& subject, const DocumentObject& document) {
  if (document.readers.contains(subject.acting())) return true;
  if (document.organisation != subject.organisation) return false;
  return document.audience == Audience::organisation || document.author == subject.acting();
}

bool within(Reach reach, const Subject& subject, const DocumentObject& document) {
  switch (reach) {
    case Reach::known:
      return true;
    case Reach::organisation:
      return document.organisation == subject.organisation;
    case Reach::author:
      return document.organisation == subject.organisation && document.author == subject.acting();
  }
  return false;
}

bool within(Reach reach, const Subject& subject, const OfficeObject& office) {
  switch (reach) {
    case Reach::known:
      return true;
    case Reach::organisation:
      return office.organisation == subject.organisation;
    case Reach::author:
      return false;
  }
  return false;
}

std::vector<Grant> grants_of(const RightsPolicy& policy, const Roles& roles, Action action) {
  std::vector<Grant> held;
  const auto all = policy.grants_for(action);
  std::copy_if(all.begin(), all.end(), std::back_inserter(held), [&](const Grant& grant) { return roles.contains(grant.role); });
  return held;
}

template <class AnyObject>
Decision<Allowed> within_role_and_reach(const RightsPolicy& policy, const Subject& subject, Action action,
                                        const AnyObject& object) {
  if (grants_of(policy, subject.roles, action).empty()) return Refusal{"rights.role", about("rights.role", action)};
  const auto grants = grants_of(policy, policy.effective(subject.roles, subject.roles_behind), action);
  if (grants.empty()) return Refusal{"rights.apart", about("rights.apart", action)};
  if (std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) { return within(grant.reach, subject, object); }))
    return Allowed{};
  if (std::any_of(grants.begin(), grants.end(), [](const Grant& grant) { return grant.reach == Reach::author; }))
    return Refusal{"rights.author_only", about("rights.author_only", action)};
  return Refusal{"rights.organisation", about("rights.organisation", action)};
}

/// Nobody passes their own document on to themselves, in their own name or in another's.
bool wrote(const Subject& subject, const DocumentObject& document) {
  return document.author == subject.person || document.author == subject.acting();
}

Decision<Allowed> authorize_on(const RightsPolicy& policy, const Subject& subject, Action action,
                               const DocumentObject& document) {
  if (!may_know(policy, subject, document)) return unknown_document();
  auto decision = within_role_and_reach(policy, subject, action, document);
  if (!decision.refused() && policy.excludes_author(action) && wrote(subject, document))
    return Refusal{"rights.not_by_author", about("rights.not_by_author", action)};
  return decision;
}

}  // namespace

std::string_view name_of(Audience audience) {
  switch (audience) {
    case Audience::organisation:
      return "organisation";
    case Audience::listed:
      return "listed";
  }
  return {};
}

std::optional<Audience> parse_audience(std::string_view name) {
  if (name == name_of(Audience::organisation)) return Audience::organisation;
  if (name == name_of(Audience::listed)) return Audience::listed;
  return std::nullopt;
}

bool may_know(const RightsPolicy& policy, const Subject& subject, const DocumentObject& document) {
  if (!within_need_to_know(subject, document)) return false;
  const auto grants = grants_of(policy, policy.effective(subject.roles, subject.roles_behind), Action::read_document);
  return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) { return within(grant.reach, subject, document); });
}

Decision<Allowed> authorize(const RightsPolicy& policy, const Subject& subject, Action action, const Object& object) {
  if (const auto* document = std::get_if<DocumentObject>(&object)) {
    if (concerns_document(action)) return authorize_on(policy, subject, action, *document);
  } else if (!concerns_document(action)) {
    return within_role_and_reach(policy, subject, action, std::get<OfficeObject>(object));
  }
  return Refusal{"rights.role", about("rights.role", action)};
}

Refusal unknown_document() {
  return {"rights.unknown", {"rights.unknown", {}}};
}

bool is_unknown(const Refusal& refusal) {
  return refusal.rule == "rights.unknown";
}

Decision<Allowed> may_hold(const RightsPolicy& policy, const Roles& held, Role added) {
  for (const Apart& pair : policy.apart()) {
    const bool parts = pair.role == added || pair.voided == added;
    const Role other = pair.role == added ? pair.voided : pair.role;
    if (parts && held.contains(other))
      return Refusal{
          "rights.may_not_hold_both",
          {"rights.may_not_hold_both", {{"held", std::string(name_of(other))}, {"added", std::string(name_of(added))}}}};
  }
  return Allowed{};
}

}  // namespace chancery::document
