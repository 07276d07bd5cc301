#include "apps/server/people_desk.h"

#include "apps/server/office_desk.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using namespace chancery::server;
using formats::Json;
using tests::TestOffice;

namespace {

engine::Caller administrator_of(TestOffice& office) {
  std::optional<PersonId> person;
  office.office().read([&](store::Database& database) { person = engine::find_account(database, "administrator")->person; });
  return {*person, "password", std::nullopt};
}

Json person_of(const PeopleDesk& people, const engine::Caller& caller, const std::string& name) {
  const auto all = people.list(caller);
  REQUIRE_FALSE(all.refused());
  const auto& lines = all.value();
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const Json& line) { return line.at("log_in_name") == name; });
  return found == lines.end() ? Json() : *found;
}

Json names() {
  return {{"uk", {{"family", "Ґедзь"}, {"given", "Їрина"}}}, {"en", {{"family", "Gedz"}, {"given", "Yiryna"}}}};
}

Sha256 log_in(TestOffice& office, const PersonId& person, const std::string& token) {
  const auto now = office.office().now();
  office.office().write([&](store::Database& database) { store::Sessions(database).save({sha256(token), person, now, now}); });
  return sha256(token);
}

}  // namespace

TEST_CASE("an administrator makes a person, gives a role by an instrument, and ends it") {
  TestOffice office;
  const auto people = people_desk_of(office.office());
  const auto administrator = administrator_of(office);
  REQUIRE_FALSE(
      people.add(administrator, {{"log_in_name", "gedz"}, {"names", names()}, {"new_password", "harbour-lantern-27"}}).refused());
  REQUIRE_FALSE(people
                    .give_role(administrator,
                               {{"log_in_name", "gedz"}, {"role", "clerk"}, {"instrument", "наказ № 7"}, {"until", "2027-01-31"}})
                    .refused());
  auto line = person_of(people, administrator, "gedz");
  CHECK(line.at("names").at("uk").at("full") == "Ґедзь Їрина");
  CHECK(line.at("roles") ==
        Json::array({{{"role", "clerk"}, {"instrument", "наказ № 7"}, {"from", "2026-02-03"}, {"until", "2027-01-31"}}}));
  REQUIRE_FALSE(people.end_role(administrator, {{"log_in_name", "gedz"}, {"role", "clerk"}}).refused());
  CHECK(person_of(people, administrator, "gedz").at("roles").empty());
}

TEST_CASE("nobody but an administrator changes people, and nobody reads them without the right") {
  TestOffice office;
  const auto people = people_desk_of(office.office());
  const auto clerk = office.clerk();
  CHECK(people.add(clerk, {{"log_in_name", "gedz"}, {"names", names()}, {"new_password", "harbour-lantern-27"}}).refusal().rule ==
        "rights.role");
  CHECK(people.disable(clerk, {{"log_in_name", "administrator"}}).refused());
  CHECK(people.set_password(clerk, {{"log_in_name", "administrator"}, {"new_password", "harbour-lantern-28"}}).refused());
  CHECK(people.list(office.lawyer()).refused());
}

TEST_CASE("a disabled account and a new password end every session of the person at once") {
  TestOffice office;
  const auto people = people_desk_of(office.office());
  const auto clerk = office.clerk();
  const auto administrator = administrator_of(office);
  const auto is_open = [&](const Sha256& token) {
    bool open = false;
    office.office().read([&](store::Database& database) { open = store::Sessions(database).find(token).has_value(); });
    return open;
  };
  const auto first = log_in(office, clerk.person, "one");
  REQUIRE_FALSE(
      people.set_password(administrator, {{"log_in_name", "clerk.first"}, {"new_password", "harbour-lantern-27"}}).refused());
  CHECK_FALSE(is_open(first));
  const auto second = log_in(office, clerk.person, "two");
  REQUIRE_FALSE(people.disable(administrator, {{"log_in_name", "clerk.first"}}).refused());
  CHECK_FALSE(is_open(second));
}

TEST_CASE("one changes one's own password by the old one, within the rules") {
  TestOffice office;
  const auto people = people_desk_of(office.office());
  const auto administrator = administrator_of(office);
  const auto change = [&](const char* old_password, const char* new_password) {
    return people.change_own_password(administrator, {{"old_password", old_password}, {"new_password", new_password}});
  };
  CHECK(change("wrong", "harbour-lantern-28").refusal().rule == "server.wrong_password");
  CHECK(change("harbour-lantern-27", "short").refusal().rule == "people.password_short");
  CHECK_FALSE(change("harbour-lantern-27", "harbour-lantern-28").refused());
  CHECK(change("harbour-lantern-27", "harbour-lantern-29").refused());
}

TEST_CASE("one sees and ends one's own sessions, never another's") {
  TestOffice office;
  const auto people = people_desk_of(office.office());
  const auto clerk = office.clerk();
  const auto lawyer = office.lawyer();
  const auto own = log_in(office, clerk.person, "one");
  const auto others = log_in(office, lawyer.person, "two");
  REQUIRE(people.sessions(clerk).size() == 1);
  CHECK(people.sessions(clerk).at(0).at("id") == own.hex());
  people.end_session(clerk, {{"session", others.hex()}});
  CHECK(people.sessions(lawyer).size() == 1);
  people.end_session(clerk, {{"session", own.hex()}});
  CHECK(people.sessions(clerk).empty());
}

TEST_CASE("a substitute is named with roles, an instrument and an end, and shown with the person") {
  TestOffice office;
  const auto people = people_desk_of(office.office());
  const auto administrator = administrator_of(office);
  (void)office.clerk();
  (void)office.as(document::Role::clerk, "second");
  const Json order{{"log_in_name", "clerk.first"},
                   {"delegate", "clerk.second"},
                   {"roles", {"clerk"}},
                   {"instrument", "наказ № 8"},
                   {"until", "2026-03-01"}};
  REQUIRE_FALSE(people.delegate(administrator, order).refused());
  const auto line = person_of(people, administrator, "clerk.first");
  REQUIRE(line.at("substitutes").size() == 1);
  CHECK(line.at("substitutes").at(0).at("log_in_name") == "clerk.second");
  CHECK(line.at("substitutes").at(0).at("until") == "2026-03-01");
}

TEST_CASE("odd days, roles and names are errors of the input that name the field") {
  TestOffice office;
  const auto people = people_desk_of(office.office());
  const auto administrator = administrator_of(office);
  (void)office.clerk();
  for (const Json& order :
       {Json{{"log_in_name", "clerk.first"}, {"role", "king"}, {"instrument", "x"}},
        Json{{"log_in_name", "clerk.first"}, {"role", "translator"}, {"instrument", "x"}, {"until", "31.01.2027"}}}) {
    CHECK_THROWS_AS(people.give_role(administrator, order), Error);
  }
  CHECK_THROWS_AS(people.give_role(administrator, {{"log_in_name", "nobody"}, {"role", "clerk"}, {"instrument", "x"}}), Error);
}
