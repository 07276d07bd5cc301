#include "document/role.h"

#include <algorithm>
#include <array>
#include <string>

namespace chancery::document {
namespace {

constexpr std::array<Role, 9> all_of_them{Role::clerk,     Role::legal_reviewer,   Role::translator,
                                          Role::signatory, Role::concurrence_mfa,  Role::concurrence_development,
                                          Role::auditor,   Role::protocol_officer, Role::administrator};

}  // namespace

std::span<const Role> all_roles() {
  return all_of_them;
}

std::string_view name_of(Role role) {
  switch (role) {
    case Role::clerk:
      return "clerk";
    case Role::legal_reviewer:
      return "legal_reviewer";
    case Role::translator:
      return "translator";
    case Role::signatory:
      return "signatory";
    case Role::concurrence_mfa:
      return "concurrence_mfa";
    case Role::concurrence_development:
      return "concurrence_development";
    case Role::auditor:
      return "auditor";
    case Role::protocol_officer:
      return "protocol_officer";
    case Role::administrator:
      return "administrator";
  }
  return {};
}

std::optional<Role> parse_role(std::string_view name) {
  const auto* found = std::find_if(all_of_them.begin(), all_of_them.end(), [&](Role role) { return name_of(role) == name; });
  return found == all_of_them.end() ? std::nullopt : std::optional(*found);
}

Message label_of(Role role) {
  return {"rights.role_" + std::string(name_of(role)), {}};
}

}  // namespace chancery::document
