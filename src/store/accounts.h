#pragma once

#include "base/id.h"
#include "base/timestamp.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <vector>

namespace chancery::store {

using AccountId = Id<struct AccountTag>;

/// A way in for one person. Without a hash there is no password that fits.
struct Account {
  AccountId id;
  PersonId person;
  std::string log_in_name;
  std::optional<std::string> password_hash;
  std::optional<Timestamp> password_changed;
  std::optional<std::string> system_user;
  std::int64_t failed_attempts = 0;
  std::optional<Timestamp> last_log_in = std::nullopt;
  std::optional<Timestamp> disabled = std::nullopt;
  std::optional<Timestamp> last_failure = std::nullopt;

  friend bool operator==(const Account&, const Account&) = default;
};

/// Accounts, disabled ones too. Writes belong into a transaction of the caller.
class Accounts {
 public:
  explicit Accounts(Database& database) : database_(&database) {}

  void add(const Account& account);
  [[nodiscard]] std::optional<Account> find(std::string_view log_in_name);
  [[nodiscard]] std::optional<Account> find_by_system_user(std::string_view system_user);
  [[nodiscard]] std::vector<Account> of(const PersonId& person);
  /// By log-in name.
  [[nodiscard]] std::vector<Account> list();

  void set_password(const AccountId& id, std::string_view hash, Timestamp now);
  void disable(const AccountId& id, Timestamp now);
  void note_failure(const AccountId& id, Timestamp now);
  void note_success(const AccountId& id, Timestamp now);

 private:
  Database* database_;
};

}  // namespace chancery::store
