#pragma once

#include "base/salt.h"
#include "base/secret_bytes.h"

#include <string>
#include <string_view>

namespace chancery::outside {

/// Argon2id in its usual text form `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.   Standard: RFC 9106.
/// Cost: 19 MiB and two passes, the least that OWASP names for servers; about 20 ms.
[[nodiscard]] std::string hash_password(const SecretBytes& password, const Salt& salt);

/// Whether `password` made `hash`.
/// Throws: Error{Fault::environment} when `hash` is not one of ours or memory runs out.
[[nodiscard]] bool password_matches(const SecretBytes& password, const std::string& hash);

}  // namespace chancery::outside
