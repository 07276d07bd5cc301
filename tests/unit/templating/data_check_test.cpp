#include "support/templates.h"

using namespace chancery;
using namespace chancery::tests;
using Codes = std::vector<std::string>;

namespace {

templating::Description described() {
  return templating::read_description(json(R"({"name":"x","kind":"x","languages":["uk","en"],"fields":[
    {"path":"title","type":"translated_text","required":true},
    {"path":"place","type":"text"},
    {"path":"start","type":"date"},
    {"path":"count","type":"number"},
    {"path":"budget","type":"amount"},
    {"path":"closed","type":"yes_no"},
    {"path":"kind","type":"choice","choices":["fixed","indefinite"]},
    {"path":"decision","type":"object"},
    {"path":"decision.no","type":"text","required":true},
    {"path":"parties","type":"list","required":true},
    {"path":"parties[].name","type":"text","required":true},
    {"path":"areas[]","type":"text"}]})"));
}

std::vector<templating::Finding> check(const char* data) {
  return templating::check_data(described(), json(data));
}

}  // namespace

TEST_CASE("data that agree with the description have no findings, in both forms") {
  CHECK(check(R"({"title":{"uk":"Ґ","en":"G"},"parties":[{"name":"А"}]})").empty());
  CHECK(check(R"({"title":[{"language":"uk","value":"Ґ"},{"language":"en","value":"G"}],"place":"Київ","start":"2024-11-21",
    "count":"5","budget":{"value":"10.50","currency":"UAH"},"closed":"no","kind":"fixed","decision":{"no":"1"},
    "parties":[{"name":"А"},{"name":"Б"}],"areas":["culture"]})")
            .empty());
}

TEST_CASE("required fields that are missing or empty are told with their place") {
  const auto found = check(R"({"title":{"uk":"Ґ"},"parties":[{"name":"А"},{}],"decision":{}})");
  CHECK(codes(found) == Codes{"missing_field", "missing_field", "missing_field"});
  CHECK(found[0].tag == "title.en");
  CHECK(found[1].tag == "decision.no");
  CHECK(found[2].tag == "parties[2].name");
  CHECK(codes(check(R"({"title":"","parties":[]})")) == Codes{"missing_field", "missing_field"});
}

TEST_CASE("what lies inside an optional object that is absent is not missed") {
  CHECK(check(R"({"title":{"uk":"Ґ","en":"G"},"parties":[{"name":"А"}]})").empty());
}

TEST_CASE("a value of another type is told with the type it should have") {
  const auto wrong = [](const char* name, const char* value) {
    auto data = json(R"({"title":{"uk":"Ґ","en":"G"},"parties":[{"name":"А"}]})");
    data[name] = json(value);
    const auto found = templating::check_data(described(), data);
    return found.size() == 1 && found.front().code == "ill_typed" && found.front().tag.starts_with(name);
  };
  CHECK(wrong("title", R"("x")"));
  CHECK(wrong("place", "5"));
  CHECK(wrong("start", R"("21.11.2024")"));
  CHECK(wrong("count", R"("five")"));
  CHECK(wrong("budget", R"("5")"));
  CHECK(wrong("closed", R"("maybe")"));
  CHECK(wrong("kind", R"("other")"));
  CHECK(wrong("decision", R"([1])"));
  CHECK(wrong("parties", R"({"name":"x"})"));
  CHECK(wrong("areas", R"("culture")"));
  CHECK(codes(templating::check_data(described(), json("[]"))) == Codes{"ill_typed"});
}

TEST_CASE("a name that the template does not know is a warning with the one that was meant") {
  const auto found = check(R"({"titel":1,"title":{"uk":"Ґ","en":"G"},"parties":[{"name":"А","nmae":1}]})");
  REQUIRE(codes(found) == Codes{"unknown_data", "unknown_data"});
  CHECK_FALSE(templating::has_errors(found));
  CHECK(found[0].tag == "parties[1].nmae");
  CHECK(found[0].suggestion == "parties.name");
  CHECK(found[1].suggestion == "title");
}

TEST_CASE("what is missing is told once, at the tag that needs it") {
  const auto found =
      findings(DocxBuilder().paragraph("{title.uk} {#parties}{name}{/parties}"), R"({"parties":[{"name":"А"},{}]})", described());
  CHECK(codes(found) == Codes{"undefined", "undefined"});
}

TEST_CASE("an optional field that is absent closes its block and opens the inverted one") {
  const auto builder = DocxBuilder().paragraph("{#place}у {place}{/place}{^place}без місця{/place}");
  const auto* data = R"({"title":{"uk":"Ґ","en":"G"},"parties":[{"name":"А"}]})";
  CHECK(lines(builder, data, described()) == "без місця\n");
  CHECK(codes(findings(builder, "{}")) == Codes{"undefined", "undefined"});
}
