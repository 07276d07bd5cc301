#include "apps/server/ledger_pages.h"

#include "unit/apps/server/site_cases.h"

using namespace chancery;
using namespace chancery::server;
using tests::Json;
using tests::some_hash;
using tests::TestSite;

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

Json step(int seq) {
  return {{"seq", seq},
          {"time", "2026-11-21T23:30:00.000Z"},
          {"document", tests::document_id},
          {"title", tests::words("Назва <b>", "Title <b>")},
          {"event", "approve"},
          {"outcome", "refused"},
          {"who_names", tests::words("Остап Їжак", "Ostap Yizhak")},
          {"on_behalf_of_names", tests::words("Єва Ґалаґан", "Yeva Galagan")}};
}

}  // namespace

TEST_CASE("an auditor sees the newest checkpoint in words, and whether a comparison is over") {
  TestSite site;
  site.enter();
  const auto body = site.get("/ledger").body;
  CHECK(contains(body, "ABCDE"));
  CHECK(contains(body, "log+1+key"));
  CHECK(contains(body, "not over yet"));
  CHECK(site.filters.empty());
}

TEST_CASE("the page says how far the ledger is known outside, and that it is not") {
  TestSite site;
  site.enter();
  CHECK(contains(site.get("/ledger").body, "known outside: never"));
  site.outside = {{"mailbox", "archive@example.org"}};
  CHECK(contains(site.get("/ledger").body, "first letter is under way"));
  site.outside["last"] = {{"size", 12}, {"root", some_hash}, {"time", "2026-11-21T23:30:00.000Z"}};
  CHECK(contains(site.get("/ledger").body, "Last checkpoint known outside: 2026-11-22, 01:30, 12 entries."));
  CHECK(contains(site.get("/ledger").body, "Time stamps over the ledger: none yet."));
  site.outside["token"] = {{"size", 1}, {"time", "2026-11-21T23:30:00.000Z"}};
  CHECK(contains(site.get("/ledger").body, "Newest time stamp over the ledger: 2026-11-22, 01:30, 1 entry."));
}

TEST_CASE("what a comparison found is told, with its document") {
  TestSite site;
  site.enter();
  site.scrub_state = {{"last",
                       {{"finished", "2026-11-21T23:30:00.000Z"},
                        {"documents", 5},
                        {"steps", 40},
                        {"result", "TAMPERED"},
                        {"findings", Json::array({{{"result", "TAMPERED"},
                                                   {"message", tests::words("стовпець <i>", "column <i>")},
                                                   {"document", tests::document_id},
                                                   {"seq", 7}}})}}}};
  const auto body = site.get("/ledger").body;
  CHECK(contains(body, "govuk-tag--red\">TAMPERED"));
  CHECK(contains(body, "2026-11-22, 01:30: 5 documents, 40 steps"));
  CHECK(contains(body, "column &lt;i&gt;"));
}

TEST_CASE("a search asks for what was typed, and shows who acted for whom") {
  TestSite site;
  site.enter();
  site.found_steps = {{"steps", Json::array({step(12), step(9)})}, {"more", true}};
  const auto body = site.get("/ledger", "search=yes&event=approve&person=%D2%90%3Cb%3E&from=2026-11-01&before=40").body;
  REQUIRE(site.filters.size() == 1);
  CHECK(site.filters[0] == Json{{"event", "approve"}, {"person", "Ґ<b>"}, {"from", "2026-11-01"}, {"before", 40}});
  CHECK(contains(body, "Title &lt;b&gt;"));
  CHECK(contains(body, "Ostap Yizhak, for Yeva Galagan"));
  CHECK(contains(body, "value=\"Ґ&lt;b&gt;\""));
  CHECK(contains(body, "/ledger?search=yes&amp;before=9&amp;person=%D2%90%3Cb%3E"));
  CHECK(contains(body, "as complete as the last comparison"));
}

TEST_CASE("a search that cannot be made says why") {
  TestSite site;
  site.enter();
  site.failing.emplace(Fault::input, Message{"engine.search_field_odd", {{"field", "hash"}}});
  const auto answer = site.get("/ledger", "search=yes&hash=x");
  CHECK(answer.status == 422);
  CHECK(contains(answer.body, "The field “hash” of the search cannot be read."));
}

TEST_CASE("an old fingerprint is answered beside what was typed") {
  TestSite site;
  const auto csrf = site.enter();
  const auto answer = site.post("/ledger", "csrf=" + csrf + "&printed=log%0A5%0AABCDE");
  CHECK(answer.status == 200);
  CHECK(contains(answer.body, "verdict--red"));
  CHECK(contains(answer.body, "Another history &lt;b&gt;"));
  CHECK(contains(answer.body, "log\n5\nABCDE</textarea>"));
  CHECK(site.post("/ledger", "csrf=" + csrf + "&printed=").status == 422);
}
