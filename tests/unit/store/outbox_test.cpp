#include "store/outbox.h"

#include "unit/store/people_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::store;
using namespace std::chrono_literals;

namespace {

Dispatch mail(std::string key) {
  return {std::move(key), "mail", "{\"to\":\"Ґалаґан Єві\"}"};
}

}  // namespace

TEST_CASE("a dispatch is claimed once it is there, and not by two at once") {
  Database database = Database::in_memory();
  Outbox outbox(database);
  outbox.put(mail("7/mail"), day(1));
  CHECK(outbox.claim(day(0), 10).empty());
  const auto claimed = outbox.claim(day(1), 10);
  REQUIRE(claimed.size() == 1);
  CHECK(claimed.at(0).dispatch == mail("7/mail"));
  CHECK(claimed.at(0).attempt == 1);
  CHECK(outbox.claim(day(1).plus(Outbox::lease - 1ms), 10).empty());
}

TEST_CASE("a dispatch whose worker died is claimed again when its lease ends") {
  Database database = Database::in_memory();
  Outbox outbox(database);
  outbox.put(mail("7/mail"), day(1));
  REQUIRE(outbox.claim(day(1), 10).size() == 1);
  const auto again = outbox.claim(day(1).plus(Outbox::lease), 10);
  REQUIRE(again.size() == 1);
  CHECK(again.at(0).attempt == 2);
}

TEST_CASE("the same key is put once, even after it was sent") {
  Database database = Database::in_memory();
  Outbox outbox(database);
  outbox.put(mail("7/mail"), day(1));
  outbox.put(mail("7/mail"), day(1));
  const auto claimed = outbox.claim(day(1), 10);
  REQUIRE(claimed.size() == 1);
  outbox.mark_done(claimed.at(0).number, day(1));
  outbox.put(mail("7/mail"), day(2));
  CHECK(outbox.claim(day(3), 10).empty());
  CHECK(outbox.counts() == OutboxCounts{0, 0});
}

TEST_CASE("the oldest goes first, and no more than asked for") {
  Database database = Database::in_memory();
  Outbox outbox(database);
  outbox.put(mail("second"), day(2));
  outbox.put(mail("first"), day(1));
  outbox.put(mail("third"), day(3));
  const auto claimed = outbox.claim(day(5), 2);
  REQUIRE(claimed.size() == 2);
  CHECK(claimed.at(0).dispatch.key == "first");
  CHECK(claimed.at(1).dispatch.key == "second");
}

TEST_CASE("waiting doubles with each failure, up to six hours") {
  CHECK(back_off(1) == 30s);
  CHECK(back_off(2) == 60s);
  CHECK(back_off(5) == 8min);
  CHECK(back_off(11) == 6h);
  CHECK(back_off(1000) == 6h);
}

TEST_CASE("a failed dispatch is due again later, and says why it failed") {
  Database database = Database::in_memory();
  Outbox outbox(database);
  outbox.put(mail("7/mail"), day(1));
  outbox.mark_failed(outbox.claim(day(1), 10).at(0), "no line", day(1));
  CHECK(outbox.claim(day(1).plus(30s - 1ms), 10).empty());
  CHECK(outbox.next_due() == day(1).plus(30s));
  CHECK(database.find<std::string>("SELECT last_failure FROM outbox") == "no line");
  CHECK(outbox.claim(day(1).plus(30s), 10).at(0).attempt == 2);
}

TEST_CASE("after the last attempt a dispatch is given up and counted, not lost") {
  Database database = Database::in_memory();
  Outbox outbox(database);
  outbox.put(mail("7/mail"), day(1));
  int attempts = 0;
  for (int round = 0; round < 100; ++round) {
    const Timestamp now = day(1 + round);
    for (const ClaimedDispatch& one : outbox.claim(now, 10)) {
      ++attempts;
      outbox.mark_failed(one, "no line", now);
    }
  }
  CHECK(attempts == Outbox::most_attempts);
  CHECK(outbox.counts() == OutboxCounts{0, 1});
  CHECK_FALSE(outbox.next_due());
}

TEST_CASE("the next one due is known while a worker holds it, and nothing is due in an empty outbox") {
  Database database = Database::in_memory();
  Outbox outbox(database);
  CHECK_FALSE(outbox.next_due());
  outbox.put(mail("7/mail"), day(1));
  CHECK(outbox.counts() == OutboxCounts{1, 0});
  CHECK(outbox.next_due() == day(1));
  REQUIRE(outbox.claim(day(1), 10).size() == 1);
  CHECK(outbox.next_due() == day(1).plus(Outbox::lease));
}

TEST_CASE("what is put in a step that does not stand is never sent") {
  Database database = Database::in_memory();
  {
    const Transaction transaction(database);
    Outbox(database).put(mail("7/mail"), day(1));
  }
  CHECK(Outbox(database).claim(day(9), 10).empty());
}
