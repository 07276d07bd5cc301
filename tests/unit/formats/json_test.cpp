#include "formats/json.h"

#include "base/error.h"

#include <catch2/catch.hpp>

#include <limits>

using namespace chancery;
using namespace chancery::formats;

namespace {

std::string refusal_of(std::string_view text, const JsonLimits& limits = {}) {
  try {
    (void)parse_json(text, "data.json", limits);
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::input);
    return error.message().key;
  }
  return "read";
}

std::string commitment_refusal(const Json& value) {
  try {
    (void)committed_json(value);
  } catch (const Error& error) {
    return error.message().key + " " + std::get<std::string>(error.message().arguments.at(0).second);
  }
  return "written";
}

}  // namespace

TEST_CASE("strict JSON refuses what hides a second meaning") {
  CHECK(refusal_of(R"({"a":1,"a":2})") == "formats.json_doubled_key");
  CHECK(refusal_of(R"({"a":{"b":1,"b":2}})") == "formats.json_doubled_key");
  CHECK(refusal_of(R"({"a":1,"A":2})") == "read");
  CHECK(refusal_of("[1,]") == "formats.json_syntax");
  CHECK(refusal_of("[1] 2") == "formats.json_syntax");
  CHECK(refusal_of("") == "formats.json_syntax");
  CHECK(refusal_of("\"\xC0\xAF\"") == "formats.json_syntax");
}

TEST_CASE("size and depth of JSON have a limit") {
  CHECK(refusal_of(std::string(64, '[') + std::string(64, ']')) == "read");
  CHECK(refusal_of(std::string(65, '[') + std::string(65, ']')) == "formats.json_too_deep");
  CHECK(refusal_of(std::string(200'000, '[')) == "formats.json_too_deep");
  CHECK(refusal_of("[1,2,3]", {.bytes = 6}) == "formats.json_too_large");
}

TEST_CASE("a value that was read is the value that was written") {
  const Json value =
      parse_json(R"({"назва":"Меморандум ’Ґ Є І Ї’","list":[1,{"x":[]},"two"],"n":-1.5,"t":true,"z":null})", "data.json");
  CHECK(value["назва"] == "Меморандум ’Ґ Є І Ї’");
  CHECK(value["list"].size() == 3);
  CHECK(parse_json(canonical_json(value), "again") == value);
}

TEST_CASE("numbers are written as ECMAScript writes them") {
  const auto written = [](double value) { return canonical_json(Json(value)); };
  CHECK(written(0.0) == "0");
  CHECK(written(-0.0) == "0");
  CHECK(written(1e21) == "1e+21");
  CHECK(written(1e20) == "100000000000000000000");
  CHECK(written(0.000001) == "0.000001");
  CHECK(written(1e-7) == "1e-7");
  CHECK(written(-1.5) == "-1.5");
  CHECK(written(333333333.33333329) == "333333333.3333333");
  CHECK(written(4.5) == "4.5");
  CHECK(written(5e-324) == "5e-324");
  CHECK(written(1.7976931348623157e308) == "1.7976931348623157e+308");
  CHECK(written(123456.0) == "123456");
  CHECK_THROWS_AS(written(std::numeric_limits<double>::infinity()), Error);
  CHECK(canonical_json(Json(std::numeric_limits<std::uint64_t>::max())) == "18446744073709552000");
}

TEST_CASE("canonical JSON sorts by UTF-16 and escapes only what it must") {
  CHECK(canonical_json(Json{{"b", 1}, {"a", 2}}) == R"({"a":2,"b":1})");
  CHECK(canonical_json(Json{{"\xEF\xAC\xB3", 1}, {"\xF0\x9F\x98\x80", 2}}) == "{\"\xF0\x9F\x98\x80\":2,\"\xEF\xAC\xB3\":1}");
  CHECK(canonical_json(Json("\x01\n\"\\ґ/")) == "\"\\u0001\\n\\\"\\\\ґ/\"");
  CHECK_THROWS_AS(canonical_json(Json("\xFF")), Error);
}

TEST_CASE("what is hashed holds text, whole numbers, lists and objects only") {
  CHECK(commitment_refusal(Json{{"type", "x"}, {"list", Json::array()}, {"n", 7}}) == "written");
  CHECK(commitment_refusal(Json{{"a", {{"b", nullptr}}}}) == "formats.committed_type /a/b");
  CHECK(commitment_refusal(Json{{"a", true}}) == "formats.committed_type /a");
  CHECK(commitment_refusal(Json{{"a", 1.5}}) == "formats.committed_type /a");
  CHECK(commitment_refusal(Json{{"a", -1}}) == "formats.committed_type /a");
  CHECK(commitment_refusal(Json{{"a", {1, std::uint64_t{1} << 53U}}}) == "formats.committed_type /a/1");
  CHECK(commitment_refusal(Json{{"Назва", 1}}) == "formats.committed_key /Назва");
  CHECK(commitment_refusal(Json{{"a", "и\xCC\x86"}}) == "formats.committed_nfc /a");
  CHECK(commitment_refusal(Json{{"a", "й ї ґ"}}) == "written");
}

TEST_CASE("committed bytes that are not canonical are refused") {
  CHECK(parse_committed_json(R"({"a":1,"b":[]})", "leaf") == Json{{"a", 1}, {"b", Json::array()}});
  CHECK_THROWS_AS(parse_committed_json(R"({"b":[],"a":1})", "leaf"), Error);
  CHECK_THROWS_AS(parse_committed_json(R"({"a": 1})", "leaf"), Error);
}
