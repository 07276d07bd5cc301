#include "engine/log_in.h"

#include "engine/log_in_name.h"
#include "engine/password_rules.h"
#include "outside/passwords.h"
#include "text/characters.h"

#include <algorithm>

namespace chancery::engine {
namespace {

/// What an unknown name is checked against, so that it takes as long as a known one. No password is known to fit.
const std::string& decoy_hash() {
  static const std::string hash = outside::hash_password(SecretBytes("\x01 not a password that anybody can type \x02"),
                                                         *Salt::from_bytes(std::string(32, '\7')));
  return hash;
}

bool matches(const std::string& hash, const SecretBytes& password) {
  if (text::find_bad_character(password.reveal())) return false;
  return outside::password_matches(normal_password(password), hash);
}

}  // namespace

std::optional<store::Account> find_account(store::Database& database, std::string_view typed_name) {
  const auto name = parse_log_in_name(typed_name);
  return name ? store::Accounts(database).find(*name) : std::nullopt;
}

std::chrono::milliseconds log_in_wait(const store::Account& account, Timestamp now) {
  constexpr std::int64_t free_failures = 5;
  constexpr std::chrono::milliseconds first = std::chrono::seconds(2);
  constexpr std::chrono::milliseconds longest = std::chrono::minutes(15);
  constexpr std::chrono::milliseconds memory = std::chrono::hours(1);
  if (account.failed_attempts < free_failures || !account.last_failure) return {};
  const std::chrono::milliseconds since(now.milliseconds() - account.last_failure->milliseconds());
  if (since > memory) return {};
  const auto doublings = std::min<std::int64_t>(account.failed_attempts - free_failures, 20);
  return std::max(std::min(first * (std::int64_t{1} << doublings), longest) - since, std::chrono::milliseconds(0));
}

Decision<PersonId> judge_log_in(const std::optional<store::Account>& account, const SecretBytes& password, Timestamp now) {
  const bool usable = account && account->password_hash && !account->disabled;
  const bool fits = matches(usable ? *account->password_hash : decoy_hash(), password);
  if (const auto wait = usable ? log_in_wait(*account, now) : std::chrono::milliseconds(0); wait.count() > 0) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return Refusal{"people.log_in_wait", {"people.log_in_wait", {{"seconds", static_cast<std::int64_t>(seconds)}}}};
  }
  if (usable && fits) return account->person;
  return Refusal{"people.log_in_failed", {"people.log_in_failed", {}}};
}

void note_log_in(store::Database& database, const std::optional<store::Account>& account, bool succeeded, Timestamp now) {
  if (!account) return;
  store::Accounts accounts(database);
  if (succeeded) {
    accounts.note_success(account->id, now);
  } else if (log_in_wait(*account, now).count() == 0) {
    accounts.note_failure(account->id, now);
  }
}

Decision<std::string> hash_new_password(std::string_view log_in_name, const SecretBytes& password, const Salt& salt) {
  const auto allowed = judge_new_password(password, log_in_name);
  if (allowed.refused()) return allowed.refusal();
  return outside::hash_password(normal_password(password), salt);
}

std::optional<PersonId> person_of_system_user(store::Database& database, std::string_view system_user) {
  const auto account = store::Accounts(database).find_by_system_user(system_user);
  return account && !account->disabled ? std::optional(account->person) : std::nullopt;
}

}  // namespace chancery::engine
