#pragma once

#include "base/decision.h"
#include "base/id.h"
#include "base/salt.h"
#include "base/secret_bytes.h"
#include "base/timestamp.h"
#include "store/accounts.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace chancery::engine {

/// A log-in takes three calls, so that nobody waits for Argon2 inside the one writer: find_account on a reading connection,
/// judge_log_in on the caller's thread, note_log_in in the writer. What comes from one address is the server's throttle; what
/// an account has to wait is kept with it, so that a restart forgives nobody.

/// The account that a person means by what they typed, disabled or not.
[[nodiscard]] std::optional<store::Account> find_account(store::Database& database, std::string_view typed_name);

/// How long the next attempt has to wait: after five failures 2 s, doubled with each further one, 15 minutes at most; forgotten
/// after an hour. Nobody is locked out for good, or anybody could lock out the governor.
[[nodiscard]] std::chrono::milliseconds log_in_wait(const store::Account& account, Timestamp now);

/// Refuses an unknown name, a wrong password, an account without one and a disabled account with the same
/// `people.log_in_failed`, and after the same time; an account that has to wait with `people.log_in_wait`.
[[nodiscard]] Decision<PersonId> judge_log_in(const std::optional<store::Account>& account, const SecretBytes& password,
                                              Timestamp now);

/// Counts the failure, or forgets the earlier ones; an attempt that had to wait counts for nothing.
/// Requires: a transaction is open.
void note_log_in(store::Database& database, const std::optional<store::Account>& account, bool succeeded, Timestamp now);

/// What is stored of a new password, once the rules allow it.   Refuses as judge_new_password().   Cost: about 20 ms.
[[nodiscard]] Decision<std::string> hash_new_password(std::string_view log_in_name, const SecretBytes& password,
                                                      const Salt& salt);

/// The person whose enabled account belongs to this operating-system user.
[[nodiscard]] std::optional<PersonId> person_of_system_user(store::Database& database, std::string_view system_user);

}  // namespace chancery::engine
