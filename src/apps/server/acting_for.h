#pragma once

#include "apps/server/form.h"
#include "apps/server/site.h"

#include <optional>
#include <string>

namespace chancery::server {

/// The id of the person in whose name the reader wants to act: `?for=ID` of an address, the field `on_behalf_of` of a form.
/// Absent: in their own name. Whether they may is the office's to say.
[[nodiscard]] std::optional<std::string> acting_for(const Visit& visit);
[[nodiscard]] std::optional<std::string> acting_for(const Form& form);

/// `?for=ID`, or nothing.
[[nodiscard]] std::string for_in_query(const std::optional<std::string>& principal);

/// In whose names the reader may act: {represents, principals:[{words, address, chosen}], acts_for, on_behalf_of: an id
/// or ""}. `address` is that of the page.
[[nodiscard]] formats::Json principals(const Site& site, const Visit& visit, const std::string& address,
                                       const std::optional<std::string>& chosen);

}  // namespace chancery::server
