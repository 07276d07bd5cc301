#include "evidence/history_table.h"

#include "formats/xml_document.h"
#include "support/sample_journey.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::evidence;
using chancery::tests::SampleJourney;

namespace {

std::vector<HistoryRow> rows_of(const std::string& name, const std::string& reason) {
  SampleJourney journey;
  journey.whole_way();
  std::vector<HistoryRow> rows;
  for (std::size_t i = 0; i < journey.shown().size(); ++i) {
    rows.push_back(row_of(journey.shown()[i], journey.rows()[i].time, formats::Json{{"name", name}, {"reason", reason}}));
  }
  return rows;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("a history is a table with one line a step, quoted, with CRLF") {
  const Bytes csv = write_csv(rows_of("Єва \"Ґава\" Їжак", "рядок\r\nдругий, третій"));
  CHECK(csv.starts_with("\xEF\xBB\xBF\"seq\",\"time\",\"document\""));
  CHECK(count(csv, "\"Єва \"\"Ґава\"\" Їжак\"") == 12);
  CHECK(count(csv, "\"рядок\r\nдругий, третій\"") == 12);
  CHECK(count(csv, "\"refused\",\"workflow.role\"") == 1);
  CHECK(csv.ends_with("\"\r\n"));
}

TEST_CASE("a cell that a spreadsheet would compute is text") {
  for (const std::string start : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}) {
    const Bytes csv = write_csv(rows_of(start + "HYPERLINK(\"x\")", "-2"));
    CHECK(count(csv, ",\"'" + start + "HYPERLINK(\"\"x\"\")\"") == 12);
    CHECK(count(csv, ",\"'-2\"") == 12);
  }
  CHECK(count(write_csv(rows_of("Ґ=1", "a-b")), "\"'") == 0);
}

TEST_CASE("a history is an XES log with a trace a document, without names and free text") {
  auto rows = rows_of("Єва Ґаланська", "reason");
  rows[3].document = "ffffffffffffffffffffffffffffffff";
  rows[4].event = "a<b>&\"c\x01\xEF\xBF\xBE";
  const Bytes xes = write_xes(rows);
  CHECK_NOTHROW(formats::XmlDocument::read(xes, "history.xes"));
  CHECK(count(xes, "<trace>") == 2);
  CHECK(count(xes, "<event>") == 12);
  CHECK(count(xes, "&amp;&quot;c  ") == 1);
  CHECK(xes.find("Ґаланська") == Bytes::npos);
  CHECK(xes.find("reason") == Bytes::npos);
}

TEST_CASE("what is not shown is empty in the table") {
  SampleJourney journey;
  journey.whole_way();
  ShownStep shown = journey.shown().front();
  shown.who.reset();
  const HistoryRow row = row_of(shown, journey.rows().front().time, std::nullopt);
  CHECK(row.role.empty());
  CHECK(row.person.empty());
  CHECK(row.name.empty());
  const std::vector<HistoryRow> rows{row};
  CHECK(write_xes(rows).find("org:role") == Bytes::npos);
}
