#include "engine/reopening.h"

#include "outside/files.h"
#include "support/errors.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using formats::Json;
using ledger::ReopeningCause;
using tests::TestOffice;

namespace {

/// The files of the database, put aside and back.
class DatabaseFiles {
 public:
  explicit DatabaseFiles(const TestOffice& test) : from_(test.path()) { copy(from_, aside_ / "db"); }
  void put_back() const { copy(aside_ / "db", from_); }

 private:
  static void copy(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::filesystem::create_directories(to);
    for (const char* name : {"office.db", "office.db-wal", "office.db-shm"}) {
      std::filesystem::remove(to / name);
      if (std::filesystem::exists(from / name)) std::filesystem::copy(from / name, to / name);
    }
  }

  TemporaryFolder aside_;
  std::filesystem::path from_;
};

/// An office whose database was set back by two steps.
void set_back(TestOffice& test) {
  (void)test.memorandum();
  test.close();
  const DatabaseFiles files(test);
  test.open();
  (void)test.memorandum();
  (void)test.memorandum();
  test.close();
  files.put_back();
}

std::vector<SecretBytes> typed(const std::vector<std::string>& codes) {
  std::vector<SecretBytes> list;
  for (const std::string& code : codes) list.emplace_back(std::string(code));
  return list;
}

std::string refused(TestOffice& test, ReopeningCause cause, const std::vector<std::string>& codes) {
  const auto opened = engine::reopen_office(test.path(), cause, typed(codes), test.clock());
  return opened.refused() ? opened.refusal().rule : "";
}

}  // namespace

TEST_CASE("a database that was set back behind its anchor is shown, and takes no steps") {
  TestOffice test;
  (void)test.clerk();
  set_back(test);
  test.open();
  CHECK(test.office().documents(test.clerk(), Json::object()).size() == 1);
  CHECK(test.office().about().at("closed").at("key") == "engine.behind_anchor");
  CHECK(tests::key_of([&] { (void)test.memorandum(); }) == "engine.behind_anchor");
  CHECK(tests::fault_of([&] { (void)test.memorandum(); }) == Fault::unavailable);
}

TEST_CASE("two persons reopen a ledger with their codes; it goes on under a new epoch and says what is missing") {
  TestOffice test;
  (void)test.clerk();
  set_back(test);
  std::vector<std::string> codes = test.codes;
  for (char& letter : codes.front()) letter = static_cast<char>(letter == ' ' ? '-' : std::tolower(letter));
  const Json opened = engine::reopen_office(test.path(), ReopeningCause::restored, typed(codes), test.clock()).value();
  CHECK(opened.at("gap") == 2);
  CHECK(opened.at("reason") == "restored");
  CHECK(refused(test, ReopeningCause::restored, test.codes) == "ledger.reopen_needless");
  CHECK(opened.at("origin").get<std::string>().ends_with("/e2"));
  test.open();
  CHECK(test.office().about().at("closed").is_null());
  (void)test.memorandum();
  const Json verified = test.office().verify_ledger();
  CHECK(verified.at("result") == "OK");
  CHECK(verified.at("remarks").dump().find("ledger.epoch_gap") != std::string::npos);
  CHECK(test.office().verifier_key() == opened.at("verifier_key"));
  test.close();
  test.open();
  CHECK(test.office().about().at("closed").is_null());
}

TEST_CASE("one person alone reopens a ledger when it is said so, and the ledger says it for ever") {
  TestOffice test;
  (void)test.clerk();
  set_back(test);
  const auto opened =
      engine::reopen_office(test.path(), ReopeningCause::restored, typed({test.codes.back()}), test.clock()).value();
  CHECK(opened.at("reason") == "restored confirmed_by_one");
}

TEST_CASE("a code that is nobody’s, and a ledger that lacks nothing, are refused and nothing is changed") {
  TestOffice test;
  (void)test.clerk();
  test.close();
  CHECK(refused(test, ReopeningCause::restored, test.codes) == "ledger.reopen_needless");
  test.open();
  set_back(test);
  std::string other = test.codes.front();
  other.front() = other.front() == 'A' ? 'B' : 'A';
  CHECK(refused(test, ReopeningCause::restored, {other}) == "ledger.reopen_unconfirmed");
  CHECK(refused(test, ReopeningCause::restored, {test.codes.front(), "Ґанок"}) == "ledger.reopen_unconfirmed");
  CHECK(refused(test, ReopeningCause::restored, {}) == "ledger.reopen_unconfirmed");
  test.open();
  CHECK(test.office().about().at("closed").at("key") == "engine.behind_anchor");
}

TEST_CASE("a stolen key ends an epoch although nothing is missing") {
  TestOffice test;
  (void)test.clerk();
  test.close();
  const Json opened = engine::reopen_office(test.path(), ReopeningCause::compromised, typed(test.codes), test.clock()).value();
  CHECK(opened.at("gap") == 0);
  test.open();
  (void)test.memorandum();
  CHECK(test.office().verify_ledger().at("result") == "OK");
}

TEST_CASE("an office that is open somewhere is not reopened") {
  TestOffice test;
  CHECK(tests::key_of([&] { (void)refused(test, ReopeningCause::restored, test.codes); }) == "engine.office_in_use");
  const TemporaryFolder nothing;
  CHECK(tests::key_of([&] { (void)engine::reopen_office(nothing / "none", ReopeningCause::restored, {}, test.clock()); }) ==
        "engine.no_office");
}

TEST_CASE("an office without its log key is shown, and takes no steps") {
  TestOffice test;
  (void)test.memorandum();
  const auto key = test.office().folder().log_key();
  test.close();
  std::filesystem::remove(key);
  test.open();
  CHECK(tests::key_of([&] { (void)test.memorandum(); }) == "engine.closed_without_key");
  test.close();
  (void)engine::reopen_office(test.path(), ReopeningCause::compromised, typed(test.codes), test.clock()).value();
  test.open();
  (void)test.memorandum();
  CHECK(test.office().verify_ledger().at("result") == "OK");
}

TEST_CASE("a key that is not the ledger’s signs nothing, as after a reopening that was cut short") {
  TestOffice test;
  (void)test.memorandum();
  const auto key = test.office().folder().log_key();
  test.close();
  outside::write_private_file(key, std::string(64, 'a'));
  test.open();
  CHECK(test.office().about().at("closed").at("key") == "engine.closed_without_key");
  CHECK(tests::key_of([&] { (void)test.memorandum(); }) == "engine.closed_without_key");
}

TEST_CASE("a ledger whose anchor is gone or empty takes no steps until it is reopened") {
  for (const bool removed : {true, false}) {
    TestOffice test;
    (void)test.memorandum();
    test.close();
    const auto anchor = engine::OfficeFolder(test.path()).anchor();
    std::filesystem::remove(anchor);
    if (!removed) outside::write_private_file(anchor, "");
    test.open();
    CHECK(test.office().about().at("closed").at("key") == "engine.anchor_gone");
    test.close();
    const auto reopened = engine::reopen_office(test.path(), ReopeningCause::restored, typed(test.codes), test.clock());
    CHECK_FALSE(reopened.refused());
    test.open();
    CHECK(test.office().about().at("closed").is_null());
    (void)test.memorandum();
    CHECK(test.office().verify_ledger().at("result") == "OK");
  }
}

TEST_CASE("one code given twice is one person") {
  TestOffice test;
  set_back(test);
  const std::vector<std::string> twice{test.codes.front(), test.codes.front()};
  const auto refused = engine::reopen_office(test.path(), ReopeningCause::restored, typed(twice), test.clock());
  REQUIRE(refused.refused());
  CHECK(refused.refusal().rule == "engine.code_twice");
}

TEST_CASE("an office that lacks entries is in no order, and its ledger was rolled back") {
  TestOffice test;
  set_back(test);
  test.open();
  CHECK(test.office().verify_ledger().at("result") == "ROLLED BACK");
  const Json condition = test.office().condition(test.administrator()).value();
  CHECK(condition.at(0).at("check") == "steps");
  CHECK(condition.at(0).at("state") == "bad");
}
