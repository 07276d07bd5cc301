#include "apps/server/acting_for.h"

#include "unit/apps/server/site_cases.h"

using namespace chancery;
using namespace chancery::server;
using tests::document_id;
using tests::Json;
using tests::TestSite;

namespace {

const std::string page = "/documents/" + document_id;
const std::string principal(32, 'e');

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

void represent(TestSite& site) {
  site.represented = Json::array({{{"person", principal},
                                   {"name", tests::words("Єва Ґалаґан", "Yeva Galagan")},
                                   {"roles", {"signatory"}},
                                   {"until", "2026-12-31"},
                                   {"instrument", "наказ № 7 <b>"}}});
}

const std::string field = "name=\"on_behalf_of\" value=\"" + principal + "\"";

}  // namespace

TEST_CASE("who represents nobody is not asked in whose name") {
  TestSite site;
  site.enter();
  const auto body = site.get(page).body;
  CHECK_FALSE(contains(body, "In your own name"));
  CHECK_FALSE(contains(body, "on_behalf_of"));
  CHECK(site.acted_for == std::nullopt);
}

TEST_CASE("who may act for another chooses in whose name, and every form and the way to sign say so") {
  TestSite site;
  site.enter();
  represent(site);
  const auto own = site.get(page).body;
  CHECK(contains(own, "For Yeva Galagan (until 2026-12-31; наказ № 7 &lt;b&gt;)"));
  CHECK(contains(own, "href=\"" + page + "?for=" + principal + "\""));
  CHECK_FALSE(contains(own, field));
  const auto body = site.get(page, "for=" + principal).body;
  CHECK(site.acted_for == principal);
  CHECK(contains(body, field));
  CHECK(contains(body, "<strong aria-current=\"true\">For Yeva Galagan"));
  CHECK(contains(body, page + "/sign/sign?for=" + principal));
}

TEST_CASE("what is done in another's name is done so, and the page stays in that name, also when it was not accepted") {
  TestSite site;
  const auto csrf = site.enter();
  represent(site);
  const auto form = "csrf=" + csrf + "&revision=7&comment=x&on_behalf_of=" + principal;
  const auto answer = site.post(page + "/actions/return", form);
  CHECK(answer.status == 303);
  REQUIRE(site.performed.size() == 1);
  CHECK(site.performed[0].on_behalf_of == principal);
  CHECK(contains(std::string(*answer.headers.find("location")), "&for=" + principal));
  site.not_performed.emplace(Refusal{"people.no_delegation", {"people.no_delegation", {}}});
  CHECK(contains(site.post(page + "/actions/return", form).body, field));
}

TEST_CASE("a signature in another's name is asked for in that name") {
  TestSite site;
  site.enter();
  represent(site);
  CHECK(contains(site.get(page + "/sign/sign", "for=" + principal).body, field));
  CHECK_FALSE(contains(site.get(page + "/sign/sign").body, field));
}
