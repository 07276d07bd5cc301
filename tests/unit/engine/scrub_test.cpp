#include "engine/scrub.h"

#include "ledger/checkpoint.h"
#include "ledger/printed_checkpoint.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

#include <set>

using namespace chancery;
using document::Role;
using engine::ScrubReport;
using formats::Json;
using tests::TestOffice;

namespace {

/// An office with a document that was approved and one that was given back, and a refused attempt.
class Scrubbed {
 public:
  Scrubbed() : first(test.memorandum()), second(test.memorandum()) {
    (void)test.done(test.clerk(), test.event(first, "submit"));
    (void)test.office().perform(test.clerk(), test.over(first, "approve", "source"));
    (void)test.done(test.lawyer(), test.over(first, "approve", "source"));
    (void)test.done(test.clerk(), test.event(second, "submit"));
    auto back = test.event(second, "return");
    back.comment = "ЗРАЗОК: ’Ґ’";
    (void)test.done(test.lawyer(), back);
    test.office().tick();
  }

  [[nodiscard]] ScrubReport report() {
    ScrubReport report;
    test.office().read([&](store::Database& database) { report = engine::scrub(database, [](std::uint64_t, std::uint64_t) {}); });
    return report;
  }
  /// What is found when the statement has run; everything is as before afterwards. Absent where the schema itself refuses.
  [[nodiscard]] std::optional<ScrubReport> after(const std::string& sql) {
    struct Undo {};
    std::optional<ScrubReport> report;
    try {
      test.office().write([&](store::Database& database) {
        try {
          (void)database.run(sql);
        } catch (const Error&) {
          throw Undo{};
        }
        report = engine::scrub(database, [](std::uint64_t, std::uint64_t) {});
        throw Undo{};
      });
    } catch (const Undo&) {
    }
    return report;
  }

  TestOffice test;
  DocumentId first;
  DocumentId second;
};

/// The columns of a table with the expression that changes the value of each.
std::vector<std::pair<std::string, std::string>> changes_of(TestOffice& test, const std::string& table) {
  std::vector<std::pair<std::string, std::string>> changes;
  test.office().read([&](store::Database& database) {
    store::Statement rows = database.query("SELECT name, type FROM pragma_table_info('" + table + "')");
    while (rows.next()) {
      const std::string name(rows.text(0));
      const std::string type(rows.text(1));
      const std::string value = "coalesce(" + name + ", " +
                                (type == "BLOB"   ? "zeroblob(16)"
                                 : type == "TEXT" ? "'x'"
                                                  : "0") +
                                ")";
      changes.emplace_back(name, type == "INTEGER" ? value + " + 1000"
                                 : type == "TEXT"  ? value + " || 'Ґ'"
                                                   : "randomblob(length(" + value + "))");
    }
  });
  return changes;
}

}  // namespace

TEST_CASE("an office that nobody changed is replayed from its leaves without a finding") {
  Scrubbed office;
  const auto report = office.report();
  for (const auto& finding : report.findings) CHECK(to_log(finding.message).empty());
  CHECK(report.result() == ledger::LedgerResult::ok);
  CHECK(report.documents == 2);
  CHECK(report.steps == 7);
}

TEST_CASE("a document that was linked or put into a dossier is what its leaves say") {
  Scrubbed office;
  auto link = office.test.event(office.second, "link.follows");
  link.data = {{"document", office.first.hex()}};
  (void)office.test.done(office.test.clerk(), link);
  auto dossier = office.test.event(office.first, "dossier.open");
  dossier.data = {{"titles", {{"uk", "Справа Ґанок"}}}};
  (void)office.test.done(office.test.clerk(), dossier);
  CHECK(office.report().findings.empty());
}

TEST_CASE("every column of the rows of documents and steps that is changed is found, and the document named") {
  Scrubbed office;
  // Who may know of a document is not in its leaves: it is told among what is not proved.
  const std::set<std::string> unbound{"documents.audience"};
  std::size_t tried = 0;
  for (const std::string table : {"documents", "steps"}) {
    for (const auto& [column, changed] : changes_of(office.test, table)) {
      if (unbound.contains(table + "." + column)) continue;
      CAPTURE(table, column);
      const std::string key = table == "documents" ? "id" : "document";
      const auto report = office.after("UPDATE " + table + " SET " + column + " = " + changed + " WHERE " + key + " = x'" +
                                       office.first.hex() + "'");
      if (!report) continue;  // the schema holds it
      ++tried;
      CHECK(report->result() == ledger::LedgerResult::tampered);
    }
  }
  CHECK(tried > 15);
}

TEST_CASE("a row that was taken away is found by its entry in the ledger") {
  Scrubbed office;
  const auto seq = office.test.office().history(office.test.clerk(), office.first).back().at("seq").get<std::uint64_t>();
  const auto report = office.after("DELETE FROM steps WHERE seq = " + std::to_string(seq));
  REQUIRE(report);
  CHECK(report->result() == ledger::LedgerResult::tampered);
  bool named = false;
  for (const auto& finding : report->findings) named = named || finding.seq == seq;
  CHECK(named);
}

TEST_CASE("a chart that is gone leaves its steps undecided, never wrong") {
  Scrubbed office;
  const auto report = office.after("DELETE FROM blob_chunk WHERE sha256 IN (SELECT sha256 FROM workflows)");
  REQUIRE(report);
  CHECK(report->result() != ledger::LedgerResult::ok);
}

TEST_CASE("who may read the ledger may have the office scrubbed") {
  Scrubbed office;
  CHECK(office.test.office().scrub(office.test.as(Role::auditor)).value().at("result") == "OK");
  CHECK(office.test.office().scrub(office.test.clerk()).refused());
}

TEST_CASE("an old printed fingerprint is answered with a proof, a foreign one is told apart") {
  Scrubbed office;
  auto& running = office.test.office();
  const auto now = ledger::Checkpoint::parse(ledger::SignedNote::parse(running.checkpoint()).text()).value();
  const std::string printed = ledger::PrintedCheckpoint(now).text();
  (void)office.test.memorandum();
  const Json answer = running.challenge(printed);
  CHECK(answer.at("result") == "OK");
  CHECK(answer.at("proof").get<std::string>().find("old ") == 0);
  std::string forged = printed;
  char& last = forged[forged.find_last_not_of('\n')];
  last = last == 'A' ? 'B' : 'A';
  CHECK(running.challenge(forged).at("result") == "FORKED");
  CHECK_THROWS_AS(running.challenge("Ґанок"), Error);
}

TEST_CASE("a stored file that is not what its hash says is found, and named") {
  Scrubbed office;
  CHECK(office.report().result() == ledger::LedgerResult::ok);
  const auto report = office.after(
      "UPDATE blob_chunk SET bytes = zeroblob(length(bytes)) WHERE sha256 ="
      " (SELECT sha256 FROM document_blobs ORDER BY document, sha256 LIMIT 1)");
  REQUIRE(report);
  CHECK(report->result() == ledger::LedgerResult::tampered);
  const bool named = std::any_of(report->findings.begin(), report->findings.end(),
                                 [](const auto& finding) { return finding.message.key == "engine.scrub.file_damaged"; });
  CHECK(named);
}
