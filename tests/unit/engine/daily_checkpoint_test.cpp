#include "engine/daily_checkpoint.h"

#include "outside/files.h"
#include "support/errors.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using formats::Json;
using tests::TestOffice;

namespace {

constexpr auto mailbox = "archive@example.org";

std::size_t letters_in(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder)) return 0;
  return static_cast<std::size_t>(std::count_if(std::filesystem::directory_iterator(folder), {},
                                                [](const auto& file) { return file.path().extension() == ".eml"; }));
}

std::string letter_in(const std::filesystem::path& folder) {
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() == ".eml") return outside::read_file(file.path());
  }
  return {};
}

/// An office with a document that writes to somebody outside.
class Writing {
 public:
  Writing() {
    (void)test.memorandum();
    (void)test.office().send_checkpoints_to(test.administrator(), mailbox).value();
  }
  std::size_t round() {
    test.office().tick();
    return test.office().send_due(outside::MailFolder(folder()));
  }
  [[nodiscard]] std::filesystem::path folder() const { return elsewhere_ / "outgoing"; }

  TestOffice test;

 private:
  TemporaryFolder elsewhere_;
};

}  // namespace

TEST_CASE("one letter a day takes the newest checkpoint outside, and the office knows how far") {
  Writing office;
  CHECK_FALSE(office.test.office().checkpoints_outside().contains("last"));
  CHECK(office.round() == 1);
  CHECK(letters_in(office.folder()) == 1);
  const Json last = office.test.office().checkpoints_outside().at("last");
  CHECK(last.at("size").get<std::uint64_t>() <= office.test.ledger_size());
  CHECK(last.at("time") == office.test.office().now().text());
  const std::string letter = letter_in(office.folder());
  CHECK(letter.find("archive@example.org") != std::string::npos);
  CHECK(letter.find("checkpoint.txt") != std::string::npos);
  office.test.wait(std::chrono::hours(2));
  CHECK(office.round() == 0);
  office.test.wait(std::chrono::hours(22));
  (void)office.test.memorandum();
  CHECK(office.round() == 1);
  CHECK(letters_in(office.folder()) == 2);
  CHECK(office.test.office().checkpoints_outside().at("last").at("size") > last.at("size"));
}

TEST_CASE("what a letter took outside is a checkpoint that the ledger of later continues") {
  Writing office;
  office.test.office().tick();
  std::string printed;
  office.test.office().read([&](store::Database& database) {
    const auto payload = database.find<std::string>("SELECT CAST(payload AS TEXT) FROM outbox WHERE kind = 'checkpoint'");
    const Json json = formats::parse_json(payload.value(), "payload");
    const ledger::Checkpoint sent(office.test.office().about().at("origin").get<std::string>(),
                                  {json.at("size").get<std::uint64_t>(), *Sha256::parse(json.at("root").get<std::string>())});
    printed = ledger::PrintedCheckpoint(sent).text();
  });
  (void)office.test.memorandum();
  CHECK(office.test.office().challenge(printed).at("result") == "OK");
}

TEST_CASE("the mailbox is an administrator's to name, and is an address") {
  Writing office;
  auto& running = office.test.office();
  CHECK(running.send_checkpoints_to(office.test.clerk(), mailbox).refused());
  for (const char* odd : {"archive", "a@b\r\nBcc: c@d.org", "ґанок@example.org", "a b@example.org"}) {
    INFO(odd);
    CHECK(tests::key_of([&] { (void)running.send_checkpoints_to(office.test.administrator(), odd); }) ==
          "engine.no_mail_address_in");
  }
  CHECK(running.checkpoints_outside().at("mailbox") == mailbox);
  (void)running.send_checkpoints_to(office.test.administrator(), "").value();
  CHECK_FALSE(running.checkpoints_outside().contains("mailbox"));
  CHECK(office.round() == 0);
}

TEST_CASE("the map of last leaves is taken once an hour, and only when there is something new") {
  TestOffice test;
  (void)test.memorandum();
  const auto before = test.ledger_size();
  test.office().tick();
  CHECK(test.ledger_size() == before + 1);
  test.office().tick();
  test.wait(std::chrono::hours(2));
  test.office().tick();
  CHECK(test.ledger_size() == before + 1);
  (void)test.memorandum();
  test.office().tick();
  CHECK(test.ledger_size() == before + 3);
  (void)test.memorandum();
  test.wait(std::chrono::minutes(59));
  test.office().tick();
  CHECK(test.ledger_size() == before + 4);
  CHECK(test.office().verify_ledger().at("result") == "OK");
}

TEST_CASE("doctor warns while nobody outside knows a checkpoint, and when the last one is old") {
  Writing office;
  const auto state = [&] {
    const Json found = office.test.office().condition(office.test.administrator()).value();
    const auto line = std::find_if(found.begin(), found.end(), [](const Json& one) { return one.at("check") == "outside"; });
    return line->at("state").get<std::string>() + ": " + line->at("words").at("en").get<std::string>();
  };
  CHECK(state().find("left the office yet") != std::string::npos);
  (void)office.round();
  CHECK(state().rfind("good", 0) == 0);
  office.test.wait(std::chrono::hours(49));
  CHECK(state().find("more than two days") != std::string::npos);
  (void)office.test.office().send_checkpoints_to(office.test.administrator(), "").value();
  CHECK(state().rfind("warning", 0) == 0);
}
