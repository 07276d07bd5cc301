#include "engine/erasing.h"

#include "engine/backup.h"
#include "engine/reopening.h"
#include "evidence/evidence_check.h"
#include "outside/files.h"
#include "store/accounts.h"
#include "support/errors.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using formats::Json;
using tests::TestOffice;

namespace {

constexpr auto basis = "стаття 15 Закону, вимога № 12";
constexpr auto left = "clerk.first";  // log-in name and given name of the clerk

void disable(TestOffice& test) {
  test.office().write([&](store::Database& database) {
    store::Accounts accounts(database);
    accounts.disable(accounts.find(left)->id, test.office().now());
  });
}

Json erase(TestOffice& test) {
  return test.office().erase_person(test.administrator(), left, basis).value();
}

/// An office whose clerk made a document and left.
class OfficeWithoutClerk {
 public:
  OfficeWithoutClerk() {
    document = test.memorandum();
    lawyer = test.lawyer();
    disable(test);
  }

  TestOffice test;
  DocumentId document = *DocumentId::parse(std::string(32, '0'));
  engine::Caller lawyer{*PersonId::parse(std::string(32, '0')), "", std::nullopt};
};

bool is_in_files(const std::filesystem::path& folder, std::string_view text) {
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.is_regular_file() && outside::read_file(file.path()).find(text) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("who left is erased: name, log-in and notes are gone, and the ledger is whole and says so") {
  OfficeWithoutClerk office;
  auto& test = office.test;
  CHECK(test.office().history(office.lawyer, office.document).at(0).at("who").get<std::string>().find(left) != std::string::npos);
  REQUIRE(is_in_files(test.path(), left));
  const Json erased = erase(test);
  CHECK(erased.at("openings") == 1);
  CHECK(erased.at("entries").size() == 1);
  CHECK(erased.at("kept").size() == 3);
  const Json history = test.office().history(office.lawyer, office.document);
  CHECK(history.at(0).at("who") == "");
  CHECK(history.at(0).at("who_names").at("uk") == "[особу видалено]");
  CHECK(history.at(0).at("event") == "new");
  CHECK(test.office().verify_ledger().at("result") == "OK");
  const auto auditor = test.as(document::Role::auditor);
  CHECK(test.office().scrub(auditor).value().at("result") == "OK");
  test.office().read([&](store::Database& database) { CHECK_FALSE(store::Accounts(database).find(left)); });
}

TEST_CASE("who made more steps than a leaf can name is erased by two leaves, and the ledger is whole") {
  TestOffice test;
  const DocumentId document = test.memorandum();
  for (std::size_t made = 1; made <= engine::openings_in_a_leaf; ++made) {
    auto command = test.event(document, made % 2 == 1 ? "submit" : "return");
    command.comment = "ЗРАЗОК";
    (void)test.done(test.clerk(), command);
  }
  const auto lawyer = test.lawyer();
  disable(test);
  const Json erased = erase(test);
  CHECK(erased.at("openings") == engine::openings_in_a_leaf + 1);
  CHECK(erased.at("entries").size() == 2);
  for (const Json& step : test.office().history(lawyer, document)) CHECK(step.at("who") == "");
  CHECK(test.office().verify_ledger().at("result") == "OK");
}

TEST_CASE("what was erased is in no file of the office any more") {
  OfficeWithoutClerk office;
  (void)erase(office.test);
  CHECK_FALSE(is_in_files(office.test.path(), left));
  office.test.close();
  CHECK_FALSE(is_in_files(office.test.path(), left));
}

TEST_CASE("the evidence of a document says what was erased of it, and is whole") {
  OfficeWithoutClerk office;
  (void)erase(office.test);
  const Blob evidence = office.test.office().evidence(office.lawyer, office.document);
  const auto key = ledger::VerifierKey::parse(office.test.office().verifier_key()).value();
  const auto report = evidence::verify_evidence(evidence, "evidence.zip", {{key}}, office.test.office().now());
  CHECK(report.result == ledger::LedgerResult::ok);
}

TEST_CASE("nobody is erased who may still come in, without a basis, by another than an administrator, or twice") {
  TestOffice test;
  (void)test.memorandum();
  const auto error = [&](const engine::Caller& caller, const char* name, const std::string& by) {
    return tests::key_of([&] { (void)test.office().erase_person(caller, name, by); });
  };
  const auto administrator = test.administrator();
  CHECK(error(administrator, left, basis) == "engine.erasure_of_active");
  disable(test);
  CHECK(error(administrator, left, "  ") == "engine.erasure_basis_missing");
  CHECK(error(administrator, left, std::string(501, 'a')) == "engine.erasure_basis_long");
  CHECK(error(administrator, "nobody", basis) == "people.no_such_account");
  CHECK(test.office().erase_person(test.lawyer(), left, basis).refused());
  (void)erase(test);
  CHECK(error(administrator, left, basis) == "people.no_such_account");
}

TEST_CASE("what was erased after a backup is erased again when it is restored, and the ledger that goes on says so") {
  OfficeWithoutClerk office;
  auto& test = office.test;
  TemporaryFolder elsewhere;
  const SecretBytes password("harbour-lantern-27-Ґ");
  (void)test.office().back_up(test.administrator(), elsewhere / "backup", password);
  (void)erase(test);
  const auto list = ledger::parse_erasure_list(outside::read_file(engine::OfficeFolder(test.path()).erasures()));
  CHECK(list.openings.size() == 1);
  (void)engine::restore_backup(elsewhere / "backup", elsewhere / "again", password, list, test.clock()());
  CHECK(outside::read_file(engine::OfficeFolder(elsewhere / "again").erasures()) == ledger::write_erasure_list(list));
  {
    auto closed = engine::Office::open(elsewhere / "again", test.clock());
    CHECK(closed.history(office.lawyer, office.document).at(0).at("who") == "");
    CHECK(closed.verify_ledger().at("result") == "OK");
  }
  std::vector<SecretBytes> codes;
  for (const std::string& code : test.codes) codes.emplace_back(std::string(code));
  REQUIRE_FALSE(engine::reopen_office(elsewhere / "again", ledger::ReopeningCause::restored, codes, test.clock()).refused());
  auto open = engine::Office::open(elsewhere / "again", test.clock());
  CHECK(open.verify_ledger().at("result") == "OK");
  open.read([](store::Database& database) { CHECK(engine::unrecorded_erasures(database).empty()); });
}

TEST_CASE("a copy that a page still keeps of what was erased goes when the files are cleaned") {
  TestOffice test;
  const std::string gone = "їжак-що-пішов@example.org";
  auto database = store::Database::open(test.office().folder().database(), store::OpenMode::existing);
  database.run("PRAGMA secure_delete = OFF", {});  // as a page that was rebuilt keeps a row that moved away
  database.run("CREATE TABLE scratch (word TEXT)", {});
  database.run("INSERT INTO scratch (word) VALUES (?1), ('що лишається')", {gone});
  database.run("DELETE FROM scratch WHERE word = ?1", {gone});
  CHECK(engine::clean_log(database));
  CHECK(outside::holds_any(test.office().folder().database(), {gone}));
  CHECK(engine::clean_files(database, test.office().folder(), {gone}));
  CHECK_FALSE(outside::holds_any(test.office().folder().database(), {gone}));
}
