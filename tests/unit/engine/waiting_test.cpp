#include "engine/waiting.h"

#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using document::Role;
using engine::what_it_waits_for;
using formats::Json;
using tests::TestOffice;

namespace {

Json facts(const std::vector<std::pair<std::string, bool>>& sections, bool closed) {
  Json approvals = Json::array();
  for (const auto& [section, stands] : sections) approvals.push_back({{"section", section}, {"stands", stands ? "yes" : "no"}});
  return {{"approvals", std::move(approvals)}, {"closed", closed ? "yes" : "no"}};
}

std::string waits(const std::string& event, const std::string& approves, const Json& facts) {
  workflow::Offer offer;
  offer.event = event;
  offer.approves = approves;
  return what_it_waits_for(offer, facts).key;
}

}  // namespace

TEST_CASE("an act waits for the first thing that is not approved as it is now") {
  CHECK(waits("approve.annexes", "annexes", facts({{"source", false}}, false)) == "engine.no_annexes");
  CHECK(waits("approve", "source", facts({{"source", false}, {"annexes", false}}, false)) == "engine.waits_for_annexes");
  CHECK(waits("sign", "", facts({{"source", false}}, true)) == "engine.waits_for_source");
  CHECK(waits("sign", "", facts({{"source", true}, {"translation:en", false}}, true)) == "engine.waits_for_translation");
  CHECK(waits("sign", "", facts({{"source", true}, {"translation:en", true}}, false)) == "engine.waits_for_closing");
  CHECK(waits("blossom", "", facts({{"source", true}}, true)) == "engine.waits");
}

TEST_CASE("why an act is closed is told in words, never in the language of charts") {
  TestOffice test;
  const DocumentId id = test.memorandum();
  (void)test.done(test.clerk(), test.event(id, "submit"));
  for (const Json& action : test.office().actions(test.lawyer(), id)) {
    if (!action.contains("why")) continue;
    for (const char* language : {"uk", "en"}) {
      const std::string words = action.at("why").at("message").at(language);
      INFO(words);
      CHECK(words.find("$facts") == std::string::npos);
    }
    if (action.at("event") == "approve.annexes") CHECK(action.at("why").at("message").at("en") == "The document has no annexes.");
  }
}
