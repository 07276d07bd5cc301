#include "apps/server/drafting_pages.h"

#include "unit/apps/server/site_cases.h"

using namespace chancery;
using namespace chancery::server;
using tests::document_id;
using tests::Json;
using tests::TestSite;

namespace {

const std::string address = "/documents/new/small";

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

std::string complete_form() {
  std::string form = "&key=k1&f:register_kind=cross_border&f:title.uk=%D2%90&f:title.en=G&n:parties=2";
  for (const std::string number : {"1", "2"}) {
    const auto party = "&f:parties%5B" + number + "%5D.";
    form += party + "official_name.uk=%D0%87" + party + "official_name.en=I" + party + "represented_by.name=N";
  }
  return form;
}

}  // namespace

TEST_CASE("a new document begins with the choice of its template") {
  TestSite site;
  site.enter();
  const auto body = site.get("/documents/new").body;
  CHECK(contains(body, "href=\"" + address + "\""));
  CHECK(contains(body, "Small memorandum"));
  CHECK(site.get("/documents/new/none").status == 404);
}

TEST_CASE("the form of a template asks for its fields in the reader's words") {
  TestSite site;
  site.enter();
  const auto body = site.get(address).body;
  for (const auto* const part :
       {"name=\"f:title.uk\" rows=\"2\" lang=\"uk\"", "Begins with “on”", "<option value=\"cross_border\">cross-border</option>",
        "name=\"f:day\" type=\"date\"", "name=\"f:specimen\" type=\"checkbox\" value=\"yes\"", "name=\"add\" value=\"parties\"",
        "name=\"remove\" value=\"parties[2]\"", "name=\"n:parties\" value=\"2\""}) {
    CAPTURE(part);
    CHECK(contains(body, part));
  }
}

TEST_CASE("a complete form makes the document, by the workflow of its kind") {
  TestSite site;
  const auto csrf = site.enter();
  const auto answer = site.post(address, "csrf=" + csrf + complete_form());
  CHECK(answer.status == 303);
  CHECK(answer.headers.find("location") == "/documents/" + document_id + "?done=13");
  REQUIRE(site.performed.size() == 1);
  const auto& command = site.performed.front();
  CHECK(command.event == "new");
  CHECK(command.key == "k1");
  CHECK(command.data.at("workflow") == "memorandum");
  CHECK(command.data.at("template") == tests::some_hash);
  CHECK(command.data.at("values").at("parties").size() == 2);
}

TEST_CASE("a form with a field missing says which, beside it and at the top, and keeps the rest") {
  TestSite site;
  const auto csrf = site.enter();
  const auto answer = site.post(address, "csrf=" + csrf + "&f:title.uk=%D2%90%3Cb%3E&n:parties=2");
  CHECK(answer.status == 422);
  CHECK(contains(answer.body, "<a href=\"#f-title-en\">Fill in “Заголовок” (in English).</a>"));
  CHECK(contains(answer.body, "id=\"f-title-en-error\""));
  CHECK(contains(answer.body, ">Ґ&lt;b&gt;</textarea>"));
  CHECK(site.performed.empty());
}

TEST_CASE("adding and removing an item carries nothing out and keeps what was typed") {
  TestSite site;
  const auto csrf = site.enter();
  const auto more = site.post(address, "csrf=" + csrf + complete_form() + "&add=recitals");
  CHECK(more.status == 200);
  CHECK(contains(more.body, "name=\"f:recitals[1].text\""));
  CHECK(contains(more.body, ">Ґ</textarea>"));
  const auto fewer = site.post(address, "csrf=" + csrf + complete_form() + "&remove=parties%5B2%5D");
  CHECK_FALSE(contains(fewer.body, "f:parties[2]"));
  CHECK(site.performed.empty());
}

TEST_CASE("what the office refuses or cannot take is said over the form, which stays filled") {
  TestSite site;
  const auto csrf = site.enter();
  site.not_performed = Refusal{"engine.restricted", {"server.wrong_password", {}}};
  const auto refused = site.post(address, "csrf=" + csrf + complete_form());
  CHECK(refused.status == 403);
  CHECK(contains(refused.body, "The name or the password is wrong."));
  CHECK(contains(refused.body, ">Ґ</textarea>"));
  site.failing.emplace(Fault::input, Message{"server.odd_field", {{"field", "x"}}});
  CHECK(site.post(address, "csrf=" + csrf + complete_form()).status == 400);
  site.failing.emplace(Fault::environment, Message{"server.no_entropy", {}});
  CHECK(site.post(address, "csrf=" + csrf + complete_form()).status == 500);
}

TEST_CASE("a payload in a field's name or value is shown as text") {
  TestSite site;
  const auto csrf = site.enter();
  const auto body =
      site.post(address,
                "csrf=" + csrf +
                    "&add=%3Cscript%3E&f:title.uk=%3C%2Ftextarea%3E%3Cscript%3E&f:day=%22%3E%3Cscript%3E&n:%3Cscript%3E=1")
          .body;
  CHECK_FALSE(contains(body, "<script>"));
}

TEST_CASE("a kind of document without a workflow of its own asks which way it goes") {
  TestSite site;
  const auto csrf = site.enter();
  CHECK_FALSE(contains(site.get(address).body, "name=\"workflow\""));
  site.workflows = Json::array({"appeal", "other"});
  CHECK(contains(site.get(address).body, "<option value=\"appeal\">Appeal</option>"));
  for (const auto* const wrong : {"", "&workflow=none", "&workflow=%3Cscript%3E"}) {
    const auto answer = site.post(address, "csrf=" + csrf + complete_form() + wrong);
    CHECK(answer.status == 400);
    CHECK(contains(answer.body, "Choose the workflow of the document."));
  }
  CHECK(site.post(address, "csrf=" + csrf + complete_form() + "&workflow=appeal").status == 303);
  CHECK(site.performed.back().data.at("workflow") == "appeal");
}
