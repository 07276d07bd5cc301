#include "apps/cli/operations.h"

#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

#include <set>

using namespace chancery;
using document::Role;
using formats::Json;
using server::Parcel;
using tests::TestOffice;

namespace {

constexpr const char* password = "harbour-lantern-27";

/// Asks as the person with this log-in name, whose password is the one of every test.
Decision<Parcel> ask(TestOffice& test, const std::string& who, const std::string& operation, Json fields = Json::object()) {
  fields["operation"] = operation;
  fields["operator"] = "nobody-of-this-office";
  fields["as"] = who;
  fields["password"] = password;
  return cli::operate(test.office(), {std::move(fields), {}});
}

Json answer(TestOffice& test, const std::string& who, const std::string& operation, Json fields = Json::object()) {
  auto answered = ask(test, who, operation, std::move(fields));
  if (answered.refused()) throw Error(Fault::environment, answered.refusal().message);
  return std::move(answered).value().json;
}

/// A person with a role and the password of every test.
void add(TestOffice& test, const std::string& name, const std::string& role) {
  const auto names = [](const char* family) { return Json{{"family", family}, {"given", "Єва"}}; };
  (void)answer(
      test, "administrator", "user.add",
      {{"log_in_name", name}, {"names", {{"uk", names("Ґалаґан")}, {"en", names("Galagan")}}}, {"new_password", password}});
  (void)answer(test, "administrator", "user.role", {{"log_in_name", name}, {"role", role}, {"instrument", "наказ № 1"}});
}

Json new_document() {
  return {
      {"command",
       {{"event", "new"},
        {"data", {{"workflow", "memorandum"}, {"template", "memorandum_of_understanding"}, {"values", TestOffice::values()}}}}}};
}

Json step(const Json& document, const std::string& event, Json data = Json::object()) {
  return {
      {"command", {{"document", document.at("id")}, {"event", event}, {"revision", document.at("revision")}, {"data", data}}}};
}

template <class Use>
Fault fault_of(const Use& use) {
  try {
    use();
  } catch (const Error& error) {
    return error.fault();
  }
  FAIL("no error");
  return Fault::environment;
}

}  // namespace

TEST_CASE("an operation that does not exist, lacks a field or has an odd one is bad input") {
  TestOffice test;
  CHECK(fault_of([&] { (void)ask(test, "administrator", "office.burn"); }) == Fault::input);
  CHECK(fault_of([&] {
          (void)ask(test, "administrator", "document.file", {{"document", std::string(32, '0')}});
        }) == Fault::input);
  CHECK(fault_of([&] { (void)ask(test, "administrator", "ledger.prove", {{"seq", "one"}}); }) == Fault::input);
  CHECK(fault_of([&] {
          (void)ask(test, "administrator", "user.role", {{"log_in_name", "administrator"}, {"role", "king"}});
        }) == Fault::input);
  CHECK(fault_of([&] { (void)cli::operate(test.office(), {{{"no", "operation"}}, {}}); }) == Fault::input);
}

TEST_CASE("who acts is known by password or by the system user, or is nobody") {
  TestOffice test;
  CHECK(fault_of([&] {
          (void)cli::operate(test.office(), {{{"operation", "office.about"}, {"operator", "stranger"}}, {}});
        }) == Fault::absent);
  const auto wrong = cli::operate(
      test.office(), {{{"operation", "office.about"}, {"operator", "x"}, {"as", "administrator"}, {"password", "no"}}, {}});
  CHECK(wrong.refusal().rule == "people.log_in_failed");
  CHECK(answer(test, "administrator", "office.about").at("about").at("code") == "00000000");
}

TEST_CASE("a document is made, listed, shown and moved on") {
  TestOffice test;
  add(test, "clerk", "clerk");
  const Json made = answer(test, "clerk", "document.advance", new_document());
  for (const char* field : {"document", "revision", "seq", "receipt"}) CHECK(made.contains(field));
  const Json shown = answer(test, "clerk", "document.show", {{"document", made.at("document")}});
  CHECK(shown.at("links").empty());
  CHECK(shown.at("dispatches").empty());
  CHECK(answer(test, "clerk", "document.list").size() == 1);
  CHECK(answer(test, "clerk", "document.actions", {{"document", made.at("document")}}).size() > 1);
  CHECK(answer(test, "clerk", "document.advance", step(shown, "submit")).at("revision") == 2);
  CHECK(answer(test, "clerk", "document.history", {{"document", made.at("document")}}).size() == 2);
  const Json receipt = answer(test, "clerk", "document.receipt", {{"document", made.at("document")}, {"seq", made.at("seq")}});
  CHECK(std::set<Json>(receipt.at("openings").begin(), receipt.at("openings").end()) ==
        std::set<Json>(made.at("receipt").at("openings").begin(), made.at("receipt").at("openings").end()));
  CHECK(fault_of([&] { (void)ask(test, "clerk", "document.show", {{"document", "їжак"}}); }) == Fault::absent);
  CHECK(ask(test, "clerk", "document.advance", step(shown, "sign")).refusal().rule == "engine.sign_by_request");
}

TEST_CASE("dossiers are opened and shown, and one that is not there is absent") {
  TestOffice test;
  add(test, "clerk", "clerk");
  const Json made = answer(test, "clerk", "document.advance", new_document());
  const Json shown = answer(test, "clerk", "document.show", {{"document", made.at("document")}});
  (void)answer(test, "clerk", "document.advance", step(shown, "dossier.open", {{"titles", {{"uk", "Справа"}}}}));
  const Json list = answer(test, "clerk", "dossier.list");
  REQUIRE(list.size() == 1);
  CHECK(answer(test, "clerk", "dossier.show", {{"dossier", list[0].at("id")}}).at("documents").size() == 1);
  CHECK(answer(test, "administrator", "dossier.list").empty());
  CHECK(fault_of([&] { (void)ask(test, "clerk", "dossier.show", {{"dossier", "7"}}); }) == Fault::absent);
  CHECK(fault_of([&] { (void)ask(test, "administrator", "dossier.show", {{"dossier", list[0].at("id")}}); }) == Fault::absent);
}

TEST_CASE("roles are delegated by log-in names, acted in, listed and ended") {
  TestOffice test;
  for (const auto& [name, role] :
       std::map<std::string, std::string>{{"clerk", "clerk"}, {"lawyer", "legal_reviewer"}, {"deputy", "translator"}}) {
    add(test, name, role);
  }
  const Json order{{"principal", "lawyer"}, {"delegate", "deputy"},       {"roles", {"legal_reviewer"}},
                   {"until", "2026-02-10"}, {"instrument", "наказ № 12"}, {"instrument_sha256", sha256("наказ").hex()}};
  CHECK(ask(test, "clerk", "user.delegate", order).refusal().rule == "rights.role");
  const Json delegation = answer(test, "lawyer", "user.delegate", order);
  const Json lines = answer(test, "clerk", "user.delegations");
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].at("principal").at("log_in_name") == "lawyer");
  CHECK(lines[0].at("delegate").at("names").at("en").at("full") == "Єва Galagan");
  CHECK(lines[0].at("until") == "2026-02-10");  // the last day counts
  CHECK(lines[0].at("in_force") == true);

  const Json made = answer(test, "clerk", "document.advance", new_document());
  Json view = answer(test, "clerk", "document.show", {{"document", made.at("document")}});
  (void)answer(test, "clerk", "document.advance", step(view, "submit"));
  view = answer(test, "clerk", "document.show", {{"document", made.at("document")}});
  Json back = step(view, "return");
  back["command"]["comment"] = "Уточніть.";
  back["command"]["on_behalf_of"] = "lawyer";
  CHECK(answer(test, "deputy", "user.represented")[0].at("name").at("uk") == "Ґалаґан Єва");
  CHECK(answer(test, "deputy", "document.advance", back).at("revision") == 3);
  back["command"]["on_behalf_of"] = "ghost";
  CHECK(fault_of([&] { (void)ask(test, "deputy", "document.advance", back); }) == Fault::absent);

  CHECK(ask(test, "clerk", "user.end_delegation", delegation).refusal().rule == "rights.role");
  (void)answer(test, "lawyer", "user.end_delegation", delegation);
  CHECK(answer(test, "clerk", "user.delegations").empty());
  CHECK(answer(test, "deputy", "user.represented").empty());
  CHECK(fault_of([&] {
          (void)ask(test, "administrator", "user.end_delegation", {{"delegation", std::string(32, '0')}});
        }) == Fault::absent);
}

TEST_CASE("a delegation that cannot be is refused with its rule") {
  TestOffice test;
  for (const auto& [name, role] :
       std::map<std::string, std::string>{{"lawyer", "legal_reviewer"}, {"auditor", "auditor"}, {"deputy", "clerk"}}) {
    add(test, name, role);
  }
  const auto delegate = [&](const char* substitute, const char* role, const char* until) {
    return ask(test, "administrator", "user.delegate",
               {{"principal", "lawyer"}, {"delegate", substitute}, {"roles", {role}}, {"until", until}, {"instrument", "наказ"}});
  };
  CHECK(delegate("deputy", "signatory", "2026-03-01").refusal().rule == "people.delegates_what_is_not_held");
  CHECK(delegate("auditor", "legal_reviewer", "2026-03-01").refusal().rule == "rights.may_not_hold_both");
  CHECK(fault_of([&] { (void)delegate("deputy", "legal_reviewer", "2025-03-01"); }) == Fault::input);
  CHECK(fault_of([&] { (void)delegate("deputy", "legal_reviewer", "завтра"); }) == Fault::input);
  CHECK(fault_of([&] { (void)delegate("ghost", "legal_reviewer", "2026-03-01"); }) == Fault::absent);
}

TEST_CASE("the persons for recovery are named to who may read people") {
  TestOffice test;
  add(test, "translator", "translator");
  CHECK(answer(test, "administrator", "user.recovery") == Json::array({"Перша", "Друга"}));
  CHECK(ask(test, "translator", "user.recovery").refusal().rule == "rights.role");
}
