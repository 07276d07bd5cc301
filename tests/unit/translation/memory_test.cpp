#include "translation/memory.h"

#include "formats/json.h"
#include "support/errors.h"
#include "translation/glossary.h"
#include "translation/tmx.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::translation;
using text::Inline;

namespace {

const LanguageTag uk = *LanguageTag::parse("uk");
const LanguageTag en = *LanguageTag::parse("en");

Content words(const std::string& text) {
  return {{Inline::Kind::text, {}, text}};
}

Memory memory() {
  Memory memory(uk, en);
  memory.add({words("Учасники співпрацюють у сфері культури."), words("The Participants cooperate in culture."), "",
              "20260101T000000Z"});
  memory.add({words("Учасники співпрацюють у сфері культури."), words("The Participants work together in culture."), "WA", ""});
  memory.add({words("Меморандум діє п’ять років."), words("The Memorandum is in effect for five years."), "", ""});
  return memory;
}

}  // namespace

TEST_CASE("equal texts match at a hundred, a partner's own first, alike ones below") {
  const auto known = memory();
  const auto exact = known.matches("Учасники співпрацюють у сфері культури.", "WA");
  REQUIRE(exact.size() == 2);
  CHECK(exact[0].quality == 100);
  CHECK(plain_text(exact[0].unit->target) == "The Participants work together in culture.");
  const auto alike = known.matches("Учасники співпрацюють у сфері освіти.", "");
  REQUIRE_FALSE(alike.empty());
  CHECK(alike[0].quality < 100);
  CHECK(alike[0].quality >= 70);
  CHECK(known.matches("Цілком інше речення.", "").empty());
  CHECK(known.matches("Учасники культури у сфері співпрацюють.", "")[0].quality == 99);
}

TEST_CASE("a newer unit takes the place of the older one; empty ones are not kept") {
  auto known = memory();
  known.add({words("Меморандум діє п’ять років."), words("The Memorandum lasts five years."), "", ""});
  CHECK(known.units().size() == 3);
  CHECK(plain_text(known.matches("Меморандум діє п’ять років.", "")[0].unit->target) == "The Memorandum lasts five years.");
  known.add({words(""), words("x"), "", ""});
  known.add({words("х"), words(""), "", ""});
  CHECK(known.units().size() == 3);
}

TEST_CASE("a memory goes out as TMX and comes back whole") {
  auto known = memory();
  known.add({{{Inline::Kind::open, "1", "b"},
              {Inline::Kind::text, "", "Ґ & <"},
              {Inline::Kind::close, "1", "b"},
              {Inline::Kind::standalone, "2", "br"}},
             {{Inline::Kind::open, "1", "b"},
              {Inline::Kind::text, "", "G"},
              {Inline::Kind::close, "1", "b"},
              {Inline::Kind::standalone, "2", "br"}},
             "",
             ""});
  const auto bytes = write_tmx(known);
  Memory again(uk, en);
  CHECK(read_tmx(bytes, "m.tmx", again).added == 4);
  REQUIRE(again.units().size() == 4);
  CHECK(again.units()[1] == known.units()[1]);
  CHECK(again.units()[0].changed == "20260101T000000Z");
  CHECK(plain_text(again.units()[3].source) == "Ґ & <");
  CHECK(again.units()[3].source.size() == 4);
  CHECK(write_tmx(memory()) == write_tmx(memory()));
}

TEST_CASE("TMX of other tools: a DOCTYPE, other languages, regions") {
  const std::string bytes =
      "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx11.dtd\">\n<tmx version=\"1.1\"><header/><body>"
      "<tu><tuv lang=\"UK-UA\"><seg>Так<bpt i='1'>&lt;b></bpt>.<ept i='1'/></seg></tuv><tuv "
      "lang=\"EN-US\"><seg>Yes<hi>.</hi></seg></tuv></tu>"
      "<tu><tuv xml:lang=\"uk\"><seg>Ні</seg></tuv><tuv xml:lang=\"de\"><seg>Nein</seg></tuv></tu></body></tmx>";
  Memory known(uk, en);
  const auto report = read_tmx(bytes, "m.tmx", known);
  CHECK(report.added == 1);
  CHECK(report.other_languages == 1);
  CHECK(plain_text(known.units().at(0).target) == "Yes.");
}

TEST_CASE("what is no TMX, or too large, is refused with place and rule") {
  Memory known(uk, en);
  const auto key = [&](const std::string& bytes) {
    return tests::key_of([&] { (void)read_tmx(bytes, "m.tmx", known, {10'000, 1}); });
  };
  CHECK(key("<xliff/>") == "translation.rule_not_tmx");
  CHECK(key("<tmx version='2'/>") == "translation.rule_version");
  CHECK(key("<tmx version='1.4'/>") == "translation.rule_structure");
  CHECK(key("<tmx version='1.4'><body><x/></body></tmx>") == "translation.rule_structure");
  CHECK(key("<tmx version='1.4'><body><tu><tuv><seg/></tuv></tu></body></tmx>") == "translation.rule_language_shape");
  CHECK(key("<tmx version='1.4'><body><tu><tuv xml:lang='uk'/></tu></body></tmx>") == "translation.rule_structure");
  CHECK(key("<!DOCTYPE tmx [<!ENTITY a 'b'>]><tmx version='1.4'><body/></tmx>") == "text.markup_doctype");
  CHECK(key(std::string(20'000, ' ')) == "text.markup_too_large");
  const std::string unit = "<tu><tuv xml:lang='uk'><seg>а</seg></tuv><tuv xml:lang='en'><seg>a</seg></tuv></tu>";
  CHECK(key("<tmx version='1.4'><body>" + unit + unit + "</body></tmx>") == "translation.too_many_units");
}

TEST_CASE("terms are found inflected, in order") {
  const auto glossary = Glossary::read(formats::parse_json(
      R"({"terms":[{"words":{"uk":"парафування","en":"initialling"},"definition":"засвідчення тексту"},{"words":{"uk":"обласна рада","en":"regional council"}}]})",
      "g"));
  CHECK(glossary.found_in("Після парафуванням тексту", uk).size() == 1);
  CHECK(glossary.found_in("рішення обласної ради", uk).size() == 1);
  CHECK(glossary.found_in("рада обласна", uk).empty());
  CHECK(glossary.found_in("the Regional Councils", en).size() == 1);
  for (const char* const text :
       {"[]", R"({"terms":[1]})", R"({"terms":[{"words":{"uk":1}}]})", R"({"terms":[{"words":{},"definition":1}]})"}) {
    CHECK(tests::key_of([&] { (void)Glossary::read(formats::parse_json(text, "g")); }) == "translation.glossary_shape");
  }
}
