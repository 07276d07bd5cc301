#include "store/accounts.h"
#include "store/roles.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using document::Role;
using engine::Command;
using formats::Json;
using tests::TestOffice;

namespace {

Command on_behalf_of(Command command, const engine::Caller& principal) {
  command.on_behalf_of = principal.person.hex();
  return command;
}

Json who_of(TestOffice& test, std::uint64_t seq) {
  Json who;
  test.office().read([&](store::Database& database) {
    const auto value =
        database.find<std::string>("SELECT CAST(value AS TEXT) FROM openings WHERE seq = ?1 AND label = 'leaf.who'", {seq});
    who = Json::parse(value.value());
  });
  return who;
}

}  // namespace

TEST_CASE("a substitute acts with the roles that were delegated, and both stand in the ledger and in the history") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  (void)test.done(test.clerk(), test.event(id, "submit"));
  const engine::Caller substitute = test.as(Role::translator);
  (void)test.delegate(test.lawyer(), substitute, Role::legal_reviewer);
  CHECK(test.office().perform(substitute, test.over(id, "approve", "source")).refusal().rule == "rights.role");
  const auto outcome = test.done(substitute, on_behalf_of(test.over(id, "approve", "source"), test.lawyer()));
  const Json who = who_of(test, outcome.seq);
  CHECK(who.at("role") == "legal_reviewer");
  CHECK(who.at("person") != who.at("behind"));
  CHECK(who.at("instrument") == sha256("наказ № 7").hex());
  const Json step = test.office().history(test.clerk(), id).back();
  CHECK(step.at("who") == "translator.first Їжак");
  CHECK(step.at("on_behalf_of") == "legal_reviewer.first Їжак");
  CHECK(step.at("who_names").at("uk") == step.at("who"));
  CHECK(step.at("on_behalf_of_names").at("uk") == step.at("on_behalf_of"));
  CHECK_FALSE(test.office().history(test.clerk(), id).front().contains("on_behalf_of"));
}

TEST_CASE("without a delegation in force nobody acts for anybody") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  (void)test.done(test.clerk(), test.event(id, "submit"));
  const engine::Caller substitute = test.as(Role::translator);
  const auto attempt = [&] {
    return test.office().perform(substitute, on_behalf_of(test.over(id, "approve", "source"), test.lawyer()));
  };
  CHECK(attempt().refusal().rule == "people.no_delegation");
  (void)test.delegate(test.lawyer(), substitute, Role::legal_reviewer);
  test.wait(std::chrono::hours(25));
  CHECK(attempt().refusal().rule == "people.no_delegation");
  CHECK(test.office().represented(substitute).empty());
}

TEST_CASE("a delegation does not go round four eyes") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  (void)test.done(test.clerk(), test.event(id, "submit"));
  (void)test.delegate(test.lawyer(), test.clerk(), Role::legal_reviewer);
  const auto outcome = test.office().perform(test.clerk(), on_behalf_of(test.over(id, "approve", "source"), test.lawyer()));
  CHECK(outcome.refusal().rule == "rights.not_by_author");
}

TEST_CASE("actions are offered for whom one stands in, and a person knows whom that is") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  (void)test.done(test.clerk(), test.event(id, "submit"));
  const engine::Caller substitute = test.as(Role::translator);
  (void)test.delegate(test.lawyer(), substitute, Role::legal_reviewer);
  const auto is_open = [&](const std::optional<std::string>& principal) {
    for (const Json& action : test.office().actions(substitute, id, principal)) {
      if (action.at("event") == "approve") return action.at("open").get<bool>();
    }
    return false;
  };
  CHECK_FALSE(is_open(std::nullopt));
  CHECK(is_open(test.lawyer().person.hex()));
  const Json represented = test.office().represented(substitute);
  REQUIRE(represented.size() == 1);
  CHECK(represented[0].at("person") == test.lawyer().person.hex());
  CHECK(represented[0].at("roles") == Json::array({"legal_reviewer"}));
  CHECK(represented[0].at("instrument") == "наказ № 7");
  CHECK(test.office().represented(test.clerk()).empty());
}

TEST_CASE("an odd principal is bad input") {
  TestOffice test;
  Command command = TestOffice::new_memorandum();
  command.on_behalf_of = "їжак";
  try {
    (void)test.office().perform(test.clerk(), command);
    FAIL("done");
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::input);
  }
}

TEST_CASE("in whose name a document was made, that person does not approve it either") {
  TestOffice test;
  const engine::Caller principal = test.as(Role::clerk, "both");
  const engine::Caller substitute = test.as(Role::translator);
  (void)test.delegate(principal, substitute, Role::clerk);
  const auto made = test.done(substitute, on_behalf_of(TestOffice::new_memorandum(), principal));
  (void)test.done(test.clerk(), test.event(made.document, "submit"));
  test.office().write([&](store::Database& database) {
    store::RoleBook(database).add({outside::random_id<RoleId>(),
                                   principal.person,
                                   Role::legal_reviewer,
                                   test.office().organisation(),
                                   {test.office().now(), std::nullopt},
                                   {"наказ № 8", std::nullopt}});
  });
  const auto refused = test.office().perform(principal, test.over(made.document, "approve", "source"));
  REQUIRE(refused.refused());
  CHECK(refused.refusal().rule == "workflow.exclusion");
  (void)test.done(test.lawyer(), test.over(made.document, "approve", "source"));
  const auto auditor = test.as(Role::auditor);
  CHECK(test.office().scrub(auditor).value().at("result") == "OK");
}

TEST_CASE("nobody acts for a person who left") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  (void)test.done(test.clerk(), test.event(id, "submit"));
  const engine::Caller substitute = test.as(Role::translator);
  (void)test.delegate(test.lawyer(), substitute, Role::legal_reviewer);
  test.office().write([&](store::Database& database) {
    store::Accounts accounts(database);
    accounts.disable(accounts.of(test.lawyer().person).front().id, test.office().now());
  });
  CHECK(test.office().represented(substitute).empty());
  const auto attempt = test.office().perform(substitute, on_behalf_of(test.over(id, "approve", "source"), test.lawyer()));
  CHECK(attempt.refusal().rule == "people.no_delegation");
}

TEST_CASE("spaces are no remark") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  (void)test.done(test.clerk(), test.event(id, "submit"));
  auto back = test.event(id, "return");
  back.comment = " \n\t ";
  CHECK(test.office().perform(test.lawyer(), back).refused());
}
