#include "store/sql_error.h"

#include <sqlite3.h>

#include <string>

namespace chancery::store {
namespace {

struct Meaning {
  Fault fault;
  const char* key;
};

Meaning meaning_of(int primary_code) {
  switch (primary_code) {
    case SQLITE_FULL:
      return {Fault::environment, "store.disk_full"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Fault::unavailable, "store.busy"};
    case SQLITE_CONSTRAINT:
      return {Fault::conflict, "store.constraint"};
    case SQLITE_NOTADB:
      return {Fault::input, "store.not_a_database"};
    case SQLITE_CORRUPT:
      return {Fault::environment, "store.damaged"};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return {Fault::environment, "store.not_writable"};
    default:  // SQLITE_IOERR, SQLITE_NOMEM and whatever a later SQLite adds
      return {Fault::environment, "store.failed"};
  }
}

}  // namespace

Error to_error(const SQLite::Exception& failure) {
  const Meaning meaning = meaning_of(failure.getErrorCode() & 0xff);
  return {meaning.fault,
          {meaning.key, {{"code", std::int64_t{failure.getExtendedErrorCode()}}, {"library", std::string(failure.what())}}}};
}

bool is_failed_sync(const SQLite::Exception& failure) {
  const int code = failure.getExtendedErrorCode();
  return code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC;
}

}  // namespace chancery::store
