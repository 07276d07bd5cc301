#include "apps/server/application.h"

#include "unit/apps/server/site_cases.h"

using namespace chancery;
using namespace chancery::server;
using tests::document_id;
using tests::Json;
using tests::some_hash;
using tests::TestSite;

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

std::string field(const Response& answer, std::string_view name) {
  return std::string(answer.headers.find(name).value_or(""));
}

const std::string page = "/documents/" + document_id;

}  // namespace

TEST_CASE("who is not logged in is asked to, and comes back to the page") {
  TestSite site;
  CHECK(field(site.get("/"), "location") == "/documents");
  const auto sent = site.get(page, "done=3");
  CHECK(sent.status == 303);
  CHECK(field(sent, "location") == "/login?next=%2Fdocuments%2F" + document_id + "%3Fdone%3D3");
  CHECK(site.get("/login").status == 200);
  CHECK(field(site.log_in(), "location") == page);
}

TEST_CASE("the cookie of a log-in is for this site's requests only") {
  TestSite site;
  const auto cookie = field(site.log_in(), "set-cookie");
  CHECK(cookie.substr(0, 9) == "chancery=");
  CHECK(cookie.substr(9 + 64) == "; Path=/; HttpOnly; SameSite=Lax");
}

TEST_CASE("a wrong password leads nowhere and says no more than that") {
  TestSite site;
  const auto answer = site.log_in("halahan", "wrong");
  CHECK(answer.status == 401);
  CHECK(contains(answer.body, "Ім’я або пароль неправильні."));
  CHECK(site.log_in("nobody", "secret").body.size() == answer.body.size() - 1);
}

TEST_CASE("a log-in never leads to another site") {
  TestSite site;
  for (const auto* const next : {"https://evil.example/", "//evil.example/", "/%5Cevil.example", "javascript:alert(1)"}) {
    CHECK(field(site.post("/login", "name=halahan&password=secret&next=" + std::string(next)), "location") == "/documents");
  }
}

TEST_CASE("after five wrong passwords the next attempt waits, the right one too") {
  TestSite site;
  for (int attempt = 0; attempt < 5; ++attempt) CHECK(site.log_in("halahan", "wrong").status == 401);
  const auto answer = site.log_in();
  CHECK(answer.status == 429);
  CHECK(field(answer, "retry-after") == "2");
  site.now = site.now.plus(std::chrono::seconds(3));
  CHECK(site.log_in().status == 303);
}

TEST_CASE("a session ends by log-out, by time, and at once by a new password") {
  TestSite site;
  const auto csrf = site.enter();
  CHECK(site.get("/documents").status == 200);
  site.now = site.now.plus(std::chrono::minutes(31));
  CHECK(site.get("/documents").status == 303);
  const auto again = site.enter();
  CHECK(again != csrf);
  site.application.end_sessions_of(store::person(1));
  CHECK(site.get("/documents").status == 303);
  const auto out = site.post("/logout", "csrf=" + site.enter());
  CHECK(contains(field(out, "set-cookie"), "chancery=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"));
  CHECK(site.get("/documents").status == 303);
}

TEST_CASE("a form without the token of its session changes nothing") {
  TestSite site;
  const auto csrf = site.enter();
  for (const auto& token : {std::string(), csrf.substr(1), std::string(64, '0')}) {
    CHECK(site.post(page + "/actions/return", "csrf=" + token + "&revision=7").status == 403);
  }
  CHECK(site.performed.empty());
}

TEST_CASE("a form of another site changes nothing, even with the token") {
  TestSite site;
  const auto csrf = site.enter();
  const auto form = "csrf=" + csrf + "&revision=7";
  site.headers["sec-fetch-site"] = "cross-site";
  CHECK(site.post(page + "/actions/return", form).status == 403);
  CHECK(site.post("/login", "name=halahan&password=secret").status == 403);
  site.headers.erase("sec-fetch-site");
  for (const auto* const origin : {"https://evil.example", "null", "http://localhost"}) {
    site.headers["origin"] = origin;
    CHECK(site.post(page + "/actions/return", form).status == 403);
  }
  CHECK(site.performed.empty());
  site.headers["origin"] = "http://localhost:8080";
  CHECK(site.post(page + "/actions/return", form).status == 303);
}

TEST_CASE("a step from the page carries what its reader saw and comes back with its leaf") {
  TestSite site;
  const auto csrf = site.enter();
  const auto answer = site.post(page + "/actions/approve", "csrf=" + csrf + "&key=k1&section=translation%3Aen%3D" + some_hash +
                                                               "&comment=%D2%90%D0%B0%D0%BD%D0%BE%D0%BA");
  CHECK(answer.status == 303);
  CHECK(field(answer, "location") == page + "?done=13");
  REQUIRE(site.performed.size() == 1);
  const auto& command = site.performed.front();
  CHECK(command.event == "approve");
  CHECK(command.document->hex() == document_id);
  CHECK(command.sections.front().name == "translation:en");
  CHECK(command.sections.front().sha256.hex() == some_hash);
  CHECK(command.key == "k1");
  CHECK(command.comment == "Ґанок");
  CHECK(contains(site.get(page, "done=13").body, "The step is leaf No. 13 of the ledger."));
}

TEST_CASE("a refused step shows the rule's words, the page as it is now, and what was typed") {
  TestSite site;
  const auto csrf = site.enter();
  site.not_performed = Refusal{"workflow.comment_required", {"server.wrong_password", {}}};
  const auto answer = site.post(page + "/actions/return", "csrf=" + csrf + "&revision=7&comment=typed+%3Cb%3E");
  CHECK(answer.status == 403);
  CHECK(contains(answer.body, "The name or the password is wrong."));
  CHECK(contains(answer.body, ">typed &lt;b&gt;</textarea>"));
}

TEST_CASE("a conflict is shown on the page, a failure of the machine is not the reader's") {
  TestSite site;
  const auto csrf = site.enter();
  const auto form = "csrf=" + csrf + "&revision=6&comment=typed";
  site.failing.emplace(Fault::conflict, Message{"server.odd_field", {{"field", "revision"}}});
  const auto conflict = site.post(page + "/actions/return", form);
  CHECK(conflict.status == 409);
  CHECK(contains(conflict.body, ">typed</textarea>"));
  site.failing.emplace(Fault::environment, Message{"server.no_entropy", {}});
  CHECK(site.post(page + "/actions/return", form).status == 500);
  CHECK(contains(site.log, "event=request_failed"));
}

TEST_CASE("every route asks for its right before it does anything") {
  TestSite site;
  const auto csrf = site.enter();
  (void)site.get("/documents");
  (void)site.get(page);
  (void)site.get(page + "/receipts/3");
  CHECK(site.authorized == std::vector<document::Action>{document::Action::list_documents, document::Action::read_document,
                                                         document::Action::link_document, document::Action::read_history});
  site.not_authorized = Refusal{"rights.role", {"server.foreign_form", {}}};
  CHECK(site.get(page).status == 403);
  site.not_authorized = document::unknown_document();
  for (const auto* const suffix : {"", "/chart.svg", "/receipts/3"}) CHECK(site.get(page + suffix).status == 404);
  CHECK(site.post(page + "/actions/return", "csrf=" + csrf + "&revision=7").status == 404);
  CHECK(site.performed.empty());
}

TEST_CASE("a document that does not exist and one that may not be known look alike") {
  TestSite site;
  site.enter();
  site.not_authorized = document::unknown_document();
  const auto unknown = site.get(page);
  const auto absent = site.get("/documents/no-id-at-all");
  CHECK(unknown.status == absent.status);
  const auto main_of = [](const std::string& body) { return body.substr(body.find("<main")); };
  CHECK(main_of(unknown.body) == main_of(absent.body));
}

TEST_CASE("what is not there is not found, and a wrong method is not taken") {
  TestSite site;
  CHECK(site.get("/nowhere").status == 404);
  CHECK(site.post("/documents", "").status == 405);
  CHECK(site.ask(Method::other, "/documents").status == 405);
  CHECK(site.get("/language/fr").status == 404);
  site.enter();
  CHECK(site.get(page + "/files/xyz/a.docx").status == 404);
  CHECK(site.get(page + "/files/" + sha256("other").hex() + "/a.docx").status == 404);
  CHECK(site.get(page + "/receipts/-1").status == 404);
}

TEST_CASE("the local socket's operations are for the local socket") {
  TestSite site;
  const auto operation = write_parcel({{{"operation", "list"}}, {}});
  CHECK(site.ask(Method::post, "/local/operation", "", operation).status == 404);
  site.peer.local = true;
  CHECK(read_parcel(site.ask(Method::post, "/local/operation", "", operation).body).json == Json{{"operation", "list"}});
  CHECK(site.ask(Method::post, "/local/operation", "", write_parcel({{{"refuse", 1}}, {}})).status == 403);
  CHECK(site.ask(Method::post, "/local/operation", "", write_parcel({{{"fail", 1}}, {}})).status == 400);
  CHECK(site.ask(Method::post, "/local/operation", "", "no parcel").status == 400);
}

TEST_CASE("programs get the same as JSON, refusals and log-in included") {
  TestSite site;
  CHECK(site.get("/api/documents").status == 401);
  const auto csrf = site.enter();
  CHECK(Json::parse(site.get("/api/documents", "q=%D2%90").body).size() == 1);
  CHECK(site.filters.back() == Json{{"q", "Ґ"}});
  CHECK(Json::parse(site.get("/api/documents/" + document_id).body).at("actions").size() == site.actions.size());
  const auto command = Json{{"document", document_id}, {"event", "return"}, {"revision", 7}}.dump();
  CHECK(site.ask(Method::post, "/api/commands", "", command).status == 403);
  site.headers["x-csrf-token"] = csrf;
  CHECK(Json::parse(site.ask(Method::post, "/api/commands", "", command).body).at("seq") == 13);
  CHECK(site.ask(Method::post, "/api/commands", "", "{}").status == 400);
  site.not_performed = Refusal{"workflow.role", {"server.foreign_form", {}}};
  CHECK(Json::parse(site.ask(Method::post, "/api/commands", "", command).body).at("refusal").at("rule") == "workflow.role");
}

TEST_CASE("files and receipts are downloads, whatever their name says") {
  TestSite site;
  const auto token = site.enter();
  const auto file = site.get(page + "/files/" + some_hash + "/\"Ґ;.html");
  CHECK(file.body == "перший текст");
  CHECK(field(file, "content-type") == "application/octet-stream");
  CHECK(field(file, "content-disposition") == "attachment; filename=\"____.html\"; filename*=UTF-8''%22%D2%90%3B.html");
  CHECK(field(site.get(page + "/receipts/12"), "content-disposition").substr(0, 32) == "attachment; filename=\"receipt-12");
  CHECK(field(site.get(page + "/chart.svg"), "content-type") == "image/svg+xml");
  const auto zip = site.post(page + "/evidence", "as=zip&csrf=" + token);
  CHECK(zip.body == "some evidence");
  CHECK(contains(field(zip, "content-disposition"), ".evidence.zip"));
  const auto html = site.post(page + "/evidence", "as=page&csrf=" + token);
  CHECK(contains(html.body, to_base64("some evidence")));
  CHECK(contains(field(html, "content-disposition"), ".evidence.html"));
  CHECK(contains(site.get(page + "/texts/" + some_hash).body, "перший текст"));
}

TEST_CASE("the reader's language is the one chosen, otherwise the browser's, otherwise Ukrainian") {
  TestSite site;
  CHECK(contains(site.get("/login").body, "<html lang=\"uk\""));
  site.headers["accept-language"] = "de, en;q=0.8, uk;q=0.5";
  CHECK(contains(site.get("/login").body, "<html lang=\"en\""));
  const auto chosen = site.get("/language/uk", "back=%2Flogin");
  CHECK(field(chosen, "location") == "/login");
  CHECK(field(chosen, "set-cookie").substr(0, 11) == "language=uk");
  site.headers["cookie"] = "language=uk";
  CHECK(contains(site.get("/login").body, "<html lang=\"uk\""));
}

TEST_CASE("assets may be kept by browsers under the address that names their content") {
  TestSite site;
  const auto body = site.get("/login").body;
  const auto at = body.find("/assets/");
  const auto folder = body.substr(at, body.find("favicon") - at);
  const auto style = site.get(folder + "site.css");
  CHECK(field(style, "content-type") == "text/css; charset=utf-8");
  CHECK(field(style, "cache-control") == "public, max-age=31536000, immutable");
  CHECK(field(site.get("/assets/old/site.css"), "cache-control") == "no-store");
  CHECK(site.get(folder + "site.html").status == 404);
  CHECK_FALSE(contains(site.get(folder + "govuk-frontend.css").body, "font-family:GDS"));
}

TEST_CASE("large bodies are for those who are logged in") {
  TestSite site;
  RequestHead head;
  head.method = Method::post;
  head.path = {"documents", document_id, "actions", "attach"};
  CHECK(site.application.body_limit(head) == 1'000'000);
  head.path = {"account", "sessions"};
  CHECK(site.application.body_limit(head) == 64 * 1024);
  head.path = {"documents", document_id, "actions", "attach"};
  site.enter();
  head.headers.add("cookie", site.headers.at("cookie"));
  CHECK(site.application.body_limit(head) == 50'000'000);
  head.path = {"nowhere"};
  CHECK(site.application.body_limit(head) == 0);
}

TEST_CASE("a request that could not be read is answered in the reader's words") {
  TestSite site;
  const auto answer = site.application.refuse(400, {"server.framing_host", {}}, nullptr);
  CHECK(answer.status == 400);
  CHECK(contains(answer.body, "Запит має називати вузол (Host) рівно один раз."));
}
