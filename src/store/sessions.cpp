#include "store/sessions.h"

namespace chancery::store {

void Sessions::save(const SessionRow& session) {
  database_->run(
      "INSERT INTO sessions (token, person, started, seen) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (token) DO UPDATE SET seen = ?4",
      {session.token, session.person, session.started, session.seen});
}

std::optional<SessionRow> Sessions::find(const Sha256& token) {
  Statement row = database_->query("SELECT token, person, started, seen FROM sessions WHERE token = ?1", {token});
  if (!row.next()) return std::nullopt;
  return SessionRow{row.get<Sha256>(0), row.get<PersonId>(1), row.get<Timestamp>(2), row.get<Timestamp>(3)};
}

void Sessions::remove(const Sha256& token) {
  database_->run("DELETE FROM sessions WHERE token = ?1", {token});
}

void Sessions::remove_all_of(const PersonId& person) {
  database_->run("DELETE FROM sessions WHERE person = ?1", {person});
}

std::size_t Sessions::remove_seen_before(Timestamp moment) {
  return database_->run("DELETE FROM sessions WHERE seen < ?1", {moment});
}

}  // namespace chancery::store
