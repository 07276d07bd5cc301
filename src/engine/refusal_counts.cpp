#include "engine/refusal_counts.h"

#include <chrono>

namespace chancery::engine {

Timestamp hour_of(Timestamp moment) {
  constexpr std::int64_t hour = std::chrono::milliseconds(std::chrono::hours(1)).count();
  return moment.plus(std::chrono::milliseconds(-(moment.milliseconds() % hour)));
}

void RefusalCounts::add(const std::string& rule, Timestamp now) {
  const std::lock_guard lock(mutex_);
  ++counts_[{hour_of(now), rule}];
}

RefusalCounts::Counts RefusalCounts::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(counts_, {});
}

void RefusalCounts::put_back(const Counts& counts) {
  const std::lock_guard lock(mutex_);
  for (const auto& [place, count] : counts) counts_[place] += count;
}

void save(store::Database& database, const RefusalCounts::Counts& counts) {
  for (const auto& [place, count] : counts) {
    database.run(
        "INSERT INTO counted_refusals (hour, rule, count) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (hour, rule) DO UPDATE SET count = count + ?3",
        {place.first, place.second, count});
  }
}

std::vector<ledger::RefusalsCounted> take_finished_hours(store::Database& database, Timestamp now) {
  const Timestamp present = hour_of(now);
  std::vector<ledger::RefusalsCounted> finished;
  store::Statement rows =
      database.query("SELECT hour, rule, count FROM counted_refusals WHERE hour < ?1 ORDER BY hour, rule", {present});
  while (rows.next()) finished.push_back({rows.get<Timestamp>(0), rows.text(1), static_cast<std::uint64_t>(rows.integer(2))});
  database.run("DELETE FROM counted_refusals WHERE hour < ?1", {present});
  database.run("DELETE FROM logged_refusals WHERE hour < ?1", {present});
  return finished;
}

}  // namespace chancery::engine
