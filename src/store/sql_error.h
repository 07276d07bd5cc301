#pragma once

#include "base/error.h"

#include <SQLiteCpp/Exception.h>

namespace chancery::store {

/// What a failure of SQLite means to people: a full or failing disk is for who runs the machine (environment), a lock for who
/// tries later (unavailable), a broken constraint for who looks again (conflict).
[[nodiscard]] Error to_error(const SQLite::Exception& failure);

/// True when the disk refused to confirm a write (fsync): what it holds is then unknown.
[[nodiscard]] bool is_failed_sync(const SQLite::Exception& failure);

/// Runs `call` and turns what SQLite throws into an Error.
template <class Call>
auto translated(Call&& call) {
  try {
    return call();
  } catch (const SQLite::Exception& failure) {
    throw to_error(failure);
  }
}

}  // namespace chancery::store
