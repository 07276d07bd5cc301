#include "store/outbox.h"

#include <algorithm>

namespace chancery::store {
namespace {

constexpr std::chrono::milliseconds first_wait = std::chrono::seconds(30);
constexpr std::chrono::milliseconds longest_wait = std::chrono::hours(6);

std::vector<ClaimedDispatch> read_claimed(Statement rows) {
  std::vector<ClaimedDispatch> due;
  while (rows.next()) {
    due.push_back({rows.integer(0), {rows.text(1), rows.text(2), rows.bytes(3)}, static_cast<int>(rows.integer(4)) + 1});
  }
  return due;
}

}  // namespace

void Outbox::put(const Dispatch& dispatch, Timestamp now) {
  database_->run("INSERT INTO outbox (key, kind, payload, created, due) VALUES (?1, ?2, ?3, ?4, ?4) ON CONFLICT (key) DO NOTHING",
                 {dispatch.key, dispatch.kind, Parameter::bytes(dispatch.payload), now});
}

std::vector<ClaimedDispatch> Outbox::claim(Timestamp now, int limit) {
  auto due = read_claimed(database_->query(
      "SELECT number, key, kind, payload, attempts FROM outbox WHERE done IS NULL AND given_up IS NULL AND due <= ?1 "
      "AND (claimed_until IS NULL OR claimed_until <= ?1) ORDER BY due, number LIMIT ?2",
      {now, limit}));
  for (const ClaimedDispatch& one : due) {
    database_->run("UPDATE outbox SET claimed_until = ?2, attempts = ?3 WHERE number = ?1",
                   {one.number, now.plus(lease), one.attempt});
  }
  return due;
}

void Outbox::mark_done(std::int64_t number, Timestamp now) {
  database_->run("UPDATE outbox SET done = ?2, claimed_until = NULL WHERE number = ?1", {number, now});
}

void Outbox::mark_failed(const ClaimedDispatch& dispatch, std::string_view why, Timestamp now) {
  if (dispatch.attempt >= most_attempts) return give_up(dispatch.number, why, now);
  database_->run("UPDATE outbox SET due = ?2, claimed_until = NULL, last_failure = ?3 WHERE number = ?1",
                 {dispatch.number, now.plus(back_off(dispatch.attempt)), why});
}

void Outbox::give_up(std::int64_t number, std::string_view why, Timestamp now) {
  database_->run("UPDATE outbox SET given_up = ?2, claimed_until = NULL, last_failure = ?3 WHERE number = ?1",
                 {number, now, why});
}

void Outbox::release_claims() {
  database_->run("UPDATE outbox SET claimed_until = NULL WHERE done IS NULL AND given_up IS NULL AND claimed_until IS NOT NULL");
}

std::optional<DispatchState> Outbox::find(std::string_view key) {
  Statement row = database_->query("SELECT done, given_up, last_failure FROM outbox WHERE key = ?1", {key});
  if (!row.next()) return std::nullopt;
  return DispatchState{row.get<std::optional<Timestamp>>(0), row.get<std::optional<Timestamp>>(1),
                       row.get<std::optional<std::string>>(2)};
}

OutboxCounts Outbox::counts() {
  Statement row = database_->query(
      "SELECT count(*) FILTER (WHERE done IS NULL AND given_up IS NULL), count(*) FILTER (WHERE given_up IS NOT NULL) FROM "
      "outbox");
  static_cast<void>(row.next());
  return {row.integer(0), row.integer(1)};
}

std::optional<Timestamp> Outbox::next_due() {
  Statement row =
      database_->query("SELECT min(max(due, coalesce(claimed_until, due))) FROM outbox WHERE done IS NULL AND given_up IS NULL");
  return row.next() ? row.get<std::optional<Timestamp>>(0) : std::nullopt;
}

std::chrono::milliseconds back_off(int attempt) {
  const int doublings = std::clamp(attempt - 1, 0, 20);
  return std::min(first_wait * (std::int64_t{1} << doublings), longest_wait);
}

}  // namespace chancery::store
