#pragma once

#include "base/decision.h"
#include "engine/caller.h"
#include "engine/office.h"
#include "formats/json.h"

#include <functional>

namespace chancery::server {

/// What the pages about people and accounts ask of the office. Each is authorised for its caller (engine/users.h); days are
/// `YYYY-MM-DD`.
struct PeopleDesk {
  using Caller = engine::Caller;
  using Json = formats::Json;
  using Change = std::function<Decision<Allowed>(const Caller&, const Json&)>;

  /// [{log_in_name, person, names:{TAG:{full, position}}, roles:[{role, instrument, from, until?}], disabled, last_log_in?,
  /// failed_attempts, system_user?, substitutes:[{log_in_name, names, roles, instrument, from, until}]}]
  std::function<Decision<Json>(const Caller&)> list;
  Change add;           // {log_in_name, names:{uk, en:{family, given, patronymic, position}}, new_password, system_user?}
  Change give_role;     // {log_in_name, role, instrument, from?, until?}
  Change end_role;      // {log_in_name, role}
  Change delegate;      // {log_in_name, delegate, roles:[role], instrument, from, until}
  Change set_password;  // {log_in_name, new_password}; all sessions of the person end
  Change disable;       // {log_in_name}; all sessions of the person end
  Change erase;         // {log_in_name, basis}: of a disabled account, what says who it was (engine/erasing.h)

  /// {log_in_name?, last_log_in?, failed_attempts, password_changed?}
  std::function<Json(const Caller&)> account;
  /// [{id, started, seen}], newest first; `id` is the hash of the token and opens nothing.
  std::function<Json(const Caller&)> sessions;
  /// {session}: one's own only.
  std::function<void(const Caller&, const Json&)> end_session;
  /// {old_password, new_password}; refuses with `server.wrong_password`. All sessions end.
  Change change_own_password;
};

[[nodiscard]] PeopleDesk people_desk_of(engine::Office& office);

}  // namespace chancery::server
