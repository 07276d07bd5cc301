#include "engine/built_in.h"
#include "unit/engine/office_cases.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using document::Role;
using formats::Json;
using tests::TestOffice;

namespace {

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
}

/// The memorandum's chart, with the legal review under another name.
std::string renamed_chart() {
  std::string chart;
  for (const EmbeddedFile& file : engine::built_in::embedded_files()) {
    if (file.name.ends_with("/memorandum.scxml")) chart = file.bytes;
  }
  replace_all(chart, "legal_review\"", "lawyers\"");
  replace_all(chart, "legal_review ", "lawyers ");
  return chart;
}

Json tried(TestOffice& test, const workflow::StateMap& map = {}) {
  return test.office().try_migration(test.administrator(), renamed_chart(), "memorandum.scxml", map).value().at("documents");
}

}  // namespace

TEST_CASE("a dry run tells which documents would stand nowhere on the new chart, and with a map where they would") {
  TestOffice test;
  const auto id = test.memorandum();
  (void)test.done(test.clerk(), test.event(id, "submit"));
  const auto size = test.ledger_size();
  const Json without = tried(test);
  REQUIRE(without.size() == 1);
  CHECK(without.at(0).at("id") == id.hex());
  CHECK(without.at(0).at("legal") == false);
  REQUIRE_FALSE(without.at(0).at("obstacles").empty());
  CHECK_FALSE(without.at(0).at("obstacles").at(0).at("uk").get<std::string>().empty());

  const Json with = tried(test, {{"legal_review", "lawyers"}});
  CHECK(with.at(0).at("legal") == true);
  const auto to = with.at(0).at("to").get<std::vector<std::string>>();
  CHECK(std::find(to.begin(), to.end(), "lawyers") != to.end());
  CHECK(test.ledger_size() == size);
  CHECK(test.show(id).at("workflow").at("name") == "memorandum");
  CHECK(test.show(id).at("revision") == 2);
}

TEST_CASE("a dry run leaves out what is over, and is for those who publish") {
  TestOffice test;
  const auto id = test.memorandum();
  engine::Command withdraw = test.event(id, "withdraw");
  withdraw.comment = "передумали";
  (void)test.done(test.clerk(), withdraw);
  CHECK(tried(test).empty());
  const auto refused = test.office().try_migration(test.clerk(), renamed_chart(), "memorandum.scxml", {});
  REQUIRE(refused.refused());
  CHECK(refused.refusal().rule == "rights.role");
}
