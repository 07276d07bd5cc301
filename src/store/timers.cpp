#include "store/timers.h"

namespace chancery::store {
namespace {

std::vector<WaitingTimer> read_timers(Statement rows) {
  std::vector<WaitingTimer> timers;
  while (rows.next()) {
    timers.push_back({rows.integer(0), rows.get<DocumentId>(1), {rows.text(2), rows.text(3), rows.get<Timestamp>(4)}});
  }
  return timers;
}

}  // namespace

void Timers::put(const DocumentId& document, const Timer& timer) {
  database_->run("INSERT INTO timers (document, sendid, event, due) VALUES (?1, ?2, ?3, ?4)",
                 {document, timer.sendid, timer.event, timer.due});
}

void Timers::cancel(const DocumentId& document, const std::string& sendid) {
  database_->run("DELETE FROM timers WHERE document = ?1 AND sendid = ?2", {document, sendid});
}

bool Timers::take(std::int64_t number) {
  return database_->run("DELETE FROM timers WHERE number = ?1", {number}) > 0;
}

bool Timers::holds(std::int64_t number) const {
  return database_->find<std::int64_t>("SELECT number FROM timers WHERE number = ?1", {number}).has_value();
}

std::vector<WaitingTimer> Timers::due(Timestamp now, int limit) const {
  return read_timers(database_->query(
      "SELECT number, document, sendid, event, due FROM timers WHERE due <= ?1 ORDER BY due, number LIMIT ?2", {now, limit}));
}

std::vector<WaitingTimer> Timers::of(const DocumentId& document) const {
  return read_timers(database_->query(
      "SELECT number, document, sendid, event, due FROM timers WHERE document = ?1 ORDER BY due, number", {document}));
}

}  // namespace chancery::store
