#include "apps/server/held_form.h"

#include "unit/apps/server/site_cases.h"

using namespace chancery;
using namespace chancery::server;
using tests::document_id;
using tests::Json;
using tests::TestSite;

namespace {

const std::string action = "/documents/" + document_id + "/actions/return";

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

}  // namespace

TEST_CASE("a form is held without its token, and of files only the names") {
  const Form form(
      {{"csrf", "secret", std::nullopt}, {"comment", "Ґ", std::nullopt}, {"file", "bytes", "а.docx"}, {"other", "", ""}});
  const auto held = held_form(form, action);
  CHECK(held.at("held_fields") == Json::array({{{"name", "comment"}, {"value", "Ґ"}}}));
  CHECK(held.at("held_files") == Json::array({"а.docx"}));
  CHECK(held.at("held_to") == action);
  CHECK(held.dump().find("secret") == std::string::npos);
}

TEST_CASE("a log-in form that carries nothing holds nothing") {
  CHECK(held_again(*parse_query("name=a&password=b")) == nothing_held());
  CHECK(is_restored(*parse_query("restored=yes")));
  CHECK_FALSE(is_restored(*parse_query("restored=no")));
}

TEST_CASE("a log-in that ends in the middle of a form loses nothing that was typed") {
  TestSite site;
  const auto old = site.enter();
  site.now = site.now.plus(std::chrono::minutes(31));
  const auto asked = site.post(action, "csrf=" + old + "&revision=7&comment=%D2%90%3Cb%3E");
  CHECK(asked.status == 401);
  CHECK(contains(asked.body, "<input type=\"hidden\" name=\"held_to\" value=\"" + action + "\">"));
  CHECK(contains(asked.body, "<textarea name=\"held:comment\" hidden>Ґ&lt;b&gt;</textarea>"));
  CHECK_FALSE(contains(asked.body, old));

  const std::string held = "&held_to=" + percent_encode(action) + "&held:comment=%D2%90%3Cb%3E&held:revision=7";
  const auto wrong = site.post("/login", "name=halahan&password=wrong" + held);
  CHECK(wrong.status == 401);
  CHECK(contains(wrong.body, "hidden>Ґ&lt;b&gt;</textarea>"));
  const auto entered = site.post("/login", "name=halahan&password=secret" + held);
  CHECK(entered.status == 200);
  CHECK(contains(entered.body, "action=\"" + action + "\""));
  CHECK(contains(entered.body, "<textarea name=\"comment\" hidden>Ґ&lt;b&gt;</textarea>"));

  const auto csrf = site.enter();
  const auto back = site.post(action, "csrf=" + csrf + "&restored=yes&revision=7&comment=%D2%90%3Cb%3E");
  CHECK(back.status == 200);
  CHECK(contains(back.body, "name=\"comment\" rows=\"2\" required>Ґ&lt;b&gt;</textarea>"));
  CHECK(site.performed.empty());
}

TEST_CASE("a form with the token of another log-in comes back under the present one, and is not carried out") {
  TestSite site;
  const auto old = site.enter();
  const auto csrf = site.enter();
  REQUIRE(old != csrf);
  const auto answer = site.post(action, "csrf=" + old + "&revision=7&comment=typed");
  CHECK(answer.status == 403);
  CHECK(contains(answer.body, "name=\"csrf\" value=\"" + csrf + "\""));
  CHECK(contains(answer.body, "<textarea name=\"comment\" hidden>typed</textarea>"));
  CHECK(site.performed.empty());
}

TEST_CASE("a form of another site is not echoed") {
  TestSite site;
  site.headers["sec-fetch-site"] = "cross-site";
  const auto answer = site.post(action, "comment=typed");
  CHECK_FALSE(contains(answer.body, "typed"));
}

TEST_CASE("a held form leads nowhere but to this site") {
  TestSite site;
  for (const auto* const to : {"https://evil.example/", "//evil.example/", "javascript:alert(1)"}) {
    const auto answer = site.post("/login", "name=halahan&password=secret&held_to=" + percent_encode(to) + "&held:a=b");
    CHECK(answer.status == 303);
    CHECK(answer.headers.find("location") == "/documents");
  }
}

TEST_CASE("passwords are not held") {
  TestSite site;
  const auto answer = site.post("/account/password", "old_password=one-secret&new_password=other-secret");
  CHECK_FALSE(contains(answer.body, "one-secret"));
  CHECK_FALSE(contains(answer.body, "other-secret"));
}
