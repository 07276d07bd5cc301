#include "document/statement.h"

#include "base/error.h"
#include "unit/document/document_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::document;
using chancery::tests::hash_of;

namespace {

Statement statement() {
  return {hash_of("manifest"),
          Act::sign,
          "начальниця адміністрації",
          std::nullopt,
          std::nullopt,
          std::nullopt,
          true,
          {},
          "specimen/0123456789abcdef/e1\n7\nAAAA\n",
          *RequestId::parse("000102030405060708090a0b0c0d0e0f"),
          *Timestamp::parse("2026-02-03T05:05:06.789Z")};
}

std::string refusal_of(const Bytes& bytes) {
  try {
    (void)parse_statement(bytes, "META-INF/ASiCManifest001.xml");
  } catch (const Error& error) {
    return error.message().key;
  }
  return "read";
}

Bytes with(const char* field, const formats::Json& value) {
  auto json = formats::parse_json(compose_statement(statement()), "statement");
  json[field] = value;
  return formats::canonical_json(json);
}

}  // namespace

TEST_CASE("a statement comes back as it was, with and without what may be absent") {
  Statement full = statement();
  full.act = Act::seal;
  full.instrument = hash_of("full powers");
  full.on_behalf_of = "Київська область";
  full.place = "Київ";
  full.in_person = false;
  full.unseen = {2, 3};
  for (const Statement& one : {statement(), full}) {
    CHECK(compose_statement(parse_statement(compose_statement(one), "statement")) == compose_statement(one));
  }
  CHECK(parse_statement(compose_statement(full), "statement").unseen == std::vector<unsigned>{2, 3});
}

TEST_CASE("absent means that the key is absent") {
  const auto json = formats::parse_json(compose_statement(statement()), "statement");
  for (const char* key : {"instrument", "on_behalf_of", "place"}) CHECK_FALSE(json.contains(key));
  CHECK(json.at("unseen").is_array());
}

TEST_CASE("every act has the word of FORMATS") {
  for (const char* name : {"initial", "sign", "ad_referendum", "confirm", "seal"}) CHECK(name_of(*parse_act(name)) == name);
  CHECK_FALSE(parse_act("Sign"));
}

TEST_CASE("a statement with an odd field is refused with its place") {
  CHECK(refusal_of(with("type", "chancery.statement/2")) == "document.statement_broken");
  CHECK(refusal_of(with("mode", "by_post")) == "document.statement_broken");
  CHECK(refusal_of(with("act", "bless")) == "document.statement_broken");
  CHECK(refusal_of(with("manifest", "00")) == "document.statement_broken");
  CHECK(refusal_of(with("expires", "tomorrow")) == "document.statement_broken");
  CHECK(refusal_of(with("request", "1")) == "document.statement_broken");
  CHECK(refusal_of(with("unseen", "none")) == "document.statement_broken");
  CHECK(refusal_of("[]") == "document.statement_broken");
}
