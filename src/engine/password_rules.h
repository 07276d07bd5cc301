#pragma once

#include "base/decision.h"
#include "base/secret_bytes.h"

#include <string_view>

namespace chancery::engine {

/// Whether this may become the password of the account: at least 12 characters, not built on the log-in name, not one of
/// those that everybody tries first. Length counts, kinds of characters do not (NIST SP 800-63B §5.1.1.2).
/// Refuses with `people.password_not_text`, `people.password_short`, `people.password_long`, `people.password_monotonous`,
/// `people.password_is_name`, `people.password_common`.
[[nodiscard]] Decision<Allowed> judge_new_password(const SecretBytes& password, std::string_view log_in_name);

/// The password in normal form C: keyboards differ in how they compose й and ї.   Requires: it is UTF-8.
[[nodiscard]] SecretBytes normal_password(const SecretBytes& password);

}  // namespace chancery::engine
