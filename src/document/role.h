#pragma once

#include "base/message.h"

#include <optional>
#include <set>
#include <span>
#include <string_view>

namespace chancery::document {

/// What a person may be in an organisation, always from a date and by an instrument (DOMAIN §2).
enum class Role {
  clerk,
  legal_reviewer,
  translator,
  signatory,
  concurrence_mfa,
  concurrence_development,
  auditor,
  protocol_officer,
  administrator,
};

using Roles = std::set<Role>;

[[nodiscard]] std::span<const Role> all_roles();
/// The word of commands, charts and stored rows: `legal_reviewer`.
[[nodiscard]] std::string_view name_of(Role role);
[[nodiscard]] std::optional<Role> parse_role(std::string_view name);
/// The role in people's words.
[[nodiscard]] Message label_of(Role role);

}  // namespace chancery::document
