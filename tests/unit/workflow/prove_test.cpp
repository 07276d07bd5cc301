#include "workflow/prove.h"

#include "support/charts.h"
#include "support/effort.h"
#include "support/errors.h"
#include "workflow/walk.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>
#include <sstream>
#include <string>

using namespace chancery;
using namespace chancery::workflow;

namespace {

const std::filesystem::path planted = std::string(CHANCERY_SOURCE) + "/tests/unit/workflow/planted";

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file.is_open());
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The codes behind `finds:` in the first line.
std::set<std::string> promised(const std::string& chart) {
  const std::string mark = "finds:";
  const auto begin = chart.find(mark) + mark.size();
  std::istringstream words(chart.substr(begin, chart.find('\n') - begin));
  return {std::istream_iterator<std::string>(words), {}};
}

std::set<std::string> codes(const Proof& proof) {
  std::set<std::string> all;
  for (const auto& finding : proof.findings) all.insert(finding.problem.message.key);
  return all;
}

std::string told(const Proof& proof) {
  std::string all;
  for (const auto& finding : proof.findings) {
    all += to_log(finding.problem.message) + "\n";
    for (const auto& move : finding.way) {
      all += "    " + move.event;
      for (const auto& [text, holds] : move.supposed) all += (holds ? "  " : "  not ") + text;
      all += "\n";
    }
  }
  return all;
}

std::vector<std::string> events(const std::vector<Move>& way) {
  std::vector<std::string> names;
  for (std::size_t i = 1; i < way.size(); ++i) names.push_back(way[i].event);
  return names;
}

const Finding& only(const Proof& proof) {
  INFO(told(proof));
  REQUIRE(proof.findings.size() == 1);
  return proof.findings.front();
}

Proof proof_of(std::string_view content, const ProofLimits& limits = {}) {
  return prove(tests::definition_of(content), limits);
}

using List = std::vector<std::string>;

}  // namespace

TEST_CASE("each planted defect is found and named, and nothing else") {
  std::size_t charts = 0;
  for (const auto& entry : std::filesystem::directory_iterator(planted)) {
    const auto bytes = bytes_of(entry.path());
    const auto proof = prove(read_definition(bytes, entry.path().filename().string()));
    INFO(entry.path().filename().string() << "\n" << told(proof));
    CHECK(codes(proof) == promised(bytes));
    CHECK(proof.complete);
    ++charts;
  }
  CHECK(charts >= 30);
}

TEST_CASE("a counterexample is replayed to the configuration that it names") {
  for (const auto& entry : std::filesystem::directory_iterator(planted)) {
    const auto definition = read_definition(bytes_of(entry.path()), entry.path().filename().string());
    for (const auto& finding : prove(definition).findings) {
      if (finding.way.empty()) continue;
      const auto records = replay(definition, finding.way);
      INFO(entry.path().filename().string() << " " << finding.problem.message.key);
      REQUIRE(records.size() == finding.way.size());
      CHECK(records.back().configuration == finding.configuration);
      const bool fails =
          finding.problem.message.key == "workflow.check_endless" || finding.problem.message.key == "workflow.check_unhandled";
      CHECK(records.back().refusal.has_value() == fails);
    }
  }
}

TEST_CASE("the shipped charts are proved") {
  for (const auto& entry : std::filesystem::directory_iterator(std::string(CHANCERY_SOURCE) + "/workflows")) {
    if (entry.path().extension() != ".scxml") continue;
    const auto proof = prove(read_definition(bytes_of(entry.path()), entry.path().filename().string()));
    INFO(entry.path().filename().string() << "\n" << told(proof));
    CHECK(proof.proved());
    CHECK(proof.obligations > 0);
  }
}

TEST_CASE("what the memorandum promises is broken when its chart forgets a condition") {
  auto chart = tests::bytes_of_chart("memorandum.scxml");
  const std::string condition = " and $facts/closed = 'yes'\n";
  REQUIRE(chart.find(condition) != std::string::npos);
  chart.replace(chart.find(condition), condition.size(), "\n");
  const auto proof = prove(read_definition(chart, "memorandum.scxml"));
  const auto& broken = only(proof);
  CHECK(broken.problem.message.key == "workflow.check_broken");
  CHECK(broken.configuration == List{"signed"});
  const auto way = events(broken.way);
  CHECK(std::find(way.begin(), way.end(), "close") != way.end());
  CHECK(replay(read_definition(chart, "memorandum.scxml"), broken.way).back().configuration == List{"signed"});
}

TEST_CASE("the author approves when the exclusion is taken out") {
  auto chart = tests::bytes_of_chart("memorandum.scxml");
  const std::string exclusion = R"(w:approves="source" w:exclude="author")";
  REQUIRE(chart.find(exclusion) != std::string::npos);
  chart.replace(chart.find(exclusion), exclusion.size(), R"(w:approves="source")");
  const auto proof = prove(read_definition(chart, "memorandum.scxml"));
  const auto& broken = only(proof);
  CHECK(events(broken.way) == List{"submit", "approve"});
  const auto& supposed = broken.way.back().supposed;
  CHECK(std::find(supposed.begin(), supposed.end(), std::pair<std::string, bool>("w:is('author')", true)) != supposed.end());
}

TEST_CASE("a counterexample is a shortest one") {
  const auto proof = proof_of(
      "<w:verify at='c' never='true()'/>"
      "<state id='a'><transition event='long' target='b'/><transition event='short' target='c'/></state>"
      "<state id='b'><transition event='on' target='c'/></state><state id='c'><transition event='end' target='f'/></state><final "
      "id='f'/>");
  CHECK(events(only(proof).way) == List{"short"});
}

TEST_CASE("one fact is the same for the whole of a step") {
  const auto loops = [](const std::string& back) {
    return codes(
        proof_of("<state id='a'><transition event='go' target='b'/></state>"
                 "<state id='b'><transition cond=\"$facts/closed = 'yes'\" target='c'/></state>"
                 "<state id='c'><transition cond=\"" +
                 back + "\" target='b'/><transition event='end' target='f'/></state><final id='f'/>"));
  };
  CHECK(loops("$facts/closed = 'no'").count("workflow.check_endless") == 0);
  CHECK(loops("$facts/closed = 'yes'").count("workflow.check_endless") == 1);
  CHECK(loops("'yes' = $facts/closed").count("workflow.check_endless") == 1);
  CHECK(loops("$facts/recorded = 'yes'").count("workflow.check_endless") == 1);
}

TEST_CASE("timers come in any order with what people do, and not after they were cancelled") {
  const auto proof = proof_of(
      "<state id='a'><onentry><send id='x' event='late' delay='1d'/></onentry>"
      "<transition event='go' target='b'/><transition event='late' target='c'/></state>"
      "<state id='b'><transition event='late' target='c'/><transition event='cancel' target='d'><cancel "
      "sendid='x'/></transition></state>"
      "<state id='d'><transition event='end' target='f'/></state>"
      "<state id='c'><transition event='end' target='f'/></state><final id='f'/>");
  INFO(told(proof));
  CHECK(proof.proved());
  CHECK(proof.configurations == 7);
}

TEST_CASE("what a chart sends to itself comes before everything else") {
  const auto proof = proof_of(
      "<w:verify on='go' never=\"In('a')\"/>"
      "<state id='a'><onentry><send event='self'/></onentry><transition event='self' target='b'/><transition event='go' "
      "target='a'/></state>"
      "<state id='b'><transition event='end' target='f'/></state><final id='f'/>");
  INFO(told(proof));
  CHECK(codes(proof) == std::set<std::string>{"workflow.check_never_taken"});
}

TEST_CASE("729 configurations of six regions are explored, and a chart that explodes is not fully explored") {
  const auto regions = [](int count) {
    std::string all = "<parallel id='p'><transition event='end' target='f'/>";
    for (int i = 0; i < count; ++i) {
      const auto n = std::to_string(i);
      all += "<state id='r" + n + "'><state id='a" + n + "'><transition event='e" + n + "' target='b" + n +
             "'/></state><state id='b" + n + "'><transition event='e" + n + "' target='c" + n + "'/></state><state id='c" + n +
             "'><transition event='e" + n + "' target='a" + n + "'/></state></state>";
    }
    return proof_of(all + "</parallel><final id='f'/>");
  };
  CHECK(regions(6).configurations == 730);
  CHECK(regions(6).proved());
  const auto exploded = regions(12);
  CHECK_FALSE(exploded.complete);
  CHECK_FALSE(exploded.proved());
  CHECK(exploded.configurations == 10'000);
  CHECK(exploded.findings.empty());
}

TEST_CASE("data that grows for ever is not fully explored") {
  const auto proof = proof_of(
      "<datamodel><data id='n' expr='0'/></datamodel><state id='a'><transition event='go' target='a'><assign location='$n' "
      "expr='$n + 1'/>"
      "</transition><transition event='end' target='f'/></state><final id='f'/>");
  CHECK_FALSE(proof.complete);
}

TEST_CASE("data that comes from facts is supposed both ways, whatever is stored") {
  const auto proof = proof_of(
      "<datamodel><data id='n' expr='0'/></datamodel><state id='a'>"
      "<transition event='go' target='b'><assign location='$n' expr='$facts/signatures/done + 1'/></transition></state>"
      "<state id='b'><transition event='on' cond='$n = 5' target='f'/><transition event='on' cond='$n &lt; 5' "
      "target='a'/></state><final id='f'/>");
  INFO(told(proof));
  CHECK(proof.proved());
  CHECK(proof.configurations == 3);
}

TEST_CASE("guards with many conditions stay within the work that a check may take") {
  std::string guard = "$facts/payload/x0 = '1'";
  for (int i = 1; i < 40; ++i)
    guard += " and ($facts/payload/x" + std::to_string(i) + " = '1' or $facts/payload/y" + std::to_string(i) + " = '1')";
  const ProofLimits limits{.work = 300'000U * static_cast<std::size_t>(tests::effort())};
  const auto proof =
      proof_of("<state id='a'><transition event='e' target='f' cond=\"" + guard + "\"/></state><final id='f'/>", limits);
  CHECK(proof.findings.empty());
  CHECK_FALSE(proof.complete);
}

TEST_CASE("a way is written as JSON and read back; what is none is refused") {
  const std::vector<Move> way{{"", {}}, {"approve", {{"w:is('author')", true}, {"$facts/comment = 'yes'", false}}}};
  const auto read = read_way({{"counterexample", to_json(way)}}, "x.json");
  REQUIRE(read.size() == 2);
  CHECK(read[1].event == "approve");
  CHECK(std::set(read[1].supposed.begin(), read[1].supposed.end()) == std::set(way[1].supposed.begin(), way[1].supposed.end()));
  for (const Json& bad :
       {Json("x"), Json::array({1}), Json::array({{{"event", 1}}}), Json::array({{{"event", "e"}, {"supposed", 1}}})}) {
    CHECK(tests::key_of([&] { static_cast<void>(read_way(bad, "x.json")); }) == "workflow.bad_way");
  }
}

TEST_CASE("a walk supposes what its events need") {
  const auto memorandum = read_definition(tests::bytes_of_chart("memorandum.scxml"), "memorandum.scxml");
  const auto records = walk(memorandum, {"submit", "approve", "concur.mfa", "concur.development", "certify", "close", "sign"});
  REQUIRE(records.size() == 8);
  CHECK_FALSE(records.back().refusal);
  const auto refused = walk(memorandum, {"approve", "submit"});
  CHECK(refused[1].refusal->rule == "workflow.no_such_event");
  CHECK(refused[1].configuration == List{"open", "draft"});
  CHECK(refused[2].configuration == List{"open", "legal_review"});
}
