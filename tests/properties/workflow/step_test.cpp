#include "formats/json.h"
#include "support/charts.h"
#include "support/effort.h"
#include "workflow/simulate.h"

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace chancery;
using namespace chancery::workflow;
using tests::Facts;

namespace {

const std::vector<std::string> people{"author", "second", "lawyer", "diplomat", "official", "translator", "head"};
const std::vector<std::vector<std::string>> roles{{"clerk"},
                                                  {"clerk", "protocol_officer"},
                                                  {"legal_reviewer"},
                                                  {"concurrence_mfa"},
                                                  {"concurrence_development"},
                                                  {"translator"},
                                                  {"signatory"},
                                                  {"clerk", "legal_reviewer", "signatory", "translator"}};

template <class List>
const auto& any_of(const List& list, std::mt19937& random) {
  return list[std::uniform_int_distribution<std::size_t>(0, list.size() - 1)(random)];
}

bool coin(std::mt19937& random) {
  return std::bernoulli_distribution(0.7)(random);
}

const Definition& memorandum() {
  static const auto definition = read_definition(tests::bytes_of_chart("memorandum.scxml"), "memorandum.scxml");
  return definition;
}

/// What happened so far, from which the next facts are made.
struct Story {
  std::vector<std::pair<std::string, std::string>> performed;

  [[nodiscard]] bool did(const std::string& event, const std::string& person) const {
    return std::find(performed.begin(), performed.end(), std::pair(event, person)) != performed.end();
  }
  [[nodiscard]] Facts facts(const std::string& person, std::mt19937& random) const {
    Facts facts;
    facts.by(person, any_of(roles, random))
        .section("source", coin(random))
        .certified(coin(random))
        .signatures(coin(random) ? 2 : 1, 2);
    if (coin(random)) facts.closed();
    if (coin(random)) facts.comment();
    if (!coin(random)) facts.recorded();
    for (const auto& [event, performer] : performed) facts.performed(event, performer);
    return facts;
  }
};

}  // namespace

TEST_CASE("over random acts: steps repeat, instances survive storage, four eyes hold") {
  std::mt19937 random(20261121);
  const auto events = memorandum().person_events();
  std::size_t taken = 0;
  for (int story_number = 0; story_number < 60 * tests::effort(); ++story_number) {
    Story story;
    auto instance = start(memorandum(), Facts().by("author", {"clerk"})).value().instance;
    for (int i = 0; i < 60 && !instance.is_final(); ++i) {
      const auto& person = any_of(people, random);
      const auto& event = any_of(events, random);
      const Json facts = story.facts(person, random);
      const auto first = step(memorandum(), instance, {.name = event}, facts);
      const auto stored = Instance::from_bytes(memorandum(), instance.to_bytes());
      const auto second = step(memorandum(), stored, {.name = event}, facts);
      REQUIRE(first.refused() == second.refused());
      if (first.refused()) {
        REQUIRE(first.refusal() == second.refusal());
        continue;
      }
      ++taken;
      REQUIRE(first.value().instance.to_bytes() == second.value().instance.to_bytes());
      REQUIRE(first.value().effects == second.value().effects);
      if (event == "approve" || event == "close" || event.starts_with("concur")) REQUIRE(person != "author");
      if (event.starts_with("attest.")) REQUIRE_FALSE(story.did("record." + event.substr(7), person));
      story.performed.emplace_back(event, person);
      instance = first.value().instance;
    }
  }
  CHECK(taken > 50);
}
