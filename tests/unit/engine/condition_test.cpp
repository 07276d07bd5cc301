#include "engine/condition.h"

#include "formats/json.h"
#include "outside/demonstration_authority.h"
#include "outside/files.h"
#include "store/outbox.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using engine::Finding;
using engine::State;
using formats::Json;
using tests::TestOffice;

namespace {

std::string state_of(const Json& findings, const std::string& check) {
  for (const Json& finding : findings) {
    if (finding.at("check") == check) return finding.at("state");
  }
  return "not looked at";
}

Json condition(TestOffice& test) {
  return test.office().condition(test.administrator()).value();
}

formats::Certificate authority(Timestamp now, std::chrono::hours lasts) {
  return outside::DemonstrationAuthority::make("Ґанок", now.plus(std::chrono::hours(-24)), now.plus(lasts)).certificate();
}

std::string key_of(const std::vector<Finding>& findings, const std::string& check) {
  const auto found = std::find_if(findings.begin(), findings.end(), [&](const Finding& one) { return one.check == check; });
  return found == findings.end() ? "" : found->message.key;
}

}  // namespace

TEST_CASE("a new office is in order, and says what is still to be named") {
  TestOffice test;
  const Json findings = condition(test);
  for (const char* check : {"database", "rights", "clock", "outbox"}) CHECK(state_of(findings, check) == "good");
  CHECK(state_of(findings, "trust") == "warning");
  CHECK(state_of(findings, "time") == "warning");
  for (const Json& finding : findings) {
    CHECK_FALSE(finding.at("words").at("uk").get<std::string>().empty());
    CHECK(finding.at("words").at("uk") != finding.at("words").at("en"));
  }
}

TEST_CASE("only an administrator looks at the condition of the office") {
  TestOffice test;
  CHECK(test.office().condition(test.clerk()).refused());
  CHECK(test.office().condition(test.as(document::Role::auditor)).refused());
}

TEST_CASE("a key that others can read is a problem") {
  TestOffice test;
  using std::filesystem::perms;
  std::filesystem::permissions(test.office().folder().log_key(), perms::group_read, std::filesystem::perm_options::add);
  CHECK(state_of(condition(test), "rights") == "bad");
}

TEST_CASE("a clock behind the last step is a problem") {
  TestOffice test;
  test.wait(std::chrono::hours(1));
  (void)test.memorandum();
  test.wait(std::chrono::minutes(-4));
  CHECK(state_of(condition(test), "clock") == "good");
  test.wait(std::chrono::minutes(-4));
  CHECK(state_of(condition(test), "clock") == "bad");
}

TEST_CASE("a letter that was given up is to be looked at") {
  TestOffice test;
  test.office().write([&](store::Database& database) {
    store::Outbox outbox(database);
    outbox.put({"key", "mail", "{}"}, test.office().now());
    for (const auto& dispatch : outbox.claim(test.office().now(), 1)) outbox.give_up(dispatch.number, "no", test.office().now());
  });
  CHECK(state_of(condition(test), "outbox") == "warning");
}

TEST_CASE("certificates of trust are good until two months before their end") {
  TestOffice test;
  const auto now = test.office().now();
  const auto examined = [&](std::vector<formats::Certificate> anchors) {
    std::vector<Finding> findings;
    test.office().read([&](store::Database& database) {
      findings = engine::examine(database, test.office().folder(), {now, std::move(anchors), 2});
    });
    return findings;
  };
  const auto lasting = authority(now, std::chrono::hours(24 * 365));
  const auto ending = authority(now, std::chrono::hours(24 * 59));
  CHECK(key_of(examined({lasting}), "trust") == "engine.condition.trust_good");
  CHECK(key_of(examined({lasting, ending}), "trust") == "engine.condition.trust_ends");
  CHECK(key_of(examined({}), "trust") == "engine.condition.trust_none");
  CHECK(key_of(examined({}), "time") == "engine.condition.time_good");
}

TEST_CASE("room on the disk is judged before it is used up") {
  const std::uintmax_t gibibyte = 1024 * 1024 * 1024;
  CHECK(engine::judge_room(3 * gibibyte).state == State::good);
  CHECK(engine::judge_room(gibibyte).state == State::warning);
  CHECK(engine::judge_room(gibibyte / 8).state == State::bad);
  CHECK(engine::judge_room(0).state == State::bad);
}

TEST_CASE("a damaged database is found") {
  TestOffice test;
  const auto path = test.office().folder().database();
  for (int i = 0; i < 8; ++i) (void)test.memorandum();
  test.close();
  std::string bytes = outside::read_file(path);
  for (std::size_t at = bytes.size() / 2; at < bytes.size() / 2 + 3 * 4096; ++at) bytes[at] = static_cast<char>(at * 31);
  outside::write_file(path, bytes);
  auto database = store::Database::open(path, store::OpenMode::read_only);
  const auto findings = engine::examine(database, engine::OfficeFolder(test.path()), {test.clock()(), {}, 0});
  CHECK(key_of(findings, "database") == "engine.condition.database_bad");
}
