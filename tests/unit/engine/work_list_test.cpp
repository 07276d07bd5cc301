#include "engine/work_list.h"

#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>

using namespace chancery;
using document::Role;
using formats::Json;
using tests::TestOffice;

namespace {

std::set<std::string> ids(const Json& page) {
  std::set<std::string> all;
  for (const auto& row : page.at("rows")) all.insert(row.at("id").get<std::string>());
  return all;
}

std::size_t count(TestOffice& office, const engine::Caller& caller, const Json& filter) {
  return office.office().work_list(caller, filter).at("rows").size();
}

bool is_one_of(const std::string& word, const std::vector<std::string>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// What a line has to say, worked out from the acts that the document's own page offers.
struct Exact {
  bool mine = false;
  std::set<std::string> roles;
};

Exact exact(TestOffice& office, const engine::Caller& caller, const DocumentId& id) {
  Exact exact;
  for (const auto& act : office.office().actions(caller, id, std::nullopt)) {
    if (is_one_of(act.at("event"), {"withdraw", "return", "attach"})) continue;
    const bool open = act.at("open");
    exact.mine = exact.mine || open;
    if (!open && !is_one_of(act.at("why").at("rule"), {"workflow.role", "workflow.exclusion"})) continue;
    for (const auto& role : act.at("roles")) exact.roles.insert(role.get<std::string>());
  }
  return exact;
}

/// Each document lies once, on the pile where its acts say, and waits for whom they say. Looked at twice: anew and from memory.
void check_lists(TestOffice& office, const std::vector<engine::Caller>& people, const std::set<std::string>& documents) {
  for (const auto& person : people) {
    for (int look = 0; look < 2; ++look) {
      std::set<std::string> seen;
      for (const auto* const pile : {"mine", "others", "finished"}) {
        const Json page = office.office().work_list(person, {{"pile", pile}, {"limit", 200}});
        for (const auto& row : page.at("rows")) {
          const std::string id = row.at("id");
          CAPTURE(pile, look, id, row.dump());
          CHECK(seen.insert(id).second);
          if (pile == std::string_view("finished")) continue;
          const auto should = exact(office, person, *DocumentId::parse(id));
          CHECK(row.at("needs_me") == should.mine);
          CHECK(should.mine == (pile == std::string_view("mine")));
          CHECK(row.at("waits_for").get<std::set<std::string>>() == should.roles);
          CHECK(row.at("revision") == office.office().document(person, *DocumentId::parse(id)).at("revision"));
        }
      }
      CHECK(seen == documents);
    }
  }
}

}  // namespace

TEST_CASE("after every step each list says what the acts offered on the documents say, for every person") {
  TestOffice office;
  const std::vector<engine::Caller> people{office.clerk(),
                                           office.as(Role::clerk, "second"),
                                           office.lawyer(),
                                           office.as(Role::legal_reviewer, "second"),
                                           office.as(Role::translator),
                                           office.as(Role::signatory)};
  std::set<std::string> documents;
  for (int number = 0; number < 3; ++number) documents.insert(office.memorandum().hex());
  check_lists(office, people, documents);
  std::size_t steps = 0;
  std::minstd_rand random(7);
  for (int round = 0; round < 20; ++round) {
    const auto id = *DocumentId::parse(*std::next(documents.begin(), static_cast<std::ptrdiff_t>(random() % documents.size())));
    const auto& person = people[random() % people.size()];
    for (const auto& act : office.office().actions(person, id, std::nullopt)) {
      if (!act.at("open").get<bool>() || (act.at("event") == "withdraw" && round < 15)) continue;
      const std::string event = act.at("event");
      auto command = act.at("carries") == "sections" ? office.over(id, event, act.at("approves").get<std::string>())
                                                     : office.event(id, event);
      command.comment = "Ґанок";
      try {
        if (office.office().perform(person, command).refused()) continue;
      } catch (const Error&) {
        continue;  // an act that carries more than this test has
      }
      ++steps;
      break;
    }
    check_lists(office, people, documents);
  }
  CHECK(steps >= 6);
}

TEST_CASE("a person who is given a role finds what now waits for them, and who loses one does not") {
  TestOffice office;
  (void)office.memorandum();
  const auto person = office.as(Role::translator);
  const auto needs = [&](const char* pile) { return count(office, person, {{"pile", pile}}); };
  CHECK(needs("mine") == 0);
  CHECK(needs("others") == 1);
  const auto role = outside::random_id<RoleId>();
  office.office().write([&](store::Database& database) {
    engine::Users users(database, document::RightsPolicy::standard(),
                        engine::subject_of(database, office.administrator().person, office.office().now()),
                        office.office().organisation(), office.office().now());
    const Timestamp soon = office.office().now().plus(std::chrono::hours(1));
    REQUIRE(!users
                 .give_role({role,
                             person.person,
                             Role::clerk,
                             office.office().organisation(),
                             {office.office().now(), soon},
                             {"наказ № 2", std::nullopt}})
                 .refused());
  });
  CHECK(needs("mine") == 1);
  CHECK(needs("others") == 0);
  office.wait(std::chrono::hours(2));
  CHECK(needs("mine") == 0);
  CHECK(needs("others") == 1);
}

TEST_CASE("a document lies on the pile of whoever can move it on, and on the others' pile of the rest") {
  TestOffice office;
  const auto id = office.memorandum();
  CHECK(count(office, office.clerk(), {{"pile", "mine"}}) == 1);
  CHECK(count(office, office.clerk(), {{"pile", "others"}}) == 0);
  CHECK(count(office, office.lawyer(), {{"pile", "mine"}}) == 0);
  const auto waiting = office.office().work_list(office.lawyer(), {{"pile", "others"}});
  REQUIRE(waiting.at("rows").size() == 1);
  CHECK(waiting.at("rows").at(0).at("waits_for") == Json::array({"clerk"}));
  CHECK(waiting.at("rows").at(0).at("days") == 0);

  office.done(office.clerk(), office.event(id, "submit"));
  CHECK(count(office, office.clerk(), {{"pile", "mine"}}) == 0);
  CHECK(count(office, office.lawyer(), {{"pile", "mine"}}) == 1);
}

TEST_CASE("what the author must leave to somebody else waits for that person") {
  TestOffice office;
  const auto id = office.memorandum();
  office.done(office.clerk(), office.event(id, "submit"));
  const auto waiting = office.office().work_list(office.clerk(), {{"pile", "others"}});
  REQUIRE(waiting.at("rows").size() == 1);
  CHECK(waiting.at("rows").at(0).at("waits_for") == Json::array({"legal_reviewer"}));
}

TEST_CASE("a finished document is on neither pile") {
  TestOffice office;
  const auto id = office.memorandum();
  office.done(office.clerk(), office.event(id, "withdraw"));
  for (const auto* const pile : {"mine", "others"}) CHECK(count(office, office.clerk(), {{"pile", pile}}) == 0);
  CHECK(ids(office.office().work_list(office.clerk(), {{"pile", "finished"}})) == std::set{id.hex()});
}

TEST_CASE("pages follow each other without a gap and without a repeat, though all changed in the same moment") {
  TestOffice office;
  std::set<std::string> made;
  for (int number = 0; number < 7; ++number) made.insert(office.memorandum().hex());
  std::set<std::string> seen;
  Json filter{{"pile", "mine"}, {"limit", 3}};
  std::vector<std::size_t> sizes;
  while (true) {
    const auto page = office.office().work_list(office.clerk(), filter);
    sizes.push_back(page.at("rows").size());
    for (const auto& id : ids(page)) CHECK(seen.insert(id).second);
    if (!page.at("more").get<bool>()) break;
    filter["after"] = page.at("next");
  }
  CHECK(seen == made);
  CHECK(sizes == std::vector<std::size_t>{3, 3, 1});
}

TEST_CASE("the search takes words of title, party and stage, in any case and with any apostrophe") {
  TestOffice office;
  (void)office.memorandum();
  for (const auto* const words : {"вашингтон", "ВАШИНГТОН", "washington", "проєкт", "draft", "Вашингтон draft", "  "}) {
    CAPTURE(words);
    CHECK(count(office, office.clerk(), {{"pile", "mine"}, {"text", words}}) == 1);
  }
  for (const auto* const words : {"Ґанок", "вашингтон ґанок", "%", "_"}) {
    CAPTURE(words);
    CHECK(count(office, office.clerk(), {{"pile", "mine"}, {"text", words}}) == 0);
  }
}

TEST_CASE("the list narrows to a stage") {
  TestOffice office;
  const auto id = office.memorandum();
  (void)office.memorandum();
  office.done(office.clerk(), office.event(id, "submit"));
  CHECK(ids(office.office().work_list(office.clerk(), {{"pile", "others"}, {"stage", "legal_review"}})) == std::set{id.hex()});
  CHECK(count(office, office.clerk(), {{"pile", "mine"}, {"stage", "legal_review"}}) == 0);
  std::vector<std::string> stages;
  for (const auto& stage : office.office().work_stages()) stages.push_back(stage.at("id"));
  CHECK(std::find(stages.begin(), stages.end(), "legal_review") != stages.end());
  CHECK(std::find(stages.begin(), stages.end(), "open") == stages.end());
  CHECK(std::find(stages.begin(), stages.end(), "mfa_asked") == stages.end());
}

TEST_CASE("an administrator sees no pile, and a listed document is on nobody's but those who may know of it") {
  TestOffice office;
  const auto id = office.memorandum();
  office.office().write(
      [&](store::Database& database) { database.run("UPDATE documents SET audience = 'listed' WHERE id = ?1", {id}); });
  CHECK(count(office, office.clerk(), {{"pile", "mine"}}) == 1);
  CHECK(count(office, office.lawyer(), {{"pile", "others"}}) == 0);
  office.office().write([&](store::Database& database) {
    database.run("INSERT INTO document_readers VALUES (?1, ?2)", {id, office.lawyer().person});
  });
  CHECK(count(office, office.lawyer(), {{"pile", "others"}}) == 1);
  CHECK(count(office, office.as(Role::administrator, "second"), {{"pile", "others"}}) == 0);
}

TEST_CASE("an odd pile, place or limit is refused") {
  TestOffice office;
  (void)office.clerk();
  for (const Json& filter :
       {Json{{"pile", "all"}}, Json{{"pile", "mine"}, {"after", "x"}}, Json{{"pile", "mine"}, {"after", "5-zz"}},
        Json{{"pile", "mine"}, {"limit", "many"}}, Json{{"pile", "mine"}, {"text", 5}}}) {
    CAPTURE(filter.dump());
    CHECK_THROWS_AS(office.office().work_list(office.clerk(), filter), Error);
  }
}
