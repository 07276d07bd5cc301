#include "support/templates.h"

using namespace chancery;
using namespace chancery::tests;

TEST_CASE("the fields of a template are a JSON Schema with labels, hints and places") {
  const auto described =
      templating::read_description(json(R"({"name":{"uk":"М","en":"M"},"kind":"memorandum","languages":["uk","en"],
    "fields":[{"path":"title","type":"translated_text","required":true,"label":{"uk":"Назва","en":"Title"},"hint":{"en":"As decided"}},
    {"path":"start","type":"date"},{"path":"parties","type":"list","required":true},
    {"path":"parties[].name","type":"text","required":true},{"path":"areas[]","type":"choice","choices":["it"]},
    {"path":"budget","type":"amount"},{"path":"n","type":"number"},{"path":"open","type":"yes_no"},{"path":"o","type":"object"}]})"));
  const auto package = DocxBuilder().paragraph("{title.uk}{#parties}{name}{/parties}").header({"{title.en}"}).package();
  const auto schema = templating::fields(templating::compile(package, described));
  CHECK(schema["x-kind"] == "memorandum");
  CHECK(schema["required"] == json(R"(["title","parties"])"));
  const auto& title = schema["properties"]["title"];
  CHECK(title["properties"]["uk"]["type"] == "string");
  CHECK(title["required"] == json(R"(["uk","en"])"));
  CHECK(title["x-label"]["uk"] == "Назва");
  CHECK(title["x-hint"]["en"] == "As decided");
  CHECK(title["x-used"] == json(R"(["word/document.xml","word/header1.xml"])"));
  CHECK(schema["properties"]["start"]["format"] == "date");
  CHECK(schema["properties"]["parties"]["items"]["properties"]["name"]["type"] == "string");
  CHECK(schema["properties"]["parties"]["items"]["required"] == json(R"(["name"])"));
  CHECK(schema["properties"]["areas"]["items"]["enum"] == json(R"(["it"])"));
  CHECK(schema["properties"]["budget"]["required"].size() == 2);
  CHECK(schema["properties"]["open"]["type"] == "boolean");
  CHECK(schema["properties"]["o"]["type"] == "object");
  CHECK(schema["properties"]["n"].contains("pattern"));
}

TEST_CASE("without a description the tags themselves say what the template needs") {
  const auto schema = templating::fields(templating::compile(DocxBuilder().paragraph("{a.b}{#l}{.}{/l}{t.uk}").package(), {}));
  CHECK(schema["properties"]["a"]["properties"]["b"]["type"] == "string");
  CHECK(schema["properties"]["l"]["type"] == "array");
  CHECK(schema["properties"].contains("t"));
}
