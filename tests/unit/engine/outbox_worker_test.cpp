#include "engine/outbox_worker.h"

#include "base/error.h"
#include "store/transaction.h"
#include "unit/store/people_cases.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace chancery;
using namespace chancery::engine;
using store::day;
using store::Outbox;
using store::OutboxCounts;

namespace {

/// An outbox with these dispatches, and a receiver that answers each in the same way.
class PostRoom {
 public:
  explicit PostRoom(const std::vector<std::string>& keys) : database_(store::Database::in_memory()) {
    for (const std::string& key : keys) Outbox(database_).put({key, "mail", "{}"}, day(1));
  }

  std::size_t run(const std::function<Delivery()>& receiver, Timestamp now) {
    OutboxWorker worker(write(), [&](const store::Dispatch& dispatch) {
      CHECK_FALSE(database_.in_transaction());
      sent.push_back(dispatch.key);
      return receiver();
    });
    return worker.run_once(now);
  }
  OutboxCounts counts() { return Outbox(database_).counts(); }
  std::string last_failure() {
    return database_.find<std::string>("SELECT last_failure FROM outbox WHERE last_failure IS NOT NULL").value_or("");
  }

  std::vector<std::string> sent;

 private:
  Write write() {
    return [this](const std::function<void(store::Database&)>& use) {
      store::Transaction transaction(database_);
      use(database_);
      transaction.commit();
    };
  }

  store::Database database_;
};

}  // namespace

TEST_CASE("what is delivered is not sent again") {
  PostRoom room({"1/mail", "2/mail"});
  CHECK(room.run([] { return Delivered{}; }, day(1)) == 2);
  CHECK(room.run([] { return Delivered{}; }, day(2)) == 0);
  CHECK(room.sent == std::vector<std::string>{"1/mail", "2/mail"});
  CHECK(room.counts() == OutboxCounts{0, 0});
}

TEST_CASE("what is deferred is sent again later, with the same key") {
  PostRoom room({"1/mail"});
  CHECK(room.run([] { return Deferred{{"outside.no_line", {}}}; }, day(1)) == 0);
  CHECK(room.last_failure() == "outside.no_line");
  CHECK(room.run([] { return Delivered{}; }, day(1)) == 0);
  CHECK(room.run([] { return Delivered{}; }, day(2)) == 1);
  CHECK(room.sent == std::vector<std::string>{"1/mail", "1/mail"});
}

TEST_CASE("what nobody will ever take is given up at once") {
  PostRoom room({"1/mail"});
  CHECK(room.run([] { return Undeliverable{{"outside.no_such_mailbox", {{"address", "їжак@example.org"}}}}; }, day(1)) == 0);
  CHECK(room.counts() == OutboxCounts{0, 1});
  CHECK(room.last_failure() == "outside.no_such_mailbox address=їжак@example.org");
}

TEST_CASE("a sender that fails does not stop the round") {
  PostRoom room({"1/mail", "2/mail"});
  const auto failing = []() -> Delivery { throw Error(Fault::unavailable, {"outside.no_line", {}}); };
  CHECK(room.run(failing, day(1)) == 0);
  CHECK(room.sent.size() == 2);
  CHECK(room.counts() == OutboxCounts{2, 0});
  CHECK(room.run([] { return Delivered{}; }, day(2)) == 2);
}
