#include "evidence/replay.h"

#include "support/sample_journey.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::evidence;
using chancery::tests::SampleJourney;

namespace {

Replay replay_of(const SampleJourney& journey) {
  return replay(journey.shown(), journey.stored());
}

std::string reason(const Replay& replay) {
  return to_log(replay.verdict().why());
}

}  // namespace

TEST_CASE("a whole way by the rules is lawful and ends where the document stands") {
  SampleJourney journey;
  const Replay done = replay_of(journey.whole_way());
  INFO(reason(done));
  REQUIRE(done.verdict().is_valid());
  REQUIRE(done.document);
  CHECK(done.steps.size() == 12);
  CHECK(done.document->configuration == journey.document().configuration);
  CHECK(done.document->instance == journey.document().instance);
  CHECK(done.document->revision == 10);
  CHECK(done.document->closed == sha256("manifest"));
  CHECK(done.document->signed_parties.size() == 2);
  CHECK(differences(journey.row(), *done.document, std::nullopt).empty());
}

TEST_CASE("a step that the chart does not have is named") {
  SampleJourney journey;
  journey.act("new", "clerk", {"clerk"}).act("submit", "clerk", {"clerk"});
  journey.lie("sign", "head", {"signatory"}, {"signed"}, SampleJourney::sign(1));
  const Replay done = replay_of(journey);
  CHECK(done.first_unlawful() == 2U);
  CHECK(done.verdict().why().key == "evidence.step_refused");
  CHECK_FALSE(done.document);
}

TEST_CASE("a step that leads elsewhere than the chart does is named") {
  SampleJourney journey;
  journey.act("new", "clerk", {"clerk"});
  journey.lie("submit", "clerk", {"clerk"}, {"open", "closing"});
  CHECK(replay_of(journey).verdict().why().key == "evidence.step_to_elsewhere");
}

TEST_CASE("a link and a dossier are judged by rights alone and leave the document where it is") {
  SampleJourney journey;
  journey.act("new", "clerk", {"clerk"}).act("submit", "clerk", {"clerk"});
  journey.lie("dossier.open", "clerk", {"clerk"}, journey.document().configuration);
  journey.lie("link.follows", "clerk", {"clerk"}, journey.document().configuration);
  const Replay done = replay_of(journey);
  INFO(reason(done));
  CHECK(done.verdict().is_valid());
  CHECK(done.document->revision == 4);
  journey.lie("link.follows", "clerk", {"clerk"}, {"open", "closing"});
  CHECK(replay_of(journey).verdict().why().key == "evidence.step_to_elsewhere");
}

TEST_CASE("a link by somebody whose role may not make one is named") {
  SampleJourney journey;
  journey.act("new", "clerk", {"clerk"});
  journey.lie("link.follows", "other", {"auditor"}, journey.document().configuration);
  CHECK(replay_of(journey).first_unlawful() == 1U);
}

TEST_CASE("an approval by the document’s author is unlawful by chart and by rights") {
  SampleJourney journey;
  journey.act("new", "clerk", {"clerk"}).act("submit", "clerk", {"clerk"});
  journey.lie("approve", "clerk", {"legal_reviewer"}, {"open", "concurrence"}, SampleJourney::approve("source"));
  CHECK(replay_of(journey).first_unlawful() == 2U);
}

TEST_CASE("a role that the policy does not grant is named even where the chart would allow the act") {
  SampleJourney journey;
  journey.act("new", "clerk", {"clerk"});
  // the chart wants the role clerk; the policy grants advance_document to no auditor
  CHECK_THROWS(journey.act("submit", "auditor", {"auditor"}));
}

TEST_CASE("facts that claim an approval or a signature that no entry shows are named") {
  SampleJourney journey;
  journey.act("new", "clerk", {"clerk"}).act("submit", "clerk", {"clerk"});
  // approved twice over in the facts, once in the entries
  journey.act("approve", "lawyer", {"legal_reviewer"}, [](document::Document& document) {
    SampleJourney::approve("source")(document);
    SampleJourney::approve("source")(document);
  });
  const Replay done = replay_of(journey);
  CHECK(done.verdict().why().key == "evidence.facts_contradict");
  CHECK(done.first_unlawful() == 2U);
}

TEST_CASE("a changed, missing or foreign fact, policy or chart is told apart") {
  SampleJourney journey;
  journey.whole_way();
  ReplayMaterial stored = journey.stored();
  stored.facts.begin()->second += " ";
  CHECK(replay(journey.shown(), stored).verdict().why().key == "evidence.facts_changed");
  stored = journey.stored();
  stored.facts.clear();
  CHECK(replay(journey.shown(), stored).verdict().kind() == Verdict::Kind::unchecked);
  stored = journey.stored();
  stored.policies.clear();
  const Replay without_rights = replay(journey.shown(), stored);
  CHECK(without_rights.verdict().kind() == Verdict::Kind::unchecked);
  CHECK(without_rights.document);
  stored = journey.stored();
  stored.policies.begin()->second += " ";
  CHECK(replay(journey.shown(), stored).verdict().why().key == "evidence.rights_changed");
  stored = journey.stored();
  stored.workflows.begin()->second += " ";
  CHECK(replay(journey.shown(), stored).verdict().why().key == "evidence.workflow_changed");
  stored = journey.stored();
  stored.workflows.clear();
  CHECK(replay(journey.shown(), stored).verdict().why().key == "evidence.replay_missing");
}

TEST_CASE("a calendar that the facts name has to be there, and to be the one that they name") {
  SampleJourney journey;
  journey.whole_way();
  const Bytes calendar = R"({"name": "ґанок"})";
  std::vector<ShownStep> steps = journey.shown();
  ReplayMaterial stored = journey.stored();
  const auto first = Sha256::parse(steps[0].step["facts"].get<std::string>());
  formats::Json facts = formats::parse_committed_json(stored.facts.at(*first), "facts");
  facts["calendars"] = {{{"name", "martial-law"}, {"sha256", sha256(calendar).hex()}}};
  const Bytes changed = formats::committed_json(facts);
  stored.facts.emplace(sha256(changed), changed);
  steps[0].step["facts"] = sha256(changed).hex();
  CHECK(replay(steps, stored).verdict().why().key == "evidence.replay_missing");
  stored.calendars.emplace(sha256(calendar), calendar + " ");
  CHECK(replay(steps, stored).verdict().why().key == "evidence.calendar_changed");
}

TEST_CASE("a step left out, doubled or out of order is named") {
  SampleJourney journey;
  journey.whole_way();
  for (std::size_t left_out = 0; left_out + 1 < journey.shown().size(); ++left_out) {
    std::vector<ShownStep> steps = journey.shown();
    steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(left_out));
    CHECK(replay(steps, journey.stored()).verdict().why().key == "evidence.step_out_of_order");
  }
  std::vector<ShownStep> swapped = journey.shown();
  std::swap(swapped[3], swapped[4]);
  CHECK(replay(swapped, journey.stored()).first_unlawful());
}

TEST_CASE("another person than the one whom the facts judged is named") {
  SampleJourney journey;
  journey.whole_way();
  std::vector<ShownStep> steps = journey.shown();
  (*steps[1].who)["person"] = "ffffffffffffffffffffffffffffffff";
  CHECK(replay(steps, journey.stored()).verdict().why().key == "evidence.actor_differs");
  steps = journey.shown();
  (*steps[1].who)["role"] = "signatory";
  CHECK(replay(steps, journey.stored()).verdict().why().key == "evidence.role_not_held");
  steps = journey.shown();
  for (ShownStep& step : steps) step.who.reset();
  CHECK(replay(steps, journey.stored()).verdict().is_valid());
}

TEST_CASE("a refused attempt that moves the document is named") {
  SampleJourney journey;
  journey.whole_way();
  std::vector<ShownStep> steps = journey.shown();
  REQUIRE(steps[2].step["outcome"] == "refused");
  steps[2].step["to"] = formats::Json::array({"signed"});
  CHECK(replay(steps, journey.stored()).verdict().why().key == "evidence.refusal_changes");
  steps = journey.shown();
  steps[2].step["revision"] = 9;
  CHECK(replay(steps, journey.stored()).verdict().why().key == "evidence.refusal_changes");
}

TEST_CASE("a jump of the revision and a step from elsewhere are named") {
  SampleJourney journey;
  journey.whole_way();
  std::vector<ShownStep> steps = journey.shown();
  steps[1].step["revision"] = 7;
  CHECK(replay(steps, journey.stored()).verdict().why().key == "evidence.revision_jumps");
  steps = journey.shown();
  steps[1].step["from"] = formats::Json::array({"signed"});
  CHECK(replay(steps, journey.stored()).verdict().why().key == "evidence.step_from_elsewhere");
}

TEST_CASE("nothing to replay is undecided, never lawful") {
  CHECK(replay({}, {}).verdict().kind() == Verdict::Kind::unchecked);
}
