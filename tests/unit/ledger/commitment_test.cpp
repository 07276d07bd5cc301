#include "ledger/commitment.h"

#include "base/error.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::ledger;
using chancery::formats::Json;

namespace {

const DocumentId document = *DocumentId::parse("00112233445566778899aabbccddeeff");
const BlobId blob = *BlobId::parse("ffeeddccbbaa99887766554433221100");
const Salt salt = *Salt::from_bytes(std::string(32, '\x07'));

}  // namespace

TEST_CASE("a commitment is the hash of its domain, label, salt and canonical value") {
  const Opening opening(Label::note(), salt, {{"reason", "Їжак"}, {"name", "Ґалаґан"}});
  const Sha256 expected =
      sha256("chancery.commit/1\nleaf.note\n" + std::string(32, '\x07') + R"({"name":"Ґалаґан","reason":"Їжак"})");
  CHECK(opening.commitment() == expected);
}

TEST_CASE("the same value under another label, salt or value is another commitment") {
  const Json value{{"name", "x"}};
  const Opening opening(Label::note(), salt, value);
  CHECK(opening.commitment() != Opening(Label::who(), salt, value).commitment());
  CHECK(opening.commitment() != Opening(Label::note(), *Salt::from_bytes(std::string(32, '\x08')), value).commitment());
  CHECK(opening.commitment() != Opening(Label::note(), salt, {{"name", "y"}}).commitment());
}

TEST_CASE("labels are those of FORMATS and no others") {
  CHECK(Label::step().text() == "leaf.step");
  CHECK(Label::who().text() == "leaf.who");
  CHECK(Label::note().text() == "leaf.note");
  CHECK(Label::data(document).text() == "data:00112233445566778899aabbccddeeff");
  CHECK(Label::annex(document, 12).text() == "annex:00112233445566778899aabbccddeeff:12");
  CHECK(Label::file(document, blob).text() == "file:00112233445566778899aabbccddeeff:ffeeddccbbaa99887766554433221100");
  for (const Label& label : {Label::step(), Label::who(), Label::note(), Label::data(document), Label::annex(document, 0),
                             Label::annex(document, 4'000'000'000U), Label::file(document, blob)}) {
    CHECK(Label::parse(label.text()) == label);
  }
  for (const char* text : {"", "leaf.", "leaf.other", "data:", "data:0011", "DATA:00112233445566778899aabbccddeeff",
                           "annex:00112233445566778899aabbccddeeff",
                           "annex:00112233445566778899aabbccddeeff:", "annex:00112233445566778899aabbccddeeff:01",
                           "annex:00112233445566778899aabbccddeeff:x", "annex:00112233445566778899aabbccddeeff:99999999999",
                           "file:00112233445566778899aabbccddeeff", "file:00112233445566778899aabbccddeeff:00",
                           "file::ffeeddccbbaa99887766554433221100", "data:00112233445566778899aabbccddeeff "}) {
    INFO(text);
    CHECK_FALSE(Label::parse(text));
  }
}

TEST_CASE("an opening comes back from its JSON as the same commitment") {
  const Opening opening(Label::annex(document, 1), salt, {{"number", 1}});
  const Json json = opening.to_json();
  CHECK(json["type"] == "chancery.opening/1");
  CHECK(json["salt"].get<std::string>() == salt.hex());
  const auto again = Opening::parse(json);
  REQUIRE(again.understood());
  CHECK(again.value().commitment() == opening.commitment());
  CHECK(again.value().label() == opening.label());
  CHECK(again.value().value() == opening.value());
}

TEST_CASE("an opening with a missing, unknown or wrong key is not understood") {
  const Json whole = Opening(Label::note(), salt, Json::object()).to_json();
  for (const char* key : {"type", "label", "salt", "value"}) {
    Json json = whole;
    json.erase(key);
    CHECK(Opening::parse(json).why().key == "ledger.missing_key");
  }
  Json json = whole;
  json["more"] = "x";
  CHECK(Opening::parse(json).why().key == "ledger.unknown_key");
  json = whole;
  json["salt"] = "00";
  CHECK(Opening::parse(json).why().key == "ledger.unknown_value");
  json = whole;
  json["type"] = "chancery.opening/2";
  CHECK(Opening::parse(json).why().key == "ledger.unknown_value");
  CHECK_FALSE(Opening::parse(Json::array()).understood());
}

TEST_CASE("what may not be hashed cannot be committed to") {
  for (const Json& value : {Json(nullptr), Json(true), Json(1.5), Json(-1), Json{{"Key", "x"}}, Json("i\xCC\x88")}) {
    CHECK_THROWS_AS(Opening(Label::note(), salt, value), Error);
  }
}
