#include "engine/backup.h"

#include "engine/reopening.h"
#include "outside/files.h"
#include "support/errors.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using formats::Json;
using tests::TestOffice;

namespace {

SecretBytes password() {
  return SecretBytes("harbour-lantern-27-Ґ");
}

/// An office with a document, and a backup of it.
class BackedUp {
 public:
  BackedUp() {
    document = test.memorandum();
    made = test.office().back_up(test.administrator(), file(), password()).value();
  }
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "office.backup"; }
  [[nodiscard]] std::filesystem::path restored() const { return folder_ / "restored"; }
  [[nodiscard]] Json restore_with(const ledger::ErasureList& erased) const {
    return engine::restore_backup(file(), restored(), password(), erased, test.clock()());
  }
  [[nodiscard]] Json restore() const { return restore_with({}); }

  TestOffice test;
  DocumentId document = *DocumentId::parse(std::string(32, '0'));
  Json made;

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("a backup says which ledger it holds and how far, and is whole") {
  BackedUp office;
  CHECK(office.made.at("size") == office.test.ledger_size());
  CHECK(office.made.at("log") == office.test.office().about().at("origin"));
  const Json verified = engine::verify_backup(office.file(), password());
  CHECK(verified.at("result") == "OK");
  CHECK(verified.at("root") == office.made.at("root"));
  CHECK_FALSE(std::filesystem::exists(office.test.path() / "backup.part"));
}

TEST_CASE("a backup holds the office as it was, and no key of it") {
  BackedUp office;
  const auto log_key = outside::read_file(office.test.office().folder().log_key());
  (void)office.test.memorandum();
  CHECK(office.restore().at("size") == office.made.at("size"));
  CHECK_FALSE(std::filesystem::exists(engine::OfficeFolder(office.restored()).log_key()));
  CHECK(outside::read_file(engine::OfficeFolder(office.restored()).database()).find(log_key) == std::string::npos);
  auto running = engine::Office::open(office.restored(), office.test.clock());
  CHECK(running.documents(office.test.clerk(), Json::object()).size() == 1);
  CHECK(running.verify_ledger().at("result") == "OK");
}

TEST_CASE("a restored office takes no steps until its ledger is reopened, with an unknown gap") {
  BackedUp office;
  (void)office.restore();
  {
    auto running = engine::Office::open(office.restored(), office.test.clock());
    CHECK(running.about().at("closed").at("key") == "engine.closed_restored");
    const auto step = [&] { (void)running.perform(office.test.clerk(), TestOffice::new_memorandum()); };
    CHECK(tests::key_of(step) == "engine.closed_restored");
  }
  std::vector<SecretBytes> codes;
  for (const std::string& code : office.test.codes) codes.emplace_back(std::string(code));
  const Json opened =
      engine::reopen_office(office.restored(), ledger::ReopeningCause::restored, codes, office.test.clock()).value();
  CHECK(opened.at("gap") == "unknown");
  auto running = engine::Office::open(office.restored(), office.test.clock());
  CHECK_FALSE(running.perform(office.test.clerk(), TestOffice::new_memorandum()).refused());
  CHECK(running.verify_ledger().at("result") == "OK");
}

TEST_CASE("a wrong password, a changed byte and a cut end restore nothing") {
  BackedUp office;
  CHECK(tests::fault_of([&] { (void)engine::verify_backup(office.file(), SecretBytes("harbour-lantern-28")); }) == Fault::input);
  const auto bytes = outside::read_file(office.file());
  auto changed = bytes;
  changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
  for (const std::string& damaged : {changed, bytes.substr(0, bytes.size() - 20), std::string("nothing")}) {
    outside::write_file(office.file(), damaged);
    CHECK(tests::fault_of([&] { (void)engine::verify_backup(office.file(), password()); }) == Fault::input);
    CHECK(tests::fault_of([&] { (void)office.restore(); }) == Fault::input);
    CHECK_FALSE(std::filesystem::exists(engine::OfficeFolder(office.restored()).database()));
  }
}

TEST_CASE("a backup overwrites nothing, and only an administrator makes one") {
  BackedUp office;
  auto& running = office.test.office();
  CHECK(tests::key_of([&] { (void)running.back_up(office.test.administrator(), office.file(), password()); }) ==
        "engine.backup_there");
  CHECK(running.back_up(office.test.clerk(), office.restored(), password()).refused());
  CHECK(tests::key_of([&] {
          (void)engine::restore_backup(office.file(), office.test.path(), password(), {}, office.test.clock()());
        }) == "engine.folder_not_empty");
}

TEST_CASE("a backup has a password that is not guessed at once") {
  TestOffice test;
  TemporaryFolder elsewhere;
  for (const char* password : {"", "x", "12345678901"}) {
    const auto make = [&] { (void)test.office().back_up(test.administrator(), elsewhere / "b", SecretBytes(password)); };
    CHECK(tests::key_of(make) == "engine.backup_password_short");
  }
  CHECK_FALSE(std::filesystem::exists(elsewhere / "b"));
}
