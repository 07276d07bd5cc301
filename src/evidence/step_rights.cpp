#include "evidence/step_rights.h"

#include <algorithm>
#include <optional>

namespace chancery::evidence {
namespace {

using document::Action;
using formats::Json;

std::optional<document::Roles> roles_of(const Json& actor) {
  document::Roles roles;
  if (!actor.contains("roles") || !actor["roles"].is_array()) return std::nullopt;
  for (const Json& name : actor["roles"]) {
    const auto role = name.is_string() ? document::parse_role(name.get_ref<const std::string&>()) : std::nullopt;
    if (!role) return std::nullopt;
    roles.insert(*role);
  }
  return roles;
}

bool is_granted(const document::RightsPolicy& policy, Action action, const document::Roles& roles, bool is_author) {
  const auto grants = policy.grants_for(action);
  return std::any_of(grants.begin(), grants.end(), [&](const document::Grant& grant) {
    return roles.contains(grant.role) && (grant.reach != document::Reach::author || is_author);
  });
}

}  // namespace

Verdict judge_rights(const document::RightsPolicy& policy, std::string_view event, const Json& facts) {
  const Json actor = facts.value("actor", Json::object());
  const Json person = actor.value("person", Json());
  if (person == "system") return Verdict::valid();
  const auto roles = roles_of(actor);
  if (!roles) return Verdict::unchecked({"evidence.roles_not_understood", {}});
  const Action action = document::action_for(event);
  const std::vector<std::pair<std::string, Message::Argument>> what{{"action", std::string(document::name_of(action))}};
  // A document is created by whoever becomes its author.
  const bool is_author = action == Action::create_document || person == facts.value("author", Json());
  if (!is_granted(policy, action, policy.effective(*roles, *roles), is_author)) {
    return Verdict::invalid({"evidence.role_not_granted", what});
  }
  if (action != Action::create_document && is_author && policy.excludes_author(action)) {
    return Verdict::invalid({"evidence.done_by_author", what});
  }
  return Verdict::valid();
}

}  // namespace chancery::evidence
