#include "apps/server/document_view.h"

#include "unit/apps/server/site_cases.h"

using namespace chancery;
using namespace chancery::server;
using tests::document_id;
using tests::Json;
using tests::some_hash;
using tests::TestSite;

namespace {

const std::string page = "/documents/" + document_id;

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

/// Every text in `json` replaced by `payload`, but for what names things: ids, hashes, times, languages, events.
void poison(Json& json, const std::string& payload) {
  static const std::set<std::string> kept{"id", "sha256", "rule", "time", "updated", "carries", "media_type"};
  for (auto& [name, value] : json.items()) {
    if (value.is_string() && kept.count(name) == 0) value = payload;
    if (value.is_structured()) poison(value, payload);
  }
}

void poison_list(Json& list, const std::string& payload) {
  for (auto& value : list) {
    if (value.is_string()) value = payload;
    if (value.is_structured()) poison(value, payload);
  }
}

}  // namespace

TEST_CASE("the page shows where the document is, what it holds, who signed and what was done") {
  TestSite site;
  site.enter();
  const auto body = site.get(page).body;
  for (const auto* const text :
       {"Memorandum Kyiv — Washington",
        "М-1/2026",
        "ЗРАЗОК / SPECIMEN",
        "State of Washington",
        "2026-11-22, 01:30",
        "class=\"current\" aria-current=\"step\">Legal review",
        "authentic text",
        "shown/uk.txt",
        "2 kB",
        "Київська область: signed by Єва Ґалаґан, 2026-11-22, 01:30. The electronic signature was verified.",
        "No longer in force",
        "translation (English) — approval",
        "ledger leaf No. 12",
        "<p>Draft → Legal review</p>",
        "<p>Draft</p>",
        "прошу перевірити",
        "class=\"refused\"",
        "Next stage: <strong>Concurrence</strong>",
        "stale translation",
        "container.asice",
        "annex-1.pdf",
        "evidence-1.pdf"}) {
    CAPTURE(text);
    CHECK(contains(body, text));
  }
  CHECK(contains(body, some_hash));
}

TEST_CASE("an open action has a form with what was seen, a closed one its reason") {
  TestSite site;
  const auto csrf = site.enter();
  const auto body = site.get(page).body;
  CHECK(contains(body, "<form method=\"post\" action=\"" + page + "/actions/approve\""));
  CHECK(contains(body, "name=\"section\" type=\"checkbox\" value=\"source=" + some_hash + "\" checked"));
  CHECK(contains(
      body, "id=\"certify-section-0\" name=\"section\" type=\"checkbox\" value=\"translation:en=" + some_hash + "\" checked"));
  CHECK_FALSE(contains(body, "approve-section-1"));
  CHECK(contains(body, "name=\"revision\" value=\"7\""));
  CHECK(contains(body, "name=\"csrf\" value=\"" + csrf + "\""));
  CHECK_FALSE(contains(body, page + "/actions/close"));
  CHECK(contains(body, "Takes a legal reviewer."));
}

TEST_CASE("what a form asks for follows the action") {
  TestSite site;
  site.enter();
  const auto body = site.get(page).body;
  CHECK(contains(body, "id=\"return-comment\" name=\"comment\" rows=\"2\" required>"));
  CHECK(contains(body, "id=\"approve-comment\" name=\"comment\" rows=\"2\">"));
  CHECK(contains(body, "<option value=\"text:en\">a new version of the text in English</option>"));
  CHECK(contains(body, "<option value=\"annex:2\">annex No. 2</option>"));
  CHECK(contains(body, "id=\"record.mfa-evidence\" name=\"file\" type=\"file\" required"));
  CHECK(contains(body, "<option value=\"2\">State of Washington</option>"));
}

TEST_CASE("a signature is the work of a key, never of a form") {
  TestSite site;
  site.enter();
  const auto body = site.get(page).body;
  CHECK(contains(body, "chancery sign"));
  CHECK(contains(body, "href=\"" + page + "/sign/sign\""));
  CHECK_FALSE(contains(body, page + "/actions/sign"));
}

TEST_CASE("every form has its own key") {
  TestSite site;
  site.enter();
  const auto body = site.get(page).body;
  std::set<std::string> keys;
  std::size_t forms = 0;
  for (auto at = body.find("name=\"key\""); at != body.npos; at = body.find("name=\"key\"", at + 1)) {
    keys.insert(body.substr(at + 18, 32));
    ++forms;
  }
  CHECK(forms == 8);
  CHECK(keys.size() == 8);
}

TEST_CASE("a payload of script in any field is shown as text") {
  for (const std::string payload : {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='alert(1)",
                                    "{{csrf}}{{{content}}}", "</textarea><script>"}) {
    CAPTURE(payload);
    TestSite site;
    const auto csrf = site.enter();
    poison(site.document, payload);
    poison_list(site.actions, payload);
    poison_list(site.history, payload);
    site.headers["accept-language"] = "en";
    for (const auto& body : {site.get(page).body, site.get("/documents", "q=%3Cscript%3E").body}) {
      CHECK_FALSE(contains(body, "<script>"));
      CHECK_FALSE(contains(body, "<img src=x"));
      CHECK_FALSE(contains(body, "' onload='"));
      CHECK_FALSE(contains(body, "</textarea><script"));
    }
    CHECK_FALSE(contains(site.get(page).body, csrf + "{{{content}}}"));
    CHECK(contains(site.get("/login", "next=%22%3E%3Cscript%3E").body, "/documents") == false);
  }
}

TEST_CASE("a document with nothing yet says so") {
  TestSite site;
  site.enter();
  site.document = {{"id", document_id}, {"title", {{"uk", "Чернетка"}}}, {"kind", "appeal"}, {"revision", 1}};
  site.actions = Json::array();
  site.history = Json::array();
  const auto body = site.get(page).body;
  for (const auto* const text : {"There are no texts yet.", "There are no signatures yet.", "There are no files yet.",
                                 "Nobody has approved anything yet.", "There is nothing that you can do"}) {
    CHECK(contains(body, text));
  }
}

TEST_CASE("tasks say until when, who is late and who has them; one is taken or given back by a button") {
  TestSite site;
  site.enter();
  const auto shown = [&](bool late, Json more) {
    Json task{{"id", "review"},           {"label", tests::words("Перевірити", "Review")},
              {"last_day", "2026-02-10"}, {"late", late},
              {"claim", "allowed"},       {"mine", false},
              {"roles", {"translator"}}};
    task.update(std::move(more));
    site.document["tasks"] = Json::array({std::move(task)});
    return site.get(page).body;
  };
  const auto open = shown(false, Json::object());
  CHECK(contains(open, "<strong>Review</strong> <span>due 2026-02-10"));
  CHECK(contains(open, "action=\"" + page + "/actions/claim.review\""));
  CHECK(contains(shown(true, Json::object()), "<span class=\"late\">Overdue since 2026-02-10"));
  const auto taken = shown(false, {{"claimed_by", tests::words("Ґудзь", "Gudz")}});
  CHECK(contains(taken, "Taken by Gudz"));
  CHECK_FALSE(contains(taken, "/actions/claim.review"));
  const auto mine = shown(false, {{"claimed_by", tests::words("Ґудзь", "Gudz")}, {"mine", true}});
  CHECK(contains(mine, "action=\"" + page + "/actions/release.review\""));
  CHECK_FALSE(contains(shown(false, {{"claim", "no"}}), "/actions/claim.review"));
}

TEST_CASE("a recorded act that waits for its second person is shown whole") {
  TestSite site;
  site.enter();
  site.document["unconfirmed"] = Json::array({{{"event", "record.mfa"},
                                               {"capacity", "міністр"},
                                               {"body", "МЗС"},
                                               {"acted", "2026-11-20T00:00:00.000Z"},
                                               {"place", "Київ"},
                                               {"channel", "letter"},
                                               {"number", "72/14"},
                                               {"signer", "Їжак"},
                                               {"evidence", tests::file("evidence-1", "application/pdf")}}});
  const auto body = site.get(page).body;
  for (const auto* const part : {"Recorded, to be attested by a second person", "<strong>Їжак</strong>, міністр, МЗС",
                                 "2026-11-20, Київ; letter № 72/14"}) {
    CAPTURE(part);
    CHECK(contains(body, part));
  }
}

TEST_CASE("what was typed into a recorded act stands there again") {
  TestSite site;
  const auto csrf = site.enter();
  site.not_performed = Refusal{"engine.recorded_incomplete", {"engine.recorded_incomplete", {}}};
  const auto body = site.post(page + "/actions/record.mfa",
                              "csrf=" + csrf + "&revision=7&recorded=yes&signer=%D2%90&place=%22%3E&party=2&channel=paper")
                        .body;
  CHECK(contains(body, "name=\"signer\" value=\"Ґ\""));
  CHECK(contains(body, "name=\"place\" value=\"&quot;&gt;\""));
  CHECK(contains(body, "<option value=\"2\" selected>State of Washington</option>"));
  CHECK(contains(body, "<option value=\"paper\" selected>"));
}

TEST_CASE("a stale page says what happened since it was read") {
  TestSite site;
  const auto csrf = site.enter();
  site.history[1]["revision"] = 8;
  site.failing.emplace(Fault::conflict, Message{"engine.revision_moved", {{"seen", std::int64_t{7}}, {"now", std::int64_t{8}}}});
  const auto answer = site.post(page + "/actions/return", "csrf=" + csrf + "&revision=7&comment=typed");
  CHECK(answer.status == 409);
  CHECK(contains(answer.body, "2026-11-22, 01:30 — submission for review, Єва Ґалаґан"));
  CHECK(contains(answer.body, ">typed</textarea>"));
}

TEST_CASE("a text is read in the page, beside the hash that its approval carries") {
  TestSite site;
  site.enter();
  CHECK(contains(site.get(page).body, "href=\"" + page + "/readings/uk\""));
  const auto body = site.get(page + "/readings/uk").body;
  CHECK(contains(body, "перший текст"));
  CHECK(contains(body, some_hash));
  CHECK(site.get(page + "/readings/fr").status == 404);
}

TEST_CASE("history names who acted and for whom, in the language of the reader where the names are known in it") {
  TestSite site;
  site.enter();
  auto& entry = site.history[1];
  entry["who_names"] = tests::words("Остап Їжакевич", "Ostap Yizhakevych");
  entry["on_behalf_of"] = "Єва Ґалаґан";
  entry["on_behalf_of_names"] = tests::words("Єва Ґалаґан", "Yeva Galagan");
  CHECK(contains(site.get(page).body, "Ostap Yizhakevych, for Yeva Galagan"));
  auto& cookie = site.headers["cookie"];
  cookie.replace(cookie.find("language=en"), 11, "language=uk");
  CHECK(contains(site.get(page).body, "Остап Їжакевич (від імені: Єва Ґалаґан)"));
}

TEST_CASE("a closed step names everything that stands in its way, an open one what follows from it") {
  TestSite site;
  site.enter();
  site.explanations = {{"close",
                        {{"against",
                          {{{"rule", "workflow.guard"}, {"words", "The text <b> is not approved."}},
                           {{"rule", "workflow.role"}, {"words", "raw: legal_reviewer"}}}},
                         {"will", Json::array()}}},
                       {"approve", {{"against", Json::array()}, {"will", {"Leads to “Concurrence”.", "Fills the template."}}}}};
  const auto body = site.get(page).body;
  for (const auto* const part :
       {"The text &lt;b&gt; is not approved.", "Takes a legal reviewer.", "<li>Fills the template.</li>"}) {
    CAPTURE(part);
    CHECK(contains(body, part));
    CHECK_FALSE(contains(body, "raw: legal_reviewer"));
  }
}
