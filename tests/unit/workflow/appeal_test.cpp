#include "support/charts.h"
#include "workflow/check.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::workflow;
using tests::Facts;
using tests::Journey;

namespace {

const Definition& appeal() {
  static const auto definition = read_definition(tests::bytes_of_chart("appeal.scxml"), "workflows/appeal.scxml");
  return definition;
}

Facts clerk() {
  return Facts().by("author", {"clerk"}).section("source", false).section("translation:fr", false);
}
Facts second_clerk() {
  return clerk().by("second", {"clerk"});
}
Facts lawyer() {
  return Facts().by("lawyer", {"legal_reviewer"}).section("source", true);
}
Facts translator(bool certified) {
  return Facts().by("translator", {"translator"}).section("source", true).certified(certified);
}
Facts signatory() {
  return Facts().by("head", {"signatory"}).section("source", true).certified(true).closed();
}
/// As it is when everybody has signed.
Facts signed_by(const char* person, const char* role) {
  return Facts().by(person, {role}).section("source", true).certified(true).closed().signatures(1, 1);
}

Journey in_translation() {
  return Journey(appeal(), clerk()).on("submit", clerk()).on("approve", lawyer());
}
Journey in_signing() {
  return in_translation().on("certify", translator(true)).on("close", lawyer().certified(true).closed());
}
Journey to_be_sent() {
  return in_signing().on("sign", signatory().signatures(1, 1));
}

}  // namespace

TEST_CASE("the appeal's chart has nothing wrong") {
  for (const auto& problem : check(appeal())) UNSCOPED_INFO(to_log(problem.message));
  CHECK(check(appeal()).empty());
  CHECK(appeal().name() == "appeal");
}

TEST_CASE("an appeal goes from draft to its partner and into the archive") {
  CHECK(in_translation().in("translation"));
  CHECK(in_translation().on("certify", translator(true)).actions() ==
        std::vector<std::string>{"approve", "register", "fill", "freeze"});
  CHECK(in_signing().in("signatures"));
  CHECK(to_be_sent().in("to_be_sent"));
  auto sent = to_be_sent().on("dispatch", signed_by("author", "clerk"));
  CHECK(sent.actions() == std::vector<std::string>{"dispatch"});
  CHECK(sent.in("sent"));
  CHECK(sent.on("dispatch", signed_by("author", "clerk")).actions() == std::vector<std::string>{"dispatch"});
  CHECK(sent.in("sent"));
  CHECK(sent.on("archive", signed_by("author", "clerk")).instance().is_final());
}

TEST_CASE("a dispatch that the office did not make is recorded by one person and attested by another") {
  auto journey = to_be_sent();
  CHECK(journey.rule_against("record.dispatch", signed_by("author", "clerk")) == "workflow.recorded");
  journey.on("record.dispatch", signed_by("author", "clerk").recorded());
  CHECK(journey.rule_against("dispatch", signed_by("author", "clerk")) == "workflow.no_such_event");
  CHECK(journey.rule_against("attest.dispatch", signed_by("author", "clerk").performed("record.dispatch", "author")) ==
        "workflow.exclusion");
  CHECK(journey.on("attest.dispatch", signed_by("second", "clerk").performed("record.dispatch", "author")).in("sent"));
}

TEST_CASE("an appeal is returned with remarks and withdrawn until it is signed, and not after") {
  for (Journey journey : {Journey(appeal(), clerk()).on("submit", clerk()), in_translation(), in_signing()}) {
    CHECK(journey.rule_against("return", clerk()) == "workflow.comment_required");
    CHECK(Journey(journey).on("return", clerk().comment()).in("draft"));
    CHECK(journey.on("withdraw", clerk()).in("withdrawn"));
  }
  CHECK(to_be_sent().rule_against("return", clerk().comment()) == "workflow.no_such_event");
  CHECK(to_be_sent().rule_against("withdraw", clerk()) == "workflow.no_such_event");
}

TEST_CASE("a signature on paper counts when a second person attests it") {
  auto journey = in_signing().on("record.sign", second_clerk().section("source", true).certified(true).closed().recorded());
  CHECK(journey.in("signature_recorded"));
  CHECK(journey.on("attest.sign", signed_by("third", "clerk").performed("record.sign", "second")).in("to_be_sent"));
}

TEST_CASE("nobody confirms or signs an appeal with a stale translation") {
  const auto confirming = in_translation().on("certify", translator(true));
  CHECK(confirming.rule_against("close", lawyer().certified(true).closed()).empty());
  CHECK(confirming.rule_against("close", lawyer().certified(true).closed().stale()) == "workflow.guard");
  CHECK(in_signing().rule_against("sign", signatory()).empty());
  CHECK(in_signing().rule_against("sign", signatory().stale()) == "workflow.guard");
}

TEST_CASE("nobody signs what is not confirmed or not approved as it is now") {
  const auto journey = in_signing();
  CHECK(journey.rule_against("sign", Facts().by("head", {"signatory"}).section("source", true)) == "workflow.guard");
  CHECK(journey.rule_against("sign", Facts().by("head", {"signatory"}).section("source", false).closed()) == "workflow.guard");
  CHECK(journey.rule_against("sign", clerk()) == "workflow.role");
}
