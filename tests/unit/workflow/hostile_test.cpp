#include "base/error.h"
#include "workflow/prove.h"
#include "workflow/simulate.h"
#include "workflow/step.h"

#include <catch2/catch.hpp>

#include <string>

using namespace chancery;
using namespace chancery::workflow;

namespace {

const std::string label = R"(<w:label xml:lang="uk">Ґанок</w:label><w:label xml:lang="en">Porch</w:label>)";

std::string chart(const std::string& content) {
  return R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:w="urn:chancery:workflow:1" version="1.0" datamodel="xpath" )"
         R"(name="hostile" initial="s0">)" +
         label + content + R"(<final id="end">)" + label + "</final></scxml>";
}

std::string state(const std::string& id, const std::string& content) {
  return R"(<state id=")" + id + R"(">)" + label + content + "</state>";
}

std::string act(const std::string& event, const std::string& target, const std::string& more = "") {
  return R"(<transition w:role="clerk" event=")" + event + R"(" target=")" + target + R"(" )" + more + ">" + label +
         "</transition>";
}

/// The key of the limit that the chart meets when it is read.
std::string limit_of(const std::string& scxml) {
  try {
    (void)read_definition(scxml, "hostile.scxml");
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::input);
    const auto* broken = dynamic_cast<const BrokenChart*>(&error);
    // An error is no echo of what was sent.
    if (broken != nullptr) CHECK(to_log(broken->problems().front().message).size() < 1'000);
    return error.message().key;
  }
  return "read";
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("a chart of a hundred thousand states is refused by its size") {
  std::string states;
  for (int i = 0; i < 100'000; ++i) states += state("s" + std::to_string(i), act("go", "s" + std::to_string(i + 1)));
  CHECK(limit_of(chart(states)) == "formats.xml_too_large");
}

TEST_CASE("a guard of a megabyte is refused by the length of its tag") {
  const std::string guard = repeated("$facts/closed = 'yes' or ", 42'000) + "true()";
  CHECK(limit_of(chart(state("s0", act("go", "end", "cond=\"" + guard + "\"")))) == "formats.xml_tag_too_long");
}

TEST_CASE("states nested three thousand deep are refused by their depth") {
  CHECK(limit_of(chart(repeated(R"(<state id="s0">)", 3'000) + repeated("</state>", 3'000))) == "formats.xml_too_deep");
}

TEST_CASE("a guard nested five thousand deep is a mistake with its line, and not told in full") {
  const std::string guard = repeated("(", 5'000) + "1" + repeated(")", 5'000) + " = 1";
  CHECK(limit_of(chart(state("s0", act("go", "end", "cond=\"" + guard + "\"")))) == "workflow.broken_chart");
}

TEST_CASE("regions that explode end in: not fully explored") {
  std::string regions;
  for (int region = 0; region < 20; ++region) {
    const std::string name = "r" + std::to_string(region);
    std::string states;
    for (int i = 0; i < 4; ++i) {
      states += state(name + "_" + std::to_string(i), act("go" + std::to_string(region), name + "_" + std::to_string(i + 1)));
    }
    states += "<final id=\"" + name + "_4\">" + label + "</final>";
    regions += state(name, states);
  }
  const auto proof = prove(read_definition(
      chart("<parallel id=\"s0\">" + label + regions + R"(<transition event="done.state.s0" target="end"/></parallel>)"),
      "explode.scxml"));
  CHECK_FALSE(proof.complete);
  CHECK_FALSE(proof.proved());
  CHECK(proof.findings.empty());
  CHECK(proof.configurations <= ProofLimits().configurations);
}

TEST_CASE("an endless loop without events is a defect, and refuses the step") {
  const auto definition =
      read_definition(chart(state("s0", act("go", "s1") + act("leave", "end")) + state("s1", R"(<transition target="s2"/>)") +
                            state("s2", R"(<transition target="s1"/>)")),
                      "endless.scxml");
  const auto proof = prove(definition);
  REQUIRE_FALSE(proof.findings.empty());
  CHECK(proof.findings.back().way.back().event == "go");

  const Json facts{{"actor", {{"person", "clerk"}, {"roles", {"clerk"}}}}, {"time", "2026-02-03T04:05:06.789Z"}};
  auto started = start(definition, facts);
  REQUIRE_FALSE(started.refused());
  const auto stepped = step(definition, started.value().instance, {.name = "go"}, facts);
  REQUIRE(stepped.refused());
  CHECK(stepped.refusal().rule == "workflow.endless");
}

TEST_CASE("a guard that costs too much refuses the step instead of holding it up") {
  std::string guard = "count($facts//*)";
  for (int i = 0; i < 7; ++i) guard = "count($facts//*[" + guard + " &gt; 0])";
  const auto definition = read_definition(chart(state("s0", act("go", "end", "cond=\"" + guard + " &gt; 0\""))), "costly.scxml");
  Json facts{{"actor", {{"person", "clerk"}, {"roles", {"clerk"}}}}, {"time", "2026-02-03T04:05:06.789Z"}};
  for (int i = 0; i < 50; ++i) facts["sections"].push_back({{"name", "s" + std::to_string(i)}, {"required", "yes"}});
  auto started = start(definition, facts);
  REQUIRE_FALSE(started.refused());
  CHECK(step(definition, started.value().instance, {.name = "go"}, facts).refused());
}
