#include "apps/server/people_pages.h"

#include "unit/apps/server/site_cases.h"

using namespace chancery;
using namespace chancery::server;
using tests::Json;
using tests::TestSite;

namespace {

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

}  // namespace

TEST_CASE("the list of people says who they are, what, and by which name they log in") {
  TestSite site;
  site.enter();
  const auto body = site.get("/people").body;
  for (const auto* const part : {"href=\"/people/halahan\"", "Ґалаґан Єва", "clerk", "yizhak"}) CHECK(contains(body, part));
  CHECK_FALSE(contains(body, "/people/new"));
  site.roles = {"administrator"};
  CHECK(contains(site.get("/people").body, "/people/new"));
}

TEST_CASE("a person's page says by which instrument a role is held, and who stands in") {
  TestSite site;
  site.enter();
  const auto body = site.get("/people/halahan").body;
  for (const auto* const part :
       {"наказ № 1; from 2026-01-31", "<strong>Їжак Остап</strong> — clerk; наказ № 2; from 2026-02-01 until 2026-03-01"}) {
    CAPTURE(part);
    CHECK(contains(body, part));
  }
  CHECK_FALSE(contains(body, "/people/halahan/disable"));
  CHECK(site.get("/people/nobody").status == 404);
}

TEST_CASE("who left is erased from their page, with the basis that was typed; who has an account in use is not offered it") {
  TestSite site;
  const auto csrf = site.enter();
  site.roles = {"administrator"};
  CHECK_FALSE(contains(site.get("/people/halahan").body, "/people/halahan/erase"));
  CHECK(contains(site.get("/people/petrenko").body, "/people/petrenko/erase"));
  const auto erased = site.post("/people/petrenko/erase", "csrf=" + csrf + "&basis=%D1%81%D1%82.+15+%3Cb%3E");
  CHECK(erased.status == 303);
  CHECK(*erased.headers.find("location") == "/people?done=yes");
  CHECK(site.changes.back().first == "erase");
  CHECK(site.changes.back().second.at("basis") == "ст. 15 <b>");
  site.failing.emplace(Fault::input, Message{"engine.erasure_basis_missing", {}});
  const auto again = site.post("/people/petrenko/erase", "csrf=" + csrf + "&basis=%3Cb%3E");
  CHECK(again.status == 400);
  CHECK(contains(again.body, "Name the legal basis"));
  CHECK(contains(again.body, "value=\"&lt;b&gt;\""));
}

TEST_CASE("an administrator gives and ends roles, names substitutes, sets passwords, closes accounts") {
  TestSite site;
  const auto csrf = site.enter();
  site.roles = {"administrator"};
  const std::string token = "csrf=" + csrf;
  CHECK(site.post("/people/halahan/role", token + "&role=signatory&instrument=%D0%BD%D0%B0%D0%BA%D0%B0%D0%B7&until=2027-01-01")
            .status == 303);
  CHECK(site.changes.back().first == "give_role");
  CHECK(site.changes.back().second.at("until") == "2027-01-01");
  CHECK_FALSE(site.changes.back().second.contains("from"));
  CHECK(site.post("/people/halahan/end-role", token + "&role=clerk").status == 303);
  CHECK(site.post("/people/halahan/substitute", token + "&delegate=yizhak&roles=clerk&roles=signatory&until=2027-01-01").status ==
        303);
  CHECK(site.changes.back().second.at("roles") == Json::array({"clerk", "signatory"}));
  CHECK(site.post("/people/halahan/password", token + "&password=harbour-lantern-27").status == 303);
  CHECK(site.post("/people/halahan/disable", token).status == 303);
  CHECK(site.changes.back().first == "disable");
  CHECK(site.post("/people/halahan/promote", token).status == 404);
}

TEST_CASE("a change that is refused says why and keeps what was typed, but no password") {
  TestSite site;
  const auto csrf = site.enter();
  site.roles = {"administrator"};
  site.not_performed = Refusal{"people.password_short", {"people.password_common", {}}};
  const auto answer = site.post("/people/new", "csrf=" + csrf + "&uk.family=%D2%90%22&password=short-one&log_in_name=a");
  CHECK(answer.status == 422);
  CHECK(contains(answer.body, "value=\"Ґ&quot;\""));
  CHECK_FALSE(contains(answer.body, "short-one"));
  CHECK(contains(site.post("/people/halahan/role", "csrf=" + csrf + "&instrument=%3Cb%3E").body, "value=\"&lt;b&gt;\""));
}

TEST_CASE("a new person has names in both languages and a first password") {
  TestSite site;
  const auto csrf = site.enter();
  site.roles = {"administrator"};
  CHECK(site.post("/people/new",
                  "csrf=" + csrf +
                      "&uk.family=%D2%90&uk.given=%D0%84&uk.patronymic=%D0%87&en.family=G&en.given=Y&password=p&log_in_name=g")
            .status == 303);
  const auto& order = site.changes.back().second;
  CHECK(order.at("names").at("uk") == Json{{"family", "Ґ"}, {"given", "Є"}, {"patronymic", "Ї"}, {"position", ""}});
  CHECK(order.at("new_password") == "p");
}
