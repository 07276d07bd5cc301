#include "unit/text/catalogue_sources.h"

#include <catch2/catch.hpp>

using namespace chancery::tests;

using Names = std::set<std::string>;

TEST_CASE("a message in a source is found with its arguments and its line") {
  const auto uses = message_uses_in(R"(
    throw Error(Fault::input, {"formats.zip_overlap",
                               {{"place", place("a}", '{')}, {"entry", std::string{name}}}});)",
                                    "archive.cpp");
  REQUIRE(uses.size() == 1);
  CHECK(uses[0].place == "archive.cpp:2");
  CHECK(uses[0].key == "formats.zip_overlap");
  CHECK(uses[0].arguments == Names{"place", "entry"});
}

TEST_CASE("a message without arguments is found") {
  CHECK(message_uses_in(R"(Message{"server.log_in"})", "x")[0].arguments == Names{});
  CHECK(message_uses_in(R"(Verdict::invalid({"ledger.gap", {}}))", "x")[0].arguments == Names{});
}

TEST_CASE("the rule of a refusal is not a text, its message is") {
  const auto uses = message_uses_in(R"(Refusal{"workflow.role", {"workflow.wrong_role", {{"role", role}}}})", "x");
  REQUIRE(uses.size() == 1);
  CHECK(uses[0].key == "workflow.wrong_role");
}

TEST_CASE("a key that is put together is mentioned by its beginning") {
  CHECK(is_mentioned({"server.state_"}, "server.state_draft"));
  CHECK(is_mentioned({"server.state"}, "server.state"));
  CHECK_FALSE(is_mentioned({"server.state"}, "server.state_draft"));
}

TEST_CASE("a Latin letter in a Ukrainian word is found") {
  CHECK(mixed_words("PDF-файл і SHA-256, {place}у").empty());
  CHECK(mixed_words("Докумeнт підписано") == std::vector<std::string>{"Докумeнт"});
}
