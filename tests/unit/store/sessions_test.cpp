#include "store/sessions.h"

#include "unit/store/people_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::store;

namespace {

SessionRow session(const char* token, unsigned char who, int seen) {
  return {sha256(token), person(who), day(0), day(seen)};
}

}  // namespace

TEST_CASE("a session is found by the hash of its token and moves on with its person") {
  Database database = small_office();
  Sessions sessions(database);
  sessions.save(session("перший", 1, 1));
  sessions.save(session("перший", 1, 2));
  CHECK(sessions.find(sha256("перший")) == session("перший", 1, 2));
  CHECK_FALSE(sessions.find(sha256("другий")));
}

TEST_CASE("a session ends alone, or with all others of its person") {
  Database database = small_office();
  Sessions sessions(database);
  for (const auto* token : {"a", "b", "c"}) sessions.save(session(token, 1, 1));
  sessions.save(session("d", 2, 1));
  sessions.remove(sha256("a"));
  CHECK_FALSE(sessions.find(sha256("a")));
  CHECK(sessions.find(sha256("b")));
  sessions.remove_all_of(person(1));
  CHECK_FALSE(sessions.find(sha256("b")));
  CHECK(sessions.find(sha256("d")));
}

TEST_CASE("sessions not seen for long are swept away") {
  Database database = small_office();
  Sessions sessions(database);
  sessions.save(session("old", 1, 1));
  sessions.save(session("new", 1, 3));
  CHECK(sessions.remove_seen_before(day(3)) == 1);
  CHECK_FALSE(sessions.find(sha256("old")));
  CHECK(sessions.find(sha256("new")));
}
