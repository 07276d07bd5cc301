#include "workflow/explain.h"

#include "support/charts.h"

#include <catch2/catch.hpp>

#include <string>

using namespace chancery;
using namespace chancery::workflow;
using tests::Facts;
using tests::Journey;

namespace {

const Definition& memorandum() {
  static const auto definition = read_definition(tests::bytes_of_chart("memorandum.scxml"), "workflows/memorandum.scxml");
  return definition;
}

Facts clerk() {
  return Facts().by("author", {"clerk"}).section("source", false).section("translation:en", false);
}

const Explanation& of(const std::vector<Explanation>& all, std::string_view event) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Explanation& one) { return one.event == event; });
  REQUIRE(found != all.end());
  return *found;
}

std::string against(const Explanation& one) {
  std::string all;
  for (const auto& reason : one.against) all += (all.empty() ? "" : "; ") + to_log(reason.message);
  return all;
}

std::string will(const Explanation& one) {
  std::string all;
  for (const auto& message : one.will) all += (all.empty() ? "" : "; ") + to_log(message);
  return all;
}

Explanation guarded(const std::string& guard, const Json& facts) {
  const auto definition = tests::definition_of(
      "<datamodel><data id='n' expr='3'/></datamodel><state id='a'><w:label xml:lang='uk'>Ґанок</w:label>"
      "<w:label xml:lang='en'>Porch</w:label><transition event='e' target='b' w:role='clerk' cond=\"" +
      guard + "\"/></state><final id='b'/>");
  return of(explain(definition, Journey(definition).instance(), facts, "uk"), "e");
}

}  // namespace

TEST_CASE("what is open says what it will do") {
  const auto all = explain(memorandum(), Journey(memorandum(), clerk()).instance(), clerk(), "uk");
  CHECK(against(of(all, "submit")).empty());
  CHECK(will(of(all, "submit")) == "workflow.will_enter state=Правова перевірка");
  CHECK(will(of(all, "attach")) == "workflow.will_stay");
  CHECK(will(of(all, "withdraw")) == "workflow.will_enter state=Відкликано; workflow.will_end");
}

TEST_CASE("what is closed says which rule says no") {
  const auto instance = Journey(memorandum(), clerk()).on("submit", clerk()).instance();
  const auto all = explain(memorandum(), instance, clerk(), "en");
  CHECK(of(all, "approve").against.front().rule == "workflow.role");
  CHECK(of(all, "return").needs.front().key == "workflow.needs_comment");
  const auto author = explain(memorandum(), instance, clerk().by("author", {"legal_reviewer"}), "en");
  CHECK(of(author, "approve").against.front().rule == "workflow.exclusion");
  CHECK(of(author, "approve").will.empty());
}

TEST_CASE("of a guard each part that says no is told, with what is the case now") {
  CHECK(against(guarded("$facts/closed = 'yes' and $facts/signatures/all = 'yes'", clerk())) ==
        "workflow.now_not_closed; workflow.now_not_all_signed");
  CHECK(against(guarded("$facts/closed = 'yes' and $facts/signatures/all = 'yes'", clerk().closed())) ==
        "workflow.now_not_all_signed");
  CHECK(against(guarded("not($facts/approvals/stands = 'no')", clerk())) ==
        "workflow.now_sections_open sections=source, translation:en");
  CHECK(against(guarded("$facts/approvals[section = 'source']/stands = 'yes'", clerk())) ==
        "workflow.now_section_open section=source");
  CHECK(against(guarded("$n = 4", clerk())) == "workflow.now_does_not_hold condition=$n = 4");
  CHECK(against(guarded("$facts/signatures/required = '5'", clerk())) ==
        "workflow.now_value path=$facts/signatures/required found=2 expected=5");
  CHECK(against(guarded("In('b') or w:role('head') or w:did('new')", clerk())) ==
        "workflow.now_not_in state=b; workflow.now_has_no_role role=head; workflow.now_not_done event=new");
  CHECK(against(guarded("not(In('a') or w:is('author'))", clerk())) == "workflow.now_in state=Ґанок; workflow.now_author");
  CHECK(against(guarded("not(w:is('submit'))", clerk().performed("submit", "author"))) == "workflow.now_performer event=submit");
  CHECK(against(guarded("w:approvals('source') &gt;= 2", clerk())) ==
        "workflow.now_does_not_hold condition=w:approvals('source') >= 2");
}

TEST_CASE("what the act itself brings is not held against anyone") {
  CHECK(against(guarded("$facts/payload/party = '1'", clerk())).empty());
}

TEST_CASE("deadlines, tasks and actions are among what will happen") {
  const auto region = read_definition(tests::bytes_of_chart("memorandum-region.scxml"), "memorandum-region.scxml");
  const auto facts = clerk().at("2026-11-05T08:00:00.000Z");
  const auto all = explain(region, Journey(region, facts).instance(), facts, "en", &tests::calendars());
  CHECK(will(of(all, "submit")) ==
        "workflow.will_enter state=Legal review; workflow.will_ask_until task=Review the draft day=2026-11-12");
}

TEST_CASE("an ended document explains nothing") {
  const auto instance = Journey(memorandum(), clerk()).on("withdraw", clerk()).instance();
  CHECK(explain(memorandum(), instance, clerk(), "uk").empty());
}
