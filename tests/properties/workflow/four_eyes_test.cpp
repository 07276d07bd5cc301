#include "support/charts.h"
#include "support/effort.h"
#include "workflow/task_desk.h"

#include <catch2/catch.hpp>

#include <random>
#include <set>
#include <string>

using namespace chancery;
using namespace chancery::workflow;
using tests::Facts;

namespace {

const std::vector<std::string> people{"author", "anna", "olha", "petro", "ivan", "їжак"};

const std::string labels = "<w:label xml:lang='uk'>Рада</w:label><w:label xml:lang='en'>Council</w:label>";

/// Drafted by one, checked by two others, confirmed by somebody who did none of it.
const Definition& chart() {
  static const auto definition = tests::definition_of(
      "<state id='draft'><transition event='submit' target='review' w:role='clerk'/></state>"
      "<state id='review'><w:task id='check' role='clerk' quorum='2' exclude='author performers of submit'>" +
      labels +
      "</w:task>"
      "<transition event='approve' w:task='check' target='confirmation'/>"
      "<transition event='return' w:task='check' w:veto='yes' target='draft'/></state>"
      "<state id='confirmation'><transition event='confirm' target='end' w:role='clerk' w:exclude='author performers of submit "
      "approve'/>"
      "<transition event='return' target='draft' w:role='clerk'/></state><final id='end'/>");
  return definition;
}

struct Act {
  std::string event;
  std::string person;
  std::string principal;  // empty: in their own name

  [[nodiscard]] std::set<std::string> hands() const {
    auto all = std::set<std::string>{person};
    if (!principal.empty()) all.insert(principal);
    return all;
  }
};

bool share(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& one) { return b.count(one) != 0; });
}

Json facts_of(const Act& act, const std::vector<Act>& done) {
  Json facts = Facts().by(act.person, {"clerk"});
  if (!act.principal.empty()) facts["actor"]["principal"] = act.principal;
  for (const auto& earlier : done) {
    facts["performers"].push_back({{"event", earlier.event}, {"person", earlier.person}});
    if (!earlier.principal.empty()) facts["performers"].back()["principal"] = earlier.principal;
  }
  return facts;
}

}  // namespace

TEST_CASE("over random acts with delegations four eyes never break") {
  std::mt19937 random(20261126);
  const auto any = [&](const std::vector<std::string>& list) {
    return list[std::uniform_int_distribution<std::size_t>(0, list.size() - 1)(random)];
  };
  std::size_t confirmed = 0;
  for (int sequence = 0; sequence < 5'000 * tests::effort(); ++sequence) {
    auto instance = start(chart(), Facts().by("author", {"clerk"})).value().instance;
    std::vector<Act> done;
    std::vector<Act> voices;
    for (int i = 0; i < 14 && !instance.is_final(); ++i) {
      const std::string name = instance.is_in("draft") ? "submit" : instance.is_in("review") ? "approve" : "confirm";
      Act act{std::bernoulli_distribution(0.05)(random) ? "return" : name, any(people),
              any({"", "author", "anna", "olha", "petro"})};
      if (act.principal == act.person) act.principal.clear();
      const auto next = step(chart(), instance, {.name = act.event}, facts_of(act, done));
      if (next.refused()) continue;
      if (act.event == "approve") {
        REQUIRE(act.hands().count("author") == 0);
        for (const auto& earlier : done) REQUIRE_FALSE((earlier.event == "submit" && share(act.hands(), earlier.hands())));
        for (const auto& other : voices) REQUIRE_FALSE(share(act.hands(), other.hands()));
        voices.push_back(act);
      }
      if (act.event == "confirm") {
        REQUIRE(voices.size() == 2);
        REQUIRE(act.hands().count("author") == 0);
        for (const auto& earlier : done) REQUIRE_FALSE((earlier.event != "return" && share(act.hands(), earlier.hands())));
        ++confirmed;
      }
      if (act.event == "return") voices.clear();
      done.push_back(act);
      instance = Instance::from_bytes(chart(), next.value().instance.to_bytes());
    }
  }
  CHECK(confirmed > 50);
}
