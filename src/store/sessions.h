#pragma once

#include "base/id.h"
#include "base/sha256.h"
#include "base/timestamp.h"
#include "store/database.h"

#include <optional>

namespace chancery::store {

/// A log-in, by the hash of its token.
struct SessionRow {
  Sha256 token;
  PersonId person;
  Timestamp started;
  Timestamp seen;

  friend bool operator==(const SessionRow&, const SessionRow&) = default;
};

/// Log-ins that outlive a restart. Writes belong into a transaction of the caller.
class Sessions {
 public:
  explicit Sessions(Database& database) : database_(&database) {}

  void save(const SessionRow& session);
  [[nodiscard]] std::optional<SessionRow> find(const Sha256& token);
  void remove(const Sha256& token);
  void remove_all_of(const PersonId& person);
  /// What was last seen before `moment`; returns how many went.
  std::size_t remove_seen_before(Timestamp moment);

 private:
  Database* database_;
};

}  // namespace chancery::store
