#include "engine/publication.h"

#include "engine/built_in.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using document::Role;
using tests::TestOffice;

namespace {

/// The four stages, with one text put in the place of another.
std::string four_stages(const std::string& text = "", const std::string& instead = "") {
  std::string chart;
  for (const EmbeddedFile& file : engine::built_in::embedded_files()) {
    if (file.name.ends_with("/four-stages.scxml")) chart = file.bytes;
  }
  if (!text.empty()) chart.replace(chart.find(text), text.size(), instead);
  return chart;
}

std::size_t published(TestOffice& test) {
  return test.office().workflows().size();
}

}  // namespace

TEST_CASE("a chart that is proved is published, and can be read again") {
  TestOffice test;
  const auto plain = four_stages() + "<!-- Ґанок -->";
  const auto before = published(test);
  const auto hash = test.office().publish_workflow(test.administrator(), plain, "four-stages.scxml");
  REQUIRE_FALSE(hash.refused());
  CHECK(published(test) == before + 1);
  CHECK(test.office().workflow(hash.value()).name() == test.office().workflow(sha256(plain)).name());
}

TEST_CASE("a chart with a defect is not published, and the shortest way to the defect is told") {
  TestOffice test;
  const auto before = published(test);
  const auto refused = test.office().publish_workflow(test.administrator(),
                                                      four_stages("target=\"archived\"", "target=\"review\""), "chart.scxml");
  REQUIRE(refused.refused());
  CHECK(refused.refusal().rule == "workflow.not_proved");
  CHECK(published(test) == before);
}

TEST_CASE("what is no chart is bad input, and who may not publish learns nothing of it") {
  TestOffice test;
  CHECK_THROWS_AS(test.office().publish_workflow(test.administrator(), "<scxml", "chart.scxml"), Error);
  const auto refused = test.office().publish_workflow(test.clerk(), "<scxml", "chart.scxml");
  REQUIRE(refused.refused());
  CHECK(refused.refusal().rule == "rights.role");
}

TEST_CASE("a chart that counts by a calendar which nobody here has is not published") {
  TestOffice test;
  std::string chart;
  for (const EmbeddedFile& file : engine::built_in::embedded_files()) {
    if (file.name.ends_with("/certified-translation.scxml")) chart = file.bytes;
  }
  const std::string known = "calendar=\"martial-law\"";
  chart.replace(chart.find(known), known.size(), "calendar=\"ґанок\"");
  const auto refused = test.office().publish_workflow(test.administrator(), chart, "chart.scxml");
  REQUIRE(refused.refused());
  CHECK(refused.refusal().rule == "workflow.no_such_calendar");
}
