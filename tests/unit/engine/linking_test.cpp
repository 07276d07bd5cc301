#include "engine/linking.h"

#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

#include <thread>

using namespace chancery;
using document::Role;
using engine::Command;
using formats::Json;
using tests::TestOffice;

namespace {

Command with(Command command, Json data) {
  command.data = std::move(data);
  return command;
}

Command link(TestOffice& test, const DocumentId& from, const std::string& kind, const DocumentId& to) {
  return with(test.event(from, "link." + kind), {{"document", to.hex()}});
}

Command open_dossier(TestOffice& test, const DocumentId& id) {
  return with(test.event(id, "dossier.open"), {{"titles", {{"uk", "Справа Ґанок"}, {"en", "Dossier"}}}, {"case_index", "03-12"}});
}

std::string rule_of(TestOffice& test, const engine::Caller& caller, const Command& command) {
  const auto outcome = test.office().perform(caller, command);
  return outcome.refused() ? outcome.refusal().rule : "done";
}

template <class Use>
std::string error_of(const Use& use, Fault fault) {
  try {
    use();
  } catch (const Error& error) {
    CHECK(error.fault() == fault);
    return error.message().key;
  }
  return "done";
}

}  // namespace

TEST_CASE("only links and dossiers go past the chart") {
  for (const char* event : {"link.follows", "unlink.annex", "dossier.open", "dossier.add", "dossier.close"})
    CHECK(engine::is_linking(event));
  for (const char* event : {"link", "link.", "link.likes", "unlink", "dossier.burn", "sign", ""}) {
    CHECK_FALSE(engine::is_linking(event));
  }
}

TEST_CASE("a link is a step of the document at which it begins, and is shown at both ends") {
  TestOffice test;
  const DocumentId first = test.memorandum();
  const DocumentId second = test.memorandum();
  const auto outcome = test.done(test.clerk(), link(test, second, "follows", first));
  CHECK(outcome.revision == 2);
  CHECK(outcome.document == second);
  const Json from = test.show(second).at("links");
  REQUIRE(from.size() == 1);
  CHECK(from[0].at("direction") == "from");
  CHECK(from[0].at("kind") == "follows");
  CHECK(from[0].at("label").at("uk") == "йде після документа");
  CHECK(from[0].at("document").at("id") == first.hex());
  const Json to = test.show(first).at("links");
  REQUIRE(to.size() == 1);
  CHECK(to[0].at("direction") == "to");
  CHECK(to[0].at("label").at("en") == "precedes");
  CHECK(test.office().history(test.clerk(), second).back().at("event") == "link.follows");
  CHECK(test.office().verify_ledger().at("result") == "OK");
}

TEST_CASE("the rules of links refuse, and nothing changes") {
  TestOffice test;
  const DocumentId first = test.memorandum();
  const DocumentId second = test.memorandum();
  CHECK(rule_of(test, test.clerk(), link(test, first, "annex", second)) == "links.kinds");
  CHECK(rule_of(test, test.clerk(), link(test, first, "follows", first)) == "links.to_itself");
  (void)test.done(test.clerk(), link(test, second, "follows", first));
  CHECK(rule_of(test, test.clerk(), link(test, second, "follows", first)) == "links.exists");
  CHECK(rule_of(test, test.clerk(), link(test, first, "follows", second)) == "links.circle");
  (void)test.done(test.clerk(), link(test, second, "copy_of", first));
  const DocumentId third = test.memorandum();
  CHECK(rule_of(test, test.clerk(), link(test, second, "copy_of", third)) == "links.one_only");
  CHECK(test.show(first).at("revision") == 1);
  CHECK(test.show(second).at("revision") == 3);
}

TEST_CASE("a link is taken away by a step of its own") {
  TestOffice test;
  const DocumentId first = test.memorandum();
  const DocumentId second = test.memorandum();
  const auto unlink = [&] { return with(test.event(second, "unlink.follows"), {{"document", first.hex()}}); };
  CHECK(rule_of(test, test.clerk(), unlink()) == "links.no_such_link");
  (void)test.done(test.clerk(), link(test, second, "follows", first));
  (void)test.done(test.clerk(), unlink());
  CHECK(test.show(second).at("links").empty());
  CHECK(test.show(first).at("links").empty());
}

TEST_CASE("who may not link is refused by the rights, and what is not known does not exist") {
  TestOffice test;
  const DocumentId first = test.memorandum();
  const DocumentId second = test.memorandum();
  CHECK(rule_of(test, test.lawyer(), link(test, second, "follows", first)) == "rights.role");
  CHECK(rule_of(test, test.administrator(), link(test, second, "follows", first)) == "rights.unknown");
  CHECK(rule_of(test, test.clerk(), link(test, second, "follows", outside::random_id<DocumentId>())) == "rights.unknown");
  test.office().write([&](store::Database& database) {
    database.run("UPDATE documents SET audience = 'listed', author = ?2 WHERE id = ?1", {first, test.administrator().person});
  });
  CHECK(rule_of(test, test.clerk(), link(test, second, "follows", first)) == "rights.unknown");
}

TEST_CASE("a link to what somebody may not know of is not shown to that person") {
  TestOffice test;
  const DocumentId first = test.memorandum();
  const DocumentId second = test.memorandum();
  (void)test.done(test.clerk(), link(test, second, "follows", first));
  test.office().write(
      [&](store::Database& database) { database.run("UPDATE documents SET audience = 'listed' WHERE id = ?1", {first}); });
  CHECK(test.show(second).at("links").size() == 1);  // its author
  CHECK(test.office().document(test.lawyer(), second).at("links").empty());
}

TEST_CASE("an odd link command says which field") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  const auto perform = [&](const Command& command) { return [&] { (void)test.office().perform(test.clerk(), command); }; };
  CHECK(error_of(perform(test.event(id, "link.follows")), Fault::input) == "engine.command_field_missing");
  Command stale = link(test, id, "follows", id);
  stale.revision = 9;
  CHECK(error_of(perform(stale), Fault::conflict) == "engine.revision_moved");
  stale.revision.reset();
  CHECK(error_of(perform(stale), Fault::input) == "engine.command_field_missing");
  CHECK(error_of(perform(with(test.event(id, "dossier.open"), Json::object())), Fault::input) == "engine.command_field_odd");
  CHECK(error_of(perform(with(test.event(id, "dossier.open"), {{"titles", {{"uk", ""}}}})), Fault::input) ==
        "engine.command_field_odd");
  CHECK(error_of(perform(with(test.event(id, "dossier.open"), {{"titles", {{"uk", std::string(1'001, 'x')}}}})), Fault::input) ==
        "engine.command_field_odd");
}

TEST_CASE("a dossier begins with its first document and takes others in") {
  TestOffice test;
  const DocumentId first = test.memorandum();
  const DocumentId second = test.memorandum();
  (void)test.done(test.clerk(), open_dossier(test, first));
  const Json dossier = test.show(first).at("dossier");
  CHECK(dossier.at("case_index") == "03-12");
  CHECK(dossier.at("title").at("uk") == "Справа Ґанок");
  const Json add{{"dossier", dossier.at("id")}};
  (void)test.done(test.clerk(), with(test.event(second, "dossier.add"), add));
  const auto id = *DossierId::parse(dossier.at("id").get<std::string>());
  const Json shown = test.office().dossier(test.clerk(), id);
  REQUIRE(shown.at("documents").size() == 2);
  CHECK(shown.at("documents")[1].at("id") == second.hex());
  REQUIRE(test.office().dossiers(test.clerk()).size() == 1);
  CHECK(test.office().dossiers(test.clerk())[0].at("documents") == 2);
}

TEST_CASE("a dossier is there for whoever may know of a document in it, and for nobody else") {
  TestOffice test;
  const DocumentId first = test.memorandum();
  const DocumentId second = test.memorandum();
  (void)test.done(test.clerk(), open_dossier(test, first));
  const auto id = *DossierId::parse(test.show(first).at("dossier").at("id").get<std::string>());
  CHECK(test.office().dossiers(test.administrator()).empty());
  CHECK(error_of([&] { (void)test.office().dossier(test.administrator(), id); }, Fault::absent) == "links.no_such_dossier");
  CHECK(error_of([&] { (void)test.office().dossier(test.clerk(), outside::random_id<DossierId>()); }, Fault::absent) ==
        "links.no_such_dossier");
  const auto add = [&](const std::string& hex) {
    const Command command = with(test.event(second, "dossier.add"), {{"dossier", hex}});
    return error_of([&] { (void)test.office().perform(test.clerk(), command); }, Fault::absent);
  };
  CHECK(add(std::string(32, '0')) == "links.no_such_dossier");
  CHECK(add("справа") == "links.no_such_dossier");
  test.office().write([&](store::Database& database) {
    database.run("UPDATE documents SET audience = 'listed', author = ?2 WHERE id = ?1", {first, test.administrator().person});
  });
  CHECK(add(id.hex()) == "links.no_such_dossier");
}

TEST_CASE("a closed dossier takes nothing in") {
  TestOffice test;
  const DocumentId first = test.memorandum();
  const DocumentId second = test.memorandum();
  (void)test.done(test.clerk(), open_dossier(test, first));
  const std::string hex = test.show(first).at("dossier").at("id");
  const auto refused = [&](const Command& command) {
    return error_of([&] { (void)test.office().perform(test.clerk(), command); }, Fault::conflict);
  };
  CHECK(refused(test.event(second, "dossier.close")) == "links.in_no_dossier");
  (void)test.done(test.clerk(), test.event(first, "dossier.close"));
  CHECK(test.office().dossier(test.clerk(), *DossierId::parse(hex)).contains("closed"));
  CHECK(refused(test.event(first, "dossier.close")) == "links.dossier_closed");
  CHECK(refused(with(test.event(second, "dossier.add"), {{"dossier", hex}})) == "links.dossier_closed");
}

TEST_CASE("of two links that would close a circle, made in the same instant, one is made") {
  TestOffice test;
  const DocumentId first = test.memorandum();
  const DocumentId second = test.memorandum();
  const Command there = link(test, first, "follows", second);
  const Command back = link(test, second, "follows", first);
  const engine::Caller clerk = test.clerk();
  std::atomic<int> made = 0;
  std::vector<std::thread> people;
  for (const Command& command : {there, back}) {
    people.emplace_back([&, command] { made += test.office().perform(clerk, command).refused() ? 0 : 1; });
  }
  for (std::thread& person : people) person.join();
  CHECK(made == 1);
  CHECK(test.show(first).at("links").size() == 1);
}

TEST_CASE("a document that lies in a dossier is not moved to another one") {
  TestOffice test;
  const DocumentId first = test.memorandum();
  const DocumentId second = test.memorandum();
  (void)test.done(test.clerk(), open_dossier(test, first));
  (void)test.done(test.clerk(), open_dossier(test, second));
  const std::string other = test.show(second).at("dossier").at("id");
  CHECK(error_of([&] { (void)test.office().perform(test.clerk(), open_dossier(test, first)); }, Fault::conflict) ==
        "links.in_dossier_already");
  const auto add = with(test.event(first, "dossier.add"), {{"dossier", other}});
  CHECK(error_of([&] { (void)test.office().perform(test.clerk(), add); }, Fault::conflict) == "links.in_dossier_already");
}
