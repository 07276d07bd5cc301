#include "apps/server/sheet.h"

#include "apps/server/qr_code.h"
#include "ledger/hash_words.h"
#include "unit/apps/server/site_cases.h"

using namespace chancery;
using namespace chancery::server;
using tests::Json;
using tests::some_hash;
using tests::TestSite;

namespace {

const std::string cover = "/documents/" + tests::document_id + "/cover";

bool says(const std::string& page, std::string_view part) {
  return page.find(part) != page.npos;
}

/// A desk that answers what a sheet asks; the answers are those of the site.
Desk paper_desk() {
  Desk desk;
  desk.now = [] { return *Timestamp::parse("2026-11-21T23:30:00.000Z"); };
  desk.about = [] { return Json{{"name", tests::words("Канцелярія <b>", "Chancery <b>")}}; };
  desk.document = [](const engine::Caller&, const DocumentId&) { return tests::some_document(); };
  desk.history = [](const engine::Caller&, const DocumentId&) { return tests::some_history(); };
  desk.ledger.head = [] { return Json{{"size", 17}, {"printed", "log\n17\nABCDE\n"}, {"verifier_key", "log+1+key"}}; };
  desk.ledger.outside = [] { return Json::object(); };
  desk.ledger.today = [](const engine::Caller&) -> Decision<Json> { return Refusal{"rights.role", {"rights.role", {}}}; };
  return desk;
}

engine::Caller somebody() {
  return {*PersonId::parse(tests::document_id), "password", std::nullopt};
}

}  // namespace

TEST_CASE("a cover sheet says what the document is, with its hashes as words") {
  TestSite site;
  site.enter();
  const auto page = site.get(cover).body;
  CHECK(says(page, "Memorandum Kyiv — Washington"));
  CHECK(says(page, "№ М-1/2026"));
  CHECK(says(page, "Legal review"));
  CHECK(says(page, some_hash));
  CHECK(says(page, ledger::hash_words(*Sha256::parse(some_hash))));
  CHECK(says(page, "container.asice"));
  CHECK(says(page, "ledger leaf No. 13, 2026-11-22, 01:31"));
}

TEST_CASE("a cover sheet holds the newest checkpoint as text and as a QR code of that text, and how to ask about it") {
  TestSite site;
  site.enter();
  const auto page = site.get(cover).body;
  const QrCode code("log\n17\nABCDE");
  CHECK(says(page, "id=\"printed\">log\n17\nABCDE</pre>"));
  CHECK(says(page, "<path d=\"" + code.path() + "\""));
  CHECK(says(page, "viewBox=\"0 0 " + std::to_string(code.drawn_side()) + " "));
  CHECK(says(page, "Last checkpoint known outside: never"));
  CHECK(says(page, "chancery ledger challenge printed.txt"));
  CHECK(says(page, "chancery verify " + tests::document_id + ".evidence.zip --known"));
  CHECK(says(page, "chancery verify container.asice"));
  site.outside = {{"last", {{"size", 12}, {"root", some_hash}, {"time", "2026-11-21T23:30:00.000Z"}}}};
  CHECK(says(site.get(cover).body, "Last checkpoint known outside: 2026-11-22, 01:30, 12 entries."));
}

TEST_CASE("the cover sheet of a document that can still change says so, and names no hash") {
  TestSite site;
  site.enter();
  site.document.erase("manifest");
  site.document.erase("container");
  const auto page = site.get(cover).body;
  CHECK(says(page, "there is no manifest to be signed"));
  CHECK_FALSE(says(page, "SHA-256"));
  CHECK_FALSE(says(page, "chancery verify container.asice"));
}

TEST_CASE("who may not know of a document gets of its cover sheet what a document that does not exist gives") {
  TestSite site;
  site.enter();
  const auto odd = site.get("/documents/" + std::string(32, 'x') + "/cover");
  site.not_authorized = document::unknown_document();
  const auto hidden = site.get(cover);
  CHECK(hidden.status == 404);
  CHECK(odd.status == 404);
  CHECK_FALSE(says(hidden.body, "ABCDE"));
  CHECK_FALSE(says(hidden.body, "Memorandum Kyiv"));
}

TEST_CASE("the sheet of the day counts steps by what they are, and the documents that were signed") {
  TestSite site;
  site.enter();
  const auto page = site.get("/ledger/sheet").body;
  CHECK(says(page, "Ledger: sheet of 2026-11-22"));
  CHECK(says(page, "<dt>Documents signed electronically</dt><dd>1</dd>"));
  CHECK(says(page, "<tr><td>signature</td><td>1</td></tr>"));
  CHECK(says(page, "<tr><td>record of a signature on paper</td><td>2</td></tr>"));
  CHECK(says(page, "<path d=\"" + QrCode("log\n17\nABCDE").path() + "\""));
  CHECK(says(site.get("/ledger").body, "href=\"/ledger/sheet\""));
  CHECK(says(site.get("/documents/" + tests::document_id).body, "href=\"" + cover + "\""));
}

TEST_CASE("a sheet as a file carries its style, asks for nothing from elsewhere and leads nowhere") {
  const auto desk = paper_desk();
  const auto id = *DocumentId::parse(tests::document_id);
  const auto file = write_sheet(desk, cover_sheet(desk, somebody(), id, text::Language::uk), text::Language::uk);
  CHECK(says(file, "<html lang=\"uk\">"));
  CHECK(says(file, "Меморандум Київ — Вашингтон"));
  CHECK(says(file, "Канцелярія &lt;b&gt;"));
  CHECK(says(file, "href=\"data:text/css;base64,LyogV2hhd"));
  CHECK(says(file, "log\n17\nABCDE\n</pre>"));
  for (const char* elsewhere : {"http:", "https:", "<a ", "<script", "src="}) CHECK_FALSE(says(file, elsewhere));
}

TEST_CASE("who may not read the ledger gets no sheet of the day") {
  CHECK(daily_sheet(paper_desk(), somebody(), text::Language::en).refusal().rule == "rights.role");
}
