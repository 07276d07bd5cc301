#include "support/charts.h"
#include "workflow/check.h"
#include "workflow/offer.h"
#include "workflow/step.h"

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
Facts second_clerk() {
  return clerk().by("second", {"clerk"});
}
Facts lawyer() {
  return clerk().by("lawyer", {"legal_reviewer"});
}
Facts mfa() {
  return clerk().by("diplomat", {"concurrence_mfa"}).section("source", true);
}
Facts development() {
  return clerk().by("official", {"concurrence_development"}).section("source", true);
}
Facts translator() {
  return clerk().by("translator", {"translator"}).section("source", true);
}
Facts signatory() {
  return lawyer().by("head", {"signatory"}).section("source", true).certified(true).closed();
}

Journey in_legal_review() {
  return Journey(memorandum(), clerk()).on("submit", clerk());
}
Journey in_concurrence() {
  return in_legal_review().on("approve", lawyer().section("source", true));
}
Journey in_translation() {
  return in_concurrence().on("concur.mfa", mfa()).on("concur.development", development());
}
Journey in_closing() {
  return in_translation().on("certify", translator().certified(true));
}
Journey in_signing() {
  return in_closing().on("close", lawyer().section("source", true).certified(true).closed());
}
Journey in_signed() {
  return in_signing()
      .on("sign", signatory().signatures(1, 2))
      .on("sign", signatory().by("partner", {"signatory"}).signatures(2, 2));
}

const Offer* find(const std::vector<Offer>& offers, std::string_view event) {
  const auto found = std::find_if(offers.begin(), offers.end(), [&](const Offer& offer) { return offer.event == event; });
  return found == offers.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("the memorandum's chart has nothing wrong") {
  for (const auto& problem : check(memorandum())) UNSCOPED_INFO(to_log(problem.message));
  CHECK(check(memorandum()).empty());
  CHECK(memorandum().name() == "memorandum");
}

TEST_CASE("a memorandum goes from draft to archive") {
  CHECK(Journey(memorandum(), clerk()).configuration() == std::vector<std::string>{"open", "draft"});
  CHECK(in_legal_review().in("legal_review"));
  CHECK(in_concurrence().configuration() ==
        std::vector<std::string>{"open", "concurrence", "mfa", "mfa_asked", "development", "development_asked"});
  CHECK(in_translation().in("translation"));
  CHECK(in_closing().in("closing"));
  CHECK(in_signing().in("signing"));
  CHECK(in_signed().in("signed"));
  const auto archived = in_signed().on("archive", clerk());
  CHECK(archived.instance().is_final());
  CHECK(archived.configuration() == std::vector<std::string>{"archived"});
  CHECK(archived.actions() == std::vector<std::string>{"archive"});
}

TEST_CASE("closing begins with number, filling and freeze, in this order") {
  CHECK(in_closing().actions() == std::vector<std::string>{"approve", "register", "fill", "freeze"});
}

TEST_CASE("an approval names the section that it covers") {
  const auto journey = in_concurrence();
  const auto& action = std::get<Action>(journey.step().effects.front());
  CHECK(action == Action{"approve", {{"sections", "source"}}});
}

TEST_CASE("only a legal reviewer approves, and never the author") {
  const auto journey = in_legal_review();
  CHECK(journey.rule_against("approve", second_clerk()) == "workflow.role");
  CHECK(journey.rule_against("approve", lawyer().by("author", {"clerk", "legal_reviewer"})) == "workflow.exclusion");
  CHECK(in_closing().rule_against("close", lawyer().by("author", {"legal_reviewer"}).section("source", true).certified(true)) ==
        "workflow.exclusion");
}

TEST_CASE("someone who is nobody may not get round four eyes") {
  Json facts = lawyer();
  facts["actor"].erase("person");
  CHECK(in_legal_review().rule_against("approve", facts) == "workflow.exclusion");
}

TEST_CASE("a second approval at the same stage is refused") {
  CHECK(in_concurrence().rule_against("approve", lawyer()) == "workflow.no_such_event");
}

TEST_CASE("annexes are approved before the text") {
  auto journey = in_legal_review();
  CHECK(journey.rule_against("approve.annexes", lawyer()) == "workflow.guard");
  CHECK(journey.rule_against("approve", lawyer().section("source", true).section("annexes", false)) == "workflow.guard");
  journey.on("approve.annexes", lawyer().section("annexes", true));
  CHECK(journey.in("legal_review"));
  CHECK(journey.on("approve", lawyer().section("source", true).section("annexes", true)).in("concurrence"));
}

TEST_CASE("every stage before signed returns to draft, with remarks") {
  const auto returned_by = [](Journey journey, Facts facts) {
    CHECK(journey.rule_against("return", facts) == "workflow.comment_required");
    return journey.on("return", facts.comment()).configuration();
  };
  const std::vector<std::string> draft{"open", "draft"};
  CHECK(returned_by(in_legal_review(), lawyer()) == draft);
  CHECK(returned_by(in_concurrence(), mfa()) == draft);
  CHECK(returned_by(in_concurrence().on("concur.mfa", mfa()), development()) == draft);
  CHECK(returned_by(in_translation(), translator()) == draft);
  CHECK(returned_by(in_closing(), lawyer()) == draft);
  CHECK(returned_by(in_signing(), signatory()) == draft);
  CHECK(in_signed().rule_against("return", signatory().comment()) == "workflow.no_such_event");
}

TEST_CASE("a returned memorandum goes the whole way again") {
  auto journey = in_concurrence().on("concur.mfa", mfa()).on("return", development().comment());
  journey.on("submit", clerk()).on("approve", lawyer().section("source", true));
  CHECK(journey.in("mfa_asked"));
  CHECK(journey.in("development_asked"));
}

TEST_CASE("the clerk withdraws at every stage before signed, and nobody else does") {
  for (const auto& journey :
       {Journey(memorandum(), clerk()), in_legal_review(), in_concurrence(), in_translation(), in_closing(), in_signing()}) {
    CHECK(journey.rule_against("withdraw", lawyer()) == "workflow.role");
    auto going = journey;
    CHECK(going.on("withdraw", clerk()).configuration() == std::vector<std::string>{"withdrawn"});
    CHECK(going.instance().is_final());
    CHECK(going.rule_against("submit", clerk()) == "workflow.finished");
  }
  CHECK(in_signed().rule_against("withdraw", clerk()) == "workflow.no_such_event");
}

TEST_CASE("the two ministries concur in any order") {
  auto journey = in_concurrence().on("concur.development", development());
  CHECK(journey.configuration() ==
        std::vector<std::string>{"open", "concurrence", "mfa", "mfa_asked", "development", "development_concurred"});
  CHECK(journey.rule_against("concur.mfa", development()) == "workflow.role");
  CHECK(journey.rule_against("concur.development", development()) == "workflow.no_such_event");
  CHECK(journey.on("concur.mfa", mfa()).in("translation"));
}

TEST_CASE("a letter of concurrence is recorded by one person and attested by another") {
  auto journey = in_concurrence().on("concur.development", development());
  CHECK(journey.rule_against("record.mfa", clerk().section("source", true)) == "workflow.recorded");
  CHECK(journey.rule_against("concur.mfa", mfa().recorded()) == "workflow.recorded");
  journey.on("record.mfa", clerk().section("source", true).recorded());
  CHECK(journey.in("mfa_recorded"));
  const auto recorder = clerk().section("source", true).performed("record.mfa", "author");
  CHECK(journey.rule_against("attest.mfa", recorder) == "workflow.exclusion");
  CHECK(journey.on("attest.mfa", second_clerk().section("source", true).performed("record.mfa", "author")).in("translation"));
}

TEST_CASE("nothing is frozen before every translation is certified") {
  auto journey = in_translation().on("attach", translator());
  CHECK(journey.in("translation"));
  CHECK(journey.on("certify", translator()).in("translation"));
  CHECK(journey.on("certify", translator().certified(true)).in("closing"));
}

TEST_CASE("what needs no translation goes on to closing at once") {
  auto journey = in_concurrence().on("concur.mfa", mfa());
  const auto one_language = Facts().by("official", {"concurrence_development"}).section("source", true);
  Json facts = one_language;
  facts["translations"]["all_certified"] = "yes";
  CHECK(journey.on("concur.development", facts).in("closing"));
}

TEST_CASE("a clause that changes during translation goes back to the lawyer") {
  CHECK(in_translation().on("attach", translator().section("source", false)).in("legal_review"));
  CHECK(in_translation().on("attach", translator().section("annexes", false)).in("legal_review"));
}

TEST_CASE("a certified translation does not help while another section lacks its approval") {
  CHECK(in_translation().on("certify", translator().certified(true).section("translation:fr", false)).in("translation"));
}

TEST_CASE("the manifest is not confirmed while a section lacks its approval") {
  CHECK(in_closing().rule_against("close", lawyer().certified(true)) == "workflow.guard");
  CHECK(in_closing().rule_against("close", Facts().by("lawyer", {"legal_reviewer"})) == "workflow.guard");
}

TEST_CASE("nobody signs what was not closed or lost its approval") {
  const auto journey = in_signing();
  CHECK(journey.rule_against("sign", signatory().section("source", false)) == "workflow.guard");
  Json open = signatory();
  open["closed"] = "no";
  for (const auto* act : {"sign", "initial", "ad_referendum", "confirm"})
    CHECK(journey.rule_against(act, open) == "workflow.guard");
  CHECK(journey.rule_against("sign", lawyer()) == "workflow.role");
}

TEST_CASE("all signatures do not help a memorandum whose approval fell") {
  CHECK(in_signing()
            .on("seal", signatory().by("protocol", {"protocol_officer"}).section("source", false).signatures(2, 2))
            .in("signing"));
}

TEST_CASE("parties sign in any order, initial, seal, and sign on paper") {
  auto journey = in_signing().on("initial", signatory().signatures(0, 2)).on("ad_referendum", signatory().signatures(1, 2));
  CHECK(journey.in("signatures"));
  const auto protocol = signatory().by("protocol", {"protocol_officer"}).signatures(1, 2);
  journey.on("seal", protocol).on("record.sign", Facts(protocol).recorded());
  CHECK(journey.in("signature_recorded"));
  CHECK(journey.rule_against("record.sign", Facts(protocol).recorded()) == "workflow.no_such_event");
  CHECK(journey.rule_against("attest.sign", Facts(protocol).performed("record.sign", "protocol")) == "workflow.exclusion");
  const auto attesting = signatory().by("second", {"clerk"}).performed("record.sign", "protocol").signatures(2, 2);
  CHECK(journey.on("attest.sign", attesting).in("signed"));
  CHECK(journey.rule_against("confirm", signatory()) == "workflow.guard");
  CHECK(journey.on("confirm", signatory().ad_referendum()).in("signed"));
}

TEST_CASE("what can be done is offered with labels, and the rest with the reason why not") {
  const auto journey = in_legal_review();
  const auto list = offers(memorandum(), journey.instance(), lawyer());
  REQUIRE(list.size() == 4);
  const auto* approve = find(list, "approve");
  REQUIRE(approve != nullptr);
  CHECK_FALSE(approve->refusal);
  CHECK(approve->label.uk == "Завізувати текст");
  CHECK(approve->target_label.en == "Concurrence");
  CHECK(approve->targets == std::vector<std::string>{"concurrence"});
  CHECK(approve->carries == Task::Carries::sections);
  CHECK(approve->approves == "source");
  CHECK_FALSE(find(list, "return")->refusal);
  CHECK(find(list, "return")->comment_required);
  CHECK(find(list, "withdraw")->refusal->rule == "workflow.role");
  CHECK(find(list, "approve.annexes")->refusal->rule == "workflow.guard");
  CHECK(find(offers(memorandum(), journey.instance(), clerk()), "approve")->refusal->rule == "workflow.role");
}

TEST_CASE("offers say what an act carries and whether it is recorded") {
  const auto signing = offers(memorandum(), in_signing().instance(), signatory());
  CHECK(find(signing, "sign")->carries == Task::Carries::manifest);
  CHECK(find(signing, "record.sign")->recorded == Task::Recorded::required);
  CHECK(find(signing, "withdraw")->carries == Task::Carries::revision);
  CHECK(find(signing, "submit") == nullptr);
  CHECK(offers(memorandum(), in_signed().on("archive", clerk()).instance(), clerk()).empty());
}
