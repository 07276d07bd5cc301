#include "apps/server/account_pages.h"

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

const std::string passwords = "&old_password=secret&new_password=harbour-lantern-28&new_password_again=";

}  // namespace

TEST_CASE("one's own page says the rules of passwords in words, and where one is logged in") {
  TestSite site;
  site.enter();
  const auto body = site.get("/account").body;
  for (const auto* const part :
       {"at least 12 characters", "after five failed attempts", "2026-11-21, 10:00", "halahan", "name=\"session\" value=\""}) {
    CAPTURE(part);
    CHECK(contains(body, part));
  }
}

TEST_CASE("a new password ends the log-in and asks for the new one") {
  TestSite site;
  const auto csrf = site.enter();
  const auto answer = site.post("/account/password", "csrf=" + csrf + passwords + "harbour-lantern-28");
  CHECK(answer.status == 303);
  CHECK(answer.headers.find("location") == "/login?changed=yes");
  CHECK(contains(std::string(*answer.headers.find("set-cookie")), "Max-Age=0"));
  CHECK(site.changes.back() == std::pair<std::string, Json>(
                                   "change_own_password", {{"old_password", "secret"}, {"new_password", "harbour-lantern-28"}}));
  site.headers["cookie"] = "language=en";
  CHECK(contains(site.get("/login", "changed=yes").body, "The password is changed"));
}

TEST_CASE("two new passwords that differ, and a wrong old one, change nothing; guessing is slowed down") {
  TestSite site;
  const auto csrf = site.enter();
  CHECK(site.post("/account/password", "csrf=" + csrf + passwords + "other").status == 422);
  CHECK(site.changes.empty());
  site.not_performed = Refusal{"server.wrong_password", {"server.old_password_wrong", {}}};
  for (int attempt = 0; attempt < 5; ++attempt) {
    const auto answer = site.post("/account/password", "csrf=" + csrf + passwords + "harbour-lantern-28");
    CHECK(answer.status == 422);
    CHECK(contains(answer.body, "The present password is wrong."));
  }
  CHECK(site.post("/account/password", "csrf=" + csrf + passwords + "harbour-lantern-28").status == 429);
}

TEST_CASE("one ends one's own session by its name in the list") {
  TestSite site;
  const auto csrf = site.enter();
  CHECK(site.post("/account/sessions", "csrf=" + csrf + "&session=" + some_hash).status == 303);
  CHECK(site.changes.back() == std::pair<std::string, Json>("end_session", {{"session", some_hash}}));
}
