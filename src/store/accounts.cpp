#include "store/accounts.h"

namespace chancery::store {
namespace {

constexpr std::string_view columns =
    "SELECT id, person, log_in_name, password_hash, password_changed, system_user, failed_attempts, last_log_in, disabled, "
    "last_failure FROM accounts ";

Account account_from(const Statement& row) {
  return {row.get<AccountId>(0),
          row.get<PersonId>(1),
          row.text(2),
          row.get<std::optional<std::string>>(3),
          row.get<std::optional<Timestamp>>(4),
          row.get<std::optional<std::string>>(5),
          row.integer(6),
          row.get<std::optional<Timestamp>>(7),
          row.get<std::optional<Timestamp>>(8),
          row.get<std::optional<Timestamp>>(9)};
}

std::vector<Account> read_accounts(Statement rows) {
  std::vector<Account> accounts;
  while (rows.next()) accounts.push_back(account_from(rows));
  return accounts;
}

std::optional<Account> read_one(Statement row) {
  return row.next() ? std::optional(account_from(row)) : std::nullopt;
}

std::string select(std::string_view rest) {
  return std::string(columns).append(rest);
}

}  // namespace

void Accounts::add(const Account& account) {
  database_->run(
      "INSERT INTO accounts (id, person, log_in_name, password_hash, password_changed, system_user, failed_attempts, "
      "last_log_in, disabled, last_failure) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
      {account.id, account.person, account.log_in_name, account.password_hash, account.password_changed, account.system_user,
       account.failed_attempts, account.last_log_in, account.disabled, account.last_failure});
}

std::optional<Account> Accounts::find(std::string_view log_in_name) {
  return read_one(database_->query(select("WHERE log_in_name = ?1"), {log_in_name}));
}

std::optional<Account> Accounts::find_by_system_user(std::string_view system_user) {
  return read_one(database_->query(select("WHERE system_user = ?1"), {system_user}));
}

std::vector<Account> Accounts::of(const PersonId& person) {
  return read_accounts(database_->query(select("WHERE person = ?1 ORDER BY log_in_name"), {person}));
}

std::vector<Account> Accounts::list() {
  return read_accounts(database_->query(select("ORDER BY log_in_name")));
}

void Accounts::set_password(const AccountId& id, std::string_view hash, Timestamp now) {
  database_->run("UPDATE accounts SET password_hash = ?2, password_changed = ?3, failed_attempts = 0 WHERE id = ?1",
                 {id, hash, now});
}

void Accounts::disable(const AccountId& id, Timestamp now) {
  database_->run("UPDATE accounts SET disabled = ?2 WHERE id = ?1 AND disabled IS NULL", {id, now});
}

void Accounts::note_failure(const AccountId& id, Timestamp now) {
  database_->run("UPDATE accounts SET failed_attempts = failed_attempts + 1, last_failure = ?2 WHERE id = ?1", {id, now});
}

void Accounts::note_success(const AccountId& id, Timestamp now) {
  database_->run("UPDATE accounts SET failed_attempts = 0, last_log_in = ?2 WHERE id = ?1", {id, now});
}

}  // namespace chancery::store
