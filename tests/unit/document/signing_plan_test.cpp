#include "document/signing_plan.h"

#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::document;
using namespace chancery::tests;
using What = PlaceTaken::What;

namespace {

PersonId person(char digit) {
  return *PersonId::parse(std::string(32, digit));
}

const Timestamp day = *Timestamp::parse("2026-11-21T10:30:00.000Z");

/// Two of three initial, then both heads sign.
SigningPlan plan(SigningPlan::Order order = SigningPlan::Order::one_after_another) {
  return {order,
          {{"initials", Act::initial, {{person('1'), 1}, {person('2'), 1}, {person('3'), 2}}, 2},
           {"heads", Act::sign, {{person('4'), 1}, {person('5'), 2}}, 2}}};
}

/// A journey through a plan; `rule` is why the last attempt was refused.
struct Journey {
  SigningPlan way = plan();
  std::vector<SigningDelegation> delegations{};
  std::vector<PlaceTaken> history{};
  std::string rule{};

  void take(const Decision<PlaceTaken>& judged) {
    rule = judged.refused() ? judged.refusal().rule : "";
    if (!judged.refused()) history.push_back(judged.value());
  }
  void act(char who, Act what, std::optional<char> behalf = std::nullopt, std::optional<unsigned> party = std::nullopt) {
    const auto for_whom = behalf ? std::optional(person(*behalf)) : std::nullopt;
    take(judge_signing(way, history, delegations, {person(who), what, for_whom, party, day}));
  }
  void decline(char who, Act what, const std::string& reason) {
    take(judge_decline(way, history, delegations, {person(who), what, std::nullopt, std::nullopt, day}, reason));
  }
  [[nodiscard]] PlanState state() const { return state_of(way, history); }
};

}  // namespace

TEST_CASE("groups act one after another, and two of three are enough") {
  Journey journey;
  journey.act('4', Act::sign);
  CHECK(journey.rule == "plan.group_waits");
  journey.act('1', Act::initial);
  journey.act('4', Act::sign);
  CHECK(journey.rule == "plan.group_waits");
  journey.act('3', Act::initial);
  journey.act('4', Act::sign);
  CHECK(journey.rule.empty());
  CHECK(journey.state() == PlanState::open);
  journey.act('5', Act::sign);
  CHECK(journey.state() == PlanState::complete);
}

TEST_CASE("side by side nobody waits") {
  Journey journey{plan(SigningPlan::Order::side_by_side)};
  journey.act('4', Act::sign);
  CHECK(journey.rule.empty());
}

TEST_CASE("whoever has no place, or the wrong act, is refused, whatever link they got") {
  Journey journey;
  journey.act('9', Act::initial);
  CHECK(journey.rule == "plan.no_place");
  journey.act('1', Act::sign);
  CHECK(journey.rule == "plan.no_place");
  journey.act('1', Act::initial);
  journey.act('1', Act::initial);
  CHECK(journey.rule == "plan.place_taken");
}

TEST_CASE("a signature ad referendum holds the place until it is confirmed") {
  Journey journey;
  for (const char who : {'1', '2'}) journey.act(who, Act::initial);
  journey.act('4', Act::confirm);
  CHECK(journey.rule == "plan.nothing_to_confirm");
  journey.act('4', Act::ad_referendum);
  journey.act('5', Act::sign);
  CHECK(journey.state() == PlanState::unconfirmed);
  journey.act('4', Act::sign);
  CHECK(journey.rule == "plan.place_taken");
  journey.act('4', Act::confirm);
  CHECK(journey.rule.empty());
  CHECK(journey.state() == PlanState::complete);
}

TEST_CASE("who declines says why, and enough of them end the plan") {
  Journey journey;
  journey.decline('1', Act::initial, " \n");
  CHECK(journey.rule == "plan.reason_needed");
  journey.decline('1', Act::initial, "Не погоджуюся з пунктом 3");
  CHECK(journey.rule.empty());
  journey.act('1', Act::initial);
  CHECK(journey.rule == "plan.declined");
  CHECK(journey.state() == PlanState::open);
  journey.decline('2', Act::initial, "Так само");
  CHECK(journey.state() == PlanState::failed);
  journey.act('4', Act::sign);
  CHECK(journey.rule == "plan.group_waits");
}

TEST_CASE("a delegate acts only for whom, what and when the delegation says, and never in two places of a group") {
  Journey journey;
  journey.act('7', Act::initial, '1');
  CHECK(journey.rule == "plan.no_delegation");
  journey.delegations.push_back({person('1'),
                                 person('7'),
                                 {Act::initial},
                                 *Timestamp::parse("2026-11-01T00:00:00.000Z"),
                                 Timestamp::parse("2026-11-20T00:00:00.000Z")});
  journey.act('7', Act::initial, '1');
  CHECK(journey.rule == "plan.no_delegation");
  journey.delegations.back().until = std::nullopt;
  journey.act('7', Act::initial, '1');
  CHECK(journey.rule.empty());
  CHECK(journey.history.back().place.person == person('1'));
  CHECK(journey.history.back().actor == person('7'));
  journey.delegations.push_back(
      {person('3'), person('7'), {Act::initial}, *Timestamp::parse("2026-11-01T00:00:00.000Z"), std::nullopt});
  journey.act('7', Act::initial, '3');
  CHECK(journey.rule == "plan.acts_twice");
}

TEST_CASE("one person with places for two parties names the party") {
  Journey journey;
  journey.way.groups = {{"heads", Act::sign, {{person('4'), 1}, {person('4'), 2}}, 1}};
  journey.act('4', Act::sign);
  CHECK(journey.rule == "plan.name_party");
  journey.act('4', Act::sign, std::nullopt, 2);
  CHECK(journey.rule.empty());
}

TEST_CASE("the list of work names the free places of the groups whose turn it is") {
  Journey journey;
  CHECK(open_places(journey.way, journey.history).size() == 3);
  for (const char who : {'1', '2'}) journey.act(who, Act::initial);
  const auto open = open_places(journey.way, journey.history);
  REQUIRE(open.size() == 2);
  CHECK(open[0].person == person('4'));
}

TEST_CASE("a plan that cannot be fulfilled is refused") {
  const auto refusal = [](auto change) {
    SigningPlan wrong = plan();
    change(wrong);
    return key_of([&] { wrong.check(); });
  };
  CHECK(refusal([](SigningPlan&) {}).empty());
  CHECK(refusal([](SigningPlan& wrong) { wrong.groups[0].needed = 4; }) == "plan.number_odd");
  CHECK(refusal([](SigningPlan& wrong) { wrong.groups[0].needed = 0; }) == "plan.number_odd");
  CHECK(refusal([](SigningPlan& wrong) { wrong.groups[1].name = "initials"; }) == "plan.group_twice");
  CHECK(refusal([](SigningPlan& wrong) { wrong.groups[1].places[1] = wrong.groups[1].places[0]; }) == "plan.place_twice");
}
