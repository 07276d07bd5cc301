#include "engine/office.h"

#include "ledger/receipt.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

#include <thread>

using namespace chancery;
using document::Role;
using engine::Command;
using formats::Json;
using tests::TestOffice;

namespace {

/// The key of the error that `use` ends with.
template <class Use>
std::string error_of(const Use& use, Fault fault) {
  try {
    use();
  } catch (const Error& error) {
    CHECK(error.fault() == fault);
    return error.message().key;
  }
  return "done";
}

Command return_with(TestOffice& test, const DocumentId& id, const std::string& remark) {
  Command command = test.event(id, "return");
  command.comment = remark;
  return command;
}

DocumentId in_translation(TestOffice& test) {
  const DocumentId id = test.memorandum();
  (void)test.done(test.clerk(), test.event(id, "submit"));
  (void)test.done(test.lawyer(), test.over(id, "approve", "source"));
  (void)test.done(test.as(Role::concurrence_mfa), test.event(id, "concur.mfa"));
  (void)test.done(test.as(Role::concurrence_development), test.event(id, "concur.development"));
  return id;
}

}  // namespace

TEST_CASE("every step is one revision, one leaf and one receipt that proves itself") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  const auto outcome = test.done(test.clerk(), test.event(id, "submit"));
  CHECK(outcome.revision == 2);
  const auto receipt = ledger::Receipt::parse(outcome.receipt);
  REQUIRE(receipt.understood());
  const auto key = ledger::VerifierKey::parse(test.office().verifier_key());
  CHECK(ledger::verify_receipt(receipt.value(), std::vector{*key}).is_valid());
  CHECK(test.office().verify_ledger().at("result") == "OK");
  CHECK(test.office().history(test.clerk(), id).size() == 2);
}

TEST_CASE("the freeze takes the next number, and closing takes the manifest that was shown") {
  TestOffice test;
  const DocumentId id = in_translation(test);
  CHECK_FALSE(test.show(id).contains("number"));
  (void)test.done(test.as(Role::translator), test.over(id, "certify", "translation:"));
  const auto frozen = test.show(id);
  CHECK(frozen.at("number") == "1/2026");
  Command close;
  close.document = id;
  close.event = "close";
  close.manifest = sha256("another manifest");
  CHECK(error_of([&] { (void)test.office().perform(test.lawyer(), close); }, Fault::conflict) == "engine.manifest_changed");
  close.manifest = Sha256::parse(frozen.at("manifest").get<std::string>());
  (void)test.done(test.lawyer(), close);
  const DocumentId second = in_translation(test);
  (void)test.done(test.as(Role::translator), test.over(second, "certify", "translation:"));
  CHECK(test.show(second).at("number") == "2/2026");
}

TEST_CASE("a returned document thaws and keeps its number") {
  TestOffice test;
  const DocumentId id = in_translation(test);
  (void)test.done(test.as(Role::translator), test.over(id, "certify", "translation:"));
  (void)test.done(test.lawyer(), return_with(test, id, "Уточніть строк дії."));
  const auto view = test.show(id);
  CHECK_FALSE(view.contains("manifest"));
  CHECK(view.at("number") == "1/2026");
  CHECK(test.office().history(test.clerk(), id).back().at("reason") == "Уточніть строк дії.");
}

TEST_CASE("a refused step changes nothing of the document") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  const auto before = test.show(id);
  const auto refused = [&](const engine::Caller& caller, const Command& command) {
    const auto outcome = test.office().perform(caller, command);
    REQUIRE(outcome.refused());
    CHECK(test.show(id) == before);
    return outcome.refusal().rule;
  };
  CHECK(refused(test.clerk(), test.event(id, "approve")) != "");
  CHECK(refused(test.lawyer(), test.event(id, "submit")) == "workflow.role");
  CHECK(refused(test.clerk(), test.event(id, "bless")) == "workflow.no_such_event");
  CHECK(refused(test.as(Role::auditor), test.event(id, "submit")) == "rights.role");
  CHECK(refused(test.clerk(), test.event(id, "sign")) == "engine.sign_by_request");
}

TEST_CASE("a refused approval has its own leaf, once an hour for each person and rule") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  for (int attempt = 0; attempt < 3; ++attempt) {
    CHECK(test.office().perform(test.clerk(), test.over(id, "approve", "source")).refused());
  }
  (void)test.done(test.clerk(), test.event(id, "submit"));
  const auto history = test.office().history(test.clerk(), id);
  REQUIRE(history.size() == 3);
  CHECK(history[1].at("outcome") == "refused");
  CHECK(history[1].at("revision") == 1);
  CHECK(test.office().verify_ledger().at("result") == "OK");
}

TEST_CASE("a stale revision and a changed section are conflicts") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  Command stale = test.event(id, "submit");
  stale.revision = 7;
  CHECK(error_of([&] { (void)test.office().perform(test.clerk(), stale); }, Fault::conflict) == "engine.revision_moved");
  stale.revision.reset();
  CHECK(error_of([&] { (void)test.office().perform(test.clerk(), stale); }, Fault::input) == "engine.command_field_missing");
  (void)test.done(test.clerk(), test.event(id, "submit"));
  Command approval = test.over(id, "approve", "source");
  approval.sections[0].sha256 = sha256("what the lawyer saw yesterday");
  CHECK(error_of([&] { (void)test.office().perform(test.lawyer(), approval); }, Fault::conflict) == "engine.section_changed");
}

TEST_CASE("the same key and command have one effect, another command under the key is a conflict") {
  TestOffice test;
  Command command = TestOffice::new_memorandum();
  command.key = "form-1";
  const auto first = test.done(test.clerk(), command);
  const auto second = test.done(test.clerk(), command);
  CHECK(first.document == second.document);
  CHECK(first.seq == second.seq);
  command.comment = "інша";
  CHECK(error_of([&] { (void)test.office().perform(test.clerk(), command); }, Fault::conflict) == "engine.key_reused");
  CHECK(test.office().documents(test.clerk(), formats::Json::object()).size() == 1);
}

TEST_CASE("of two people who move a document from one revision on, one wins") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  const Command command = test.event(id, "submit");
  const engine::Caller first = test.clerk();
  const engine::Caller second = test.as(Role::clerk, "second");
  std::atomic<int> won = 0;
  std::vector<std::thread> people;
  for (const auto& caller : {first, second}) {
    people.emplace_back([&, caller] {
      try {
        if (!test.office().perform(caller, command).refused()) ++won;
      } catch (const Error& error) {
        CHECK(error.fault() == Fault::conflict);
      }
    });
  }
  for (std::thread& person : people) person.join();
  CHECK(won == 1);
  CHECK(test.show(id).at("revision") == 2);
}

TEST_CASE("a letter from outside counts when a second person attests it") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  (void)test.done(test.clerk(), test.event(id, "submit"));
  (void)test.done(test.lawyer(), test.over(id, "approve", "source"));
  Command record = test.event(id, "record.mfa");
  CHECK(test.office().perform(test.clerk(), record).refusal().rule == "engine.recorded_incomplete");
  record.data = {{"recorded", {{"capacity", "директор"}, {"acted", "2026-02-02T10:00:00.000Z"}, {"signer", "Ім’я Прізвище"}}}};
  CHECK(test.office().perform(test.clerk(), record).refusal().rule == "engine.one_file");
  record.files.push_back({"лист.pdf", "application/pdf", Blob("scan")});
  (void)test.done(test.clerk(), record);
  CHECK(test.show(id).at("unconfirmed").size() == 1);
  CHECK(test.office().perform(test.clerk(), test.event(id, "attest.mfa")).refusal().rule == "workflow.exclusion");
  (void)test.done(test.as(Role::clerk, "second"), test.event(id, "attest.mfa"));
  CHECK(test.show(id).at("unconfirmed").empty());
}

TEST_CASE("missing and misspelt data are named all at once, and nothing is made") {
  TestOffice test;
  Command command = TestOffice::new_memorandum();
  command.data["values"].erase("purpose");
  command.data["values"].erase("place");
  const auto outcome = test.office().perform(test.clerk(), command);
  REQUIRE(outcome.refused());
  CHECK(outcome.refusal().rule == "engine.data_incomplete");
  CHECK(to_log(outcome.refusal().message).find("purpose") != std::string::npos);
  CHECK(to_log(outcome.refusal().message).find("place") != std::string::npos);
  CHECK(test.office().documents(test.clerk(), formats::Json::object()).empty());
}

TEST_CASE("who may not know of a document is answered as if it did not exist") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  engine::Caller administrator = test.clerk();
  test.office().read(
      [&](store::Database& database) { administrator.person = engine::find_account(database, "administrator")->person; });
  const auto unknown = [&](const DocumentId& asked) {
    return error_of([&] { (void)test.office().document(administrator, asked); }, Fault::absent);
  };
  CHECK(unknown(id) == unknown(outside::random_id<DocumentId>()));
  CHECK(test.office().documents(administrator, formats::Json::object()).empty());
  CHECK(test.office().perform(administrator, test.event(id, "submit")).refusal().rule == "rights.unknown");
}

TEST_CASE("an office is owned by one process, and opens again as it was") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  const auto before = test.show(id);
  CHECK(error_of([&] { (void)engine::Office::open(test.path(), [] { return *Timestamp::parse("2026-02-03T04:05:06.789Z"); }); },
                 Fault::unavailable) == "engine.office_in_use");
  const std::string checkpoint = test.office().checkpoint();
  test.close();
  test.open();
  CHECK(test.show(id) == before);
  CHECK(test.office().checkpoint() == checkpoint);
}

TEST_CASE("restricted content is refused until it can be encrypted") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  Command command = test.event(id, "attach");
  command.data = {{"as", "annex:1"}, {"openness", "designated"}};
  command.files.push_back({"план.pdf", "application/pdf", Blob("план")});
  CHECK(test.office().perform(test.clerk(), command).refusal().rule == "engine.restricted");
  command.data = {{"as", "annex:2"}};
  CHECK(test.office().perform(test.clerk(), command).refusal().rule == "engine.annex_number");
  command.data = {{"as", "annex:1"}};
  (void)test.done(test.clerk(), command);
  CHECK(test.show(id).at("annexes").size() == 1);
}

TEST_CASE("why an act is closed, and what an open one leads to, is told in the language of the reader") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  const Json draft = test.office().explain(test.clerk(), id, "uk");
  CHECK(draft.at("submit").at("against").empty());
  CHECK(draft.at("submit").at("will").dump().find("Правова перевірка") != std::string::npos);
  (void)test.done(test.clerk(), test.event(id, "submit"));
  const Json clerk = test.office().explain(test.clerk(), id, "en");
  const Json lawyer = test.office().explain(test.lawyer(), id, "en");
  CHECK_FALSE(clerk.at("approve").at("against").empty());
  CHECK(lawyer.at("approve").at("against").empty());
  CHECK(clerk.at("approve") != test.office().explain(test.clerk(), id, "uk").at("approve"));
}
