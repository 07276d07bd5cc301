#include "workflow/instance.h"

#include "formats/json.h"
#include "support/charts.h"
#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::workflow;
using tests::Journey;

namespace {

const Definition& definition() {
  static const auto read = tests::definition_of(
      "<datamodel><data id='v'><x xmlns=''>Ґ Є І Ї ’ &amp; &lt;</x></data><data id='n' expr='1'/></datamodel>"
      "<state id='a'><history id='h'><transition target='b'/></history><transition event='out' target='z'/>"
      "<state id='b'><transition event='e' target='c'><assign location='$n' expr='$n + 1'/></transition></state><state "
      "id='c'/></state>"
      "<state id='z'><transition event='back' target='h' cond=\"$v/x = 'Ґ Є І Ї ’ &amp; &lt;'\"/></state>");
  return read;
}

std::string key_for(const std::function<void(Json&)>& damage) {
  auto json = Journey(definition()).on("e").on("out").instance().to_json();
  damage(json);
  return tests::key_of([&] { static_cast<void>(Instance::from_json(definition(), json)); });
}

}  // namespace

TEST_CASE("an instance is the same after it was stored and loaded") {
  auto journey = Journey(definition()).on("e").on("out");
  const auto bytes = journey.instance().to_bytes();
  const auto loaded = Instance::from_bytes(definition(), bytes);
  CHECK(loaded == journey.instance());
  CHECK(loaded.to_bytes() == bytes);
  const auto next = step(definition(), loaded, {.name = "back"}, Json::object());
  CHECK(next.value().instance.configuration() == std::vector<std::string>{"a", "c"});
}

TEST_CASE("an instance is committed JSON") {
  const auto json = Journey(definition()).on("e").on("out").instance().to_json();
  CHECK(formats::parse_committed_json(formats::committed_json(json), "instance") == json);
}

TEST_CASE("an instance that does not fit its chart is refused") {
  const std::string key = "workflow.bad_instance";
  CHECK(key_for([](Json&) {}).empty());
  CHECK(key_for([](Json& json) { json["type"] = "chancery.instance/2"; }) == key);
  CHECK(key_for([](Json& json) { json["configuration"] = {"nowhere"}; }) == key);
  CHECK(key_for([](Json& json) { json["configuration"] = {"b"}; }) == key);
  CHECK(key_for([](Json& json) { json["configuration"] = {"a", "b", "c"}; }) == key);
  CHECK(key_for([](Json& json) { json["configuration"] = {"a", "b", "z"}; }) == key);
  CHECK(key_for([](Json& json) { json["configuration"] = {"c", "a"}; }) == key);
  CHECK(key_for([](Json& json) { json["configuration"] = {1}; }) == key);
  CHECK(key_for([](Json& json) { json["configuration"] = Json::array(); }) == key);
  CHECK(key_for([](Json& json) { json["history"][0]["id"] = "a"; }) == key);
  CHECK(key_for([](Json& json) { json["history"][0]["states"] = "b"; }) == key);
  CHECK(key_for([](Json& json) { json["data"][0].erase("value"); }) == key);
  CHECK(key_for([](Json& json) { json.erase("session"); }) == key);
  CHECK(key_for([](Json& json) { json["next_id"] = "one"; }) == key);
  CHECK(key_for([](Json& json) { json["invoked"] = {{{"id", "x"}, {"state", "a"}, {"number", 0}}}; }) == key);
  CHECK(key_for([](Json& json) { json = Json::array(); }) == key);
}
