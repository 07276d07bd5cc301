#include "apps/server/link_view.h"

#include "unit/apps/server/site_cases.h"

using namespace chancery;
using tests::document_id;
using tests::Json;
using tests::TestSite;

namespace {

const std::string page = "/documents/" + document_id;
const std::string other(32, 'a');

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

Json some_link(const std::string& direction) {
  return {{"kind", "answers"},
          {"direction", direction},
          {"label", {{"uk", "є відповіддю на"}, {"en", "answers"}}},
          {"document",
           {{"id", other}, {"kind", "appeal"}, {"title", {{"uk", "Звернення"}, {"en", "Appeal <i>"}}}, {"number", "7/2026"}}}};
}

}  // namespace

TEST_CASE("the page of a document says in which dossier it lies and what it is linked to") {
  TestSite site;
  site.enter();
  CHECK(contains(site.get(page).body, "lies in no dossier and is linked to no other document"));
  site.document["dossier"] = {{"id", document_id}, {"case_index", "03-12"}, {"title", {{"uk", "Справа"}, {"en", "Dossier"}}}};
  site.document["links"] = Json::array({some_link("from"), some_link("to")});
  const auto body = site.get(page).body;
  for (const std::string& text : {std::string("/dossiers/") + document_id, std::string("03-12 · Dossier"), "/documents/" + other,
                                  std::string("Appeal &lt;i&gt;"), std::string("№ 7/2026")}) {
    INFO(text);
    CHECK(contains(body, text));
  }
  // A link is ended where it begins.
  const auto first = body.find("/actions/unlink");
  CHECK(first != body.npos);
  CHECK(body.find("/actions/unlink", first + 1) == body.npos);
}

TEST_CASE("who may not link gets no form for it") {
  TestSite site;
  site.enter();
  site.not_authorized = Refusal{"rights.role", {"rights.role", {}}};
  site.only_not_authorized = document::Action::link_document;
  CHECK_FALSE(contains(site.get(page).body, "/actions/link"));
}

TEST_CASE("a document is linked to the one that is named by its number, its id or its address") {
  TestSite site;
  const auto token = "csrf=" + site.enter() + "&revision=7&kind=answers&related=";
  site.listed = Json::array({{{"id", other}, {"number", "7/2026"}}, {{"id", document_id}, {"number", "17/2026"}}});
  for (const std::string& named :
       {std::string("7%2F2026"), other, "http%3A%2F%2Foffice%2Fdocuments%2F" + other + "%3Fdone%3D3"}) {
    INFO(named);
    CHECK(site.post(page + "/actions/link", token + named).status == 303);
    CHECK(site.performed.back().event == "link.answers");
    CHECK(site.performed.back().data == Json{{"document", other}});
  }
  CHECK(site.post(page + "/actions/link", token + "8%2F2026").status == 400);
  site.listed.push_back({{"id", std::string(32, 'b')}, {"number", "7/2026"}});
  CHECK(contains(site.post(page + "/actions/link", token + "7%2F2026").body, "Several documents have the number 7/2026"));
}

TEST_CASE("a dossier is opened with its titles, and a document put into one that is there") {
  TestSite site;
  const auto token = "csrf=" + site.enter() + "&revision=7&";
  CHECK(site.post(page + "/actions/dossier.open", token + "title_uk=%D2%90%D0%B0%D0%BD%D0%BE%D0%BA&title_en=&case_index=+03-12+")
            .status == 303);
  CHECK(site.performed.back().data == Json{{"titles", {{"uk", "Ґанок"}}}, {"case_index", "03-12"}});
  CHECK(site.post(page + "/actions/dossier.add", token + "dossier=" + other).status == 303);
  CHECK(site.performed.back().data == Json{{"dossier", other}});
  site.dossiers =
      Json::array({{{"id", other}, {"case_index", "03-12"}}, {{"id", document_id}, {"case_index", "03-13"}, {"closed", "x"}}});
  CHECK(site.post(page + "/actions/dossier.add", token + "dossier=03-12").status == 303);
  CHECK(site.performed.back().data == Json{{"dossier", other}});
  CHECK(site.post(page + "/actions/dossier.add", token + "dossier=03-13").status == 400);
  site.dossiers.push_back({{"id", std::string(32, 'b')}, {"case_index", "03-12"}});
  CHECK(contains(site.post(page + "/actions/dossier.add", token + "dossier=03-12").body, "Several open dossiers"));
}

TEST_CASE("what somebody types to name a document holds one id or none") {
  CHECK(server::id_in(other) == other);
  CHECK(server::id_in("/documents/" + other + "/x") == other);
  CHECK(server::id_in(other + "a").empty());
  CHECK(server::id_in("7/2026").empty());
  CHECK(server::id_in("").empty());
}
