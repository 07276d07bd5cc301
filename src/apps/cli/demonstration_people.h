#pragma once

#include "document/role.h"

#include <span>
#include <string_view>

namespace chancery::cli {

/// A fictitious person of the demonstration. Nobody of that name is meant.
struct DemonstrationPerson {
  std::string_view log_in_name;
  document::Role role;
  std::string_view family_uk, given_uk, position_uk;
  std::string_view family_en, given_en, position_en;
};

[[nodiscard]] std::span<const DemonstrationPerson> demonstration_people();

/// For every account of the demonstration, and for its keys: it protects nothing and is printed.
inline constexpr std::string_view demonstration_password = "harbour-lantern-27";

}  // namespace chancery::cli
