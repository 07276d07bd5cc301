#include "apps/server/sessions.h"

#include "support/errors.h"
#include "unit/store/people_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::server;
using namespace std::chrono_literals;

namespace {

const auto morning = *Timestamp::parse("2026-11-21T09:00:00.000Z");

/// Sessions over a real database, with entropy that counts.
struct Kept {
  store::Database database = store::small_office();
  char next = 'a';
  std::size_t saved = 0;
  Sessions sessions{{[this](const store::SessionRow& row) {
                       ++saved;
                       store::Sessions(database).save(row);
                     },
                     [this](const Sha256& token) { return store::Sessions(database).find(token); },
                     [this](const Sha256& token) { store::Sessions(database).remove(token); },
                     [this](const PersonId& person) { store::Sessions(database).remove_all_of(person); }},
                    [this](std::size_t size) { return Bytes(size, next++); }};
};

}  // namespace

TEST_CASE("a session is found by its token and kept only as a hash") {
  Kept kept;
  const auto token = kept.sessions.start(store::person(1), morning);
  CHECK(token.size() == 64);
  CHECK(kept.sessions.find(token, morning)->person == store::person(1));
  CHECK(store::Sessions(kept.database).find(sha256(*parse_hex(token))));
  CHECK_FALSE(kept.database.find<std::int64_t>("SELECT 1 FROM sessions WHERE token = ?1", {store::Parameter(*parse_hex(token))}));
}

TEST_CASE("a token that was never given finds nothing") {
  Kept kept;
  (void)kept.sessions.start(store::person(1), morning);
  for (const auto& token : {std::string(), std::string("61"), std::string(64, 'b'), std::string(64, 'x'), std::string(66, 'a')}) {
    CHECK_FALSE(kept.sessions.find(token, morning));
  }
}

TEST_CASE("a session lives while it is used, and never longer than a working day") {
  Kept kept;
  const auto token = kept.sessions.start(store::person(1), morning);
  for (auto minutes = 0min; minutes <= 12h; minutes += 29min) CHECK(kept.sessions.find(token, morning.plus(minutes)));
  CHECK_FALSE(kept.sessions.find(token, morning.plus(12h + 1ms)));
}

TEST_CASE("a session that is not used ends, and does not come back") {
  Kept kept;
  const auto token = kept.sessions.start(store::person(1), morning);
  CHECK_FALSE(kept.sessions.find(token, morning.plus(30min + 1ms)));
  CHECK_FALSE(kept.sessions.find(token, morning));
}

TEST_CASE("reading pages writes the time at most once a minute") {
  Kept kept;
  const auto token = kept.sessions.start(store::person(1), morning);
  for (auto seconds = 0s; seconds <= 60s; ++seconds) (void)kept.sessions.find(token, morning.plus(seconds));
  CHECK(kept.saved == 1);
  (void)kept.sessions.find(token, morning.plus(61s));
  CHECK(kept.saved == 2);
}

TEST_CASE("a log-out ends one session, a new password ends all of the person") {
  Kept kept;
  const auto first = kept.sessions.start(store::person(1), morning);
  const auto second = kept.sessions.start(store::person(1), morning);
  const auto third = kept.sessions.start(store::person(1), morning);
  const auto other = kept.sessions.start(store::person(2), morning);
  kept.sessions.end(first);
  kept.sessions.end("no token");
  CHECK_FALSE(kept.sessions.find(first, morning));
  CHECK(kept.sessions.find(second, morning));
  kept.sessions.end_all_of(store::person(1));
  CHECK_FALSE(kept.sessions.find(second, morning));
  CHECK_FALSE(kept.sessions.find(third, morning));
  CHECK(kept.sessions.find(other, morning));
}

TEST_CASE("the token of forms differs from session to session and does not tell the session's") {
  Kept kept;
  const auto first = kept.sessions.start(store::person(1), morning);
  const auto second = kept.sessions.start(store::person(1), morning);
  CHECK(kept.sessions.find(first, morning)->csrf != kept.sessions.find(second, morning)->csrf);
  CHECK(kept.sessions.find(first, morning)->csrf != first);
}

TEST_CASE("without entropy nobody is logged in") {
  Kept kept;
  const Sessions sessions({}, [](std::size_t) { return Bytes(); });
  CHECK(tests::fault_of([&] { (void)sessions.start(store::person(1), morning); }) == Fault::environment);
}

TEST_CASE("under TLS the cookie belongs to this host and to TLS") {
  CHECK(session_cookie("ab", true) == "__Host-chancery=ab; Path=/; HttpOnly; SameSite=Lax; Secure");
  CHECK(session_cookie("", false) == "chancery=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
}
