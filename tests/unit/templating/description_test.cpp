#include "templating/description.h"

#include "support/errors.h"
#include "support/templates.h"

using namespace chancery;
using namespace chancery::tests;
using templating::FieldType;

namespace {

constexpr const char* memorandum = R"({"name":{"uk":"Меморандум","en":"Memorandum"},"kind":"memorandum_of_understanding",
  "languages":["uk","en"],"columns":["uk","en"],"fields":[
  {"path":"title","type":"translated_text","required":true,"label":{"uk":"Назва","en":"Title"},"hint":{"uk":"Як у рішенні"}},
  {"path":"parties","type":"list","required":"yes"},
  {"path":"parties[].name","type":"text"},
  {"path":"areas[]","type":"choice","choices":["culture","it"]},
  {"path":"decision.date","type":"date"}]})";

std::string refusal(formats::Json json) {
  return key_of([&] { std::ignore = templating::read_description(json); });
}

formats::Json with(const char* pointer, const char* value) {
  auto changed = json(memorandum);
  changed[formats::Json::json_pointer(pointer)] = json(value);
  return changed;
}

}  // namespace

TEST_CASE("a description says what each field is, in both languages") {
  const auto read = templating::read_description(json(memorandum));
  CHECK(read.kind == "memorandum_of_understanding");
  CHECK(read.columns.size() == 2);
  REQUIRE(read.find("title") != nullptr);
  CHECK(read.find("title")->required);
  CHECK(read.find("title")->label.at("en") == "Title");
  CHECK(read.find("parties.name") == read.find("parties[].name"));
  CHECK(read.find("parties")->type == FieldType::list);
  CHECK(read.find("areas") == nullptr);
  CHECK(read.find("areas[]")->type == FieldType::choice);
  CHECK(read.knows("decision"));
  CHECK_FALSE(read.knows("dec"));
  CHECK(read.is_list("areas"));
  CHECK(read.is_list("parties"));
  CHECK_FALSE(read.is_list("title"));
}

TEST_CASE("a description with a mistake is refused at its place") {
  CHECK(refusal(json("[]")) == "templating.description_not_object");
  CHECK(refusal(with("/kind", "7")) == "templating.description_text");
  CHECK(refusal(with("/languages", "[]")) == "templating.description_list");
  CHECK(refusal(with("/languages", R"(["ukr1"])")) == "templating.description_language");
  CHECK(refusal(with("/columns", R"(["fr"])")) == "templating.description_column");
  CHECK(refusal(with("/name", R"({"UK":"x"})")) == "templating.description_words");
  CHECK(refusal(with("/surprise", "1")) == "templating.description_key");
  CHECK(refusal(with("/delimiters", R"(["{"])")) == "templating.description_delimiters");
  CHECK(refusal(with("/fields", "{}")) == "templating.description_list");
  CHECK(refusal(with("/fields/0/type", R"("picture")")) == "templating.description_type");
  CHECK(refusal(with("/clauses", R"({"a":"1"})")) == "templating.description_hash");
  CHECK(refusal(with("/clauses", "[]")) == "templating.description_not_object");
  CHECK(refusal(with("/checks", R"({"undefined":"warning"})")) == "templating.description_check");
  CHECK(refusal(with("/checks", R"({"unused_field":"never"})")) == "templating.description_check");
  CHECK(refusal(with("/fields/0/path", R"("Назва")")) == "templating.description_path");
  CHECK(refusal(with("/fields/0/path", R"("a..b")")) == "templating.description_path");
  CHECK(refusal(with("/fields/0/required", R"("maybe")")) == "templating.description_flag");
  CHECK(refusal(with("/fields/3/choices", "[]")) == "templating.description_choices");
  CHECK(refusal(with("/fields/0/choices", R"(["x"])")) == "templating.description_choices");
  CHECK(refusal(with("/fields/2/path", R"("title")")) == "templating.description_twice");
}

TEST_CASE("a type has one name") {
  CHECK(templating::name_of(FieldType::translated_text) == "translated_text");
  CHECK(templating::plain_path("a[].b[].c") == "a.b.c");
}
