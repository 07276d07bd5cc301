#include "document/akoma_ntoso.h"

#include "formats/xml_document.h"
#include "support/fault_and_key.h"
#include "unit/document/document_cases.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::document;

namespace {

const LanguageTag uk = *LanguageTag::parse("uk");
const LanguageTag en = *LanguageTag::parse("en");
const std::string clerk(32, 'a');
const std::string translator(32, 'b');

AkomaStep step(const char* time, const char* event, const std::string& person, const char* role, bool done = true) {
  return {*Timestamp::parse(time), event, done, person, role};
}

AkomaSource source_of(const Document& document) {
  return {document,
          "Київська обласна державна адміністрація",
          {{uk, "МЕМОРАНДУМ\nМеморандум ’Ґ Є І Ї’\n№ 12/2026\n1. Мета\n1.1. Дружба & «мир» <тут>.\n"},
           {en, "MEMORANDUM\n1. Purpose\n1.1. Friendship.\n"}},
          {step("2026-02-03T04:05:06.789Z", "new", clerk, "clerk"),
           step("2026-02-03T05:00:00.000Z", "approve", clerk, "clerk", false),
           step("2026-02-04T00:00:00.000Z", "certify", translator, "translator")},
          {{clerk, "Є. Ґонтар"}}};
}

Document registered() {
  auto document = tests::memorandum();
  document.registration = Registration{"01-12/345 Ґ", "2026-02-05"};
  return document;
}

bool holds(const Bytes& bytes, std::string_view what) {
  return bytes.find(what) != Bytes::npos;
}

std::size_t count(const Bytes& bytes, std::string_view what) {
  std::size_t found = 0;
  for (auto at = bytes.find(what); at != Bytes::npos; at = bytes.find(what, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("a memorandum is a doc, an appeal, a declaration and a note are statements") {
  auto document = tests::memorandum();
  CHECK(holds(akoma_ntoso(source_of(document), uk), "<doc name=\"memorandum\""));
  for (const auto* kind : {"appeal", "declaration", "note_verbale"}) {
    document.kind = kind;
    CHECK(holds(akoma_ntoso(source_of(document), uk), "<statement name=\"" + std::string(kind) + "\""));
  }
  for (const auto* kind : {"full_powers", "certified_translation", "annex"}) {
    document.kind = kind;
    CHECK(holds(akoma_ntoso(source_of(document), uk), "<doc name=\"" + std::string(kind) + "\""));
  }
}

TEST_CASE("work, expression and manifestation are named by kind, date, number and language") {
  const auto document = registered();
  const auto bytes = akoma_ntoso(source_of(document), uk);
  CHECK(holds(bytes, "<FRBRthis value=\"/akn/ua/doc/memorandum/2026-02-05/01-12-345%20%D2%90/!main\""));
  CHECK(holds(bytes, "<FRBRuri value=\"/akn/ua/doc/memorandum/2026-02-05/01-12-345%20%D2%90/ukr@\""));
  CHECK(holds(bytes, "<FRBRthis value=\"/akn/ua/doc/memorandum/2026-02-05/01-12-345%20%D2%90/ukr@/!main.xml\""));
  CHECK(holds(bytes, "<FRBRnumber value=\"01-12/345 Ґ\""));
  CHECK(holds(bytes, "<FRBRlanguage language=\"ukr\""));
  CHECK(holds(akoma_ntoso(source_of(document), en), "<FRBRlanguage language=\"eng\""));
}

TEST_CASE("before the journal has given a number the record of the office names the work") {
  const auto document = tests::memorandum();
  const auto bytes = akoma_ntoso(source_of(document), uk);
  CHECK(holds(bytes, "\"/akn/ua/doc/memorandum/2026-02-03/000102030405060708090a0b0c0d0e0f\""));
  CHECK_FALSE(holds(bytes, "FRBRnumber"));
}

TEST_CASE("a translation names its source, who certified it and whether it is authentic; the source does not") {
  auto document = registered();
  CHECK_FALSE(holds(akoma_ntoso(source_of(document), uk), "FRBRtranslation"));
  const auto english = akoma_ntoso(source_of(document), en);
  CHECK(holds(english,
              "<FRBRtranslation href=\"/akn/ua/doc/memorandum/2026-02-05/01-12-345%20%D2%90/ukr@\" fromLanguage=\"ukr\" "
              "authoritative=\"true\" by=\"#person_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\""));
  document.texts[1].status = TranslationStatus::courtesy;
  auto source = source_of(document);
  source.steps.clear();
  CHECK(holds(akoma_ntoso(source, en), "authoritative=\"false\" by=\"#office\""));
  CHECK_FALSE(holds(akoma_ntoso(source, en), "<workflow"));
}

TEST_CASE("every step stands in the workflow with time, person, role, event and outcome") {
  const auto document = tests::memorandum();
  const auto bytes = akoma_ntoso(source_of(document), uk);
  CHECK(count(bytes, "<step ") == 3);
  CHECK(holds(bytes,
              "<step eId=\"step_2\" date=\"2026-02-03T05:00:00.000Z\" by=\"#person_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" "
              "as=\"#role_clerk\" refersTo=\"#event_approve\" outcome=\"#refused\""));
  CHECK(holds(bytes, "<TLCPerson eId=\"person_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""));
  CHECK(holds(bytes, "showAs=\"Є. Ґонтар\""));
  CHECK(holds(bytes, "showAs=\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\""));
  CHECK(count(bytes, "<TLCPerson ") == 2);
  CHECK(count(bytes, "<TLCEvent ") == 3);
  CHECK(count(bytes, "<TLCConcept ") == 2);
}

TEST_CASE("the text keeps its structure and its characters") {
  const auto document = tests::memorandum();
  const auto bytes = akoma_ntoso(source_of(document), uk);
  CHECK(holds(bytes, "<preface><p>МЕМОРАНДУМ</p><p><docTitle>Меморандум ’Ґ Є І Ї’</docTitle></p>"));
  CHECK(holds(bytes, "<section eId=\"sec_1\"><num>1.</num><heading>Мета</heading><paragraph eId=\"sec_1__para_1.1\">"));
  CHECK(holds(bytes, "<content><p>Дружба &amp; «мир» &lt;тут&gt;.</p></content>"));
}

TEST_CASE("the number of the journal is marked where it stands before the first article") {
  auto document = tests::memorandum();
  document.registration = Registration{"12/2026", "2026-02-05"};
  CHECK(holds(akoma_ntoso(source_of(document), uk), "<p>№ <docNumber>12/2026</docNumber></p>"));
}

TEST_CASE("line breaks, tables, points and numbers that come again are written so that every id is there once") {
  const auto document = tests::memorandum();
  auto source = source_of(document);
  source.texts[0].lines = "1. Перше:\n1) а;\n2) б\u2028далі.\n[table]\nкомірка\n[|]\nдруга\n[|]\n[/]\n[/table]\n1. Знову.\n";
  const auto bytes = akoma_ntoso(source, uk);
  CHECK_FALSE(holds(bytes, "<preface"));
  CHECK(holds(bytes, "<paragraph eId=\"para_1\"><num>1.</num><intro><p>Перше:</p></intro><point eId=\"para_1__point_1\">"));
  CHECK(holds(bytes, "<p>б<eol"));
  CHECK(holds(bytes, "<table><tr><td><p>комірка</p></td><td><p>друга</p></td></tr></table>"));
  CHECK(holds(bytes, "eId=\"para_1-2\""));
}

TEST_CASE("a text without numbers stands in the main body, and an empty one is still a document") {
  const auto document = tests::memorandum();
  auto source = source_of(document);
  source.texts[0].lines = "Лише рядок.\n";
  CHECK(holds(akoma_ntoso(source, uk), "<mainBody><p>Лише рядок.</p></mainBody>"));
  source.texts[0].lines.clear();
  CHECK(holds(akoma_ntoso(source, uk), "<mainBody><p"));
}

TEST_CASE("the export is tied to the office by document, content, source content and manifest") {
  auto document = registered();
  document.frozen = Frozen{tests::file_named("manifest.json"), {}};
  const auto english = akoma_ntoso(source_of(document), en);
  CHECK(holds(english, "document=\"000102030405060708090a0b0c0d0e0f\" revision=\"3\" content=\"" + tests::hash_of("text").hex() +
                           "\" from=\"" + tests::hash_of("текст").hex() + "\" manifest=\"" +
                           tests::hash_of("manifest.json").hex() + "\" specimen=\"demonstration\""));
  document.specimen = false;
  document.frozen.reset();
  const auto plain = akoma_ntoso(source_of(document), uk);
  CHECK_FALSE(holds(plain, "specimen"));
  CHECK_FALSE(holds(plain, "manifest="));
  CHECK_FALSE(holds(plain, "from=\""));
}

TEST_CASE("annexes are referred to, not copied") {
  auto document = registered();
  CHECK_FALSE(holds(akoma_ntoso(source_of(document), uk), "attachment"));
  document.annexes.push_back({1, tests::file_named("annex-1.pdf")});
  const auto bytes = akoma_ntoso(source_of(document), uk);
  CHECK(holds(bytes, "<attachment eId=\"att_1\"><documentRef eId=\"att_1__ref\""));
  CHECK(holds(bytes, "/!annex_1\" showAs=\"annex-1.pdf\""));
}

TEST_CASE("a collection holds every language of every document, each with its own ids") {
  const auto first = registered();
  auto second = tests::memorandum();
  second.kind = "appeal";
  const std::vector<AkomaSource> sources{source_of(first), source_of(second)};
  const auto bytes = akoma_ntoso_collection({std::string(32, '7'), "Справа", "Установа", first.created}, sources);
  CHECK(holds(bytes, "<documentCollection name=\"collection\""));
  CHECK(count(bytes, "<component ") == 4);
  CHECK(count(bytes, "<doc ") == 2);
  CHECK(count(bytes, "<statement ") == 2);
  CHECK(holds(bytes, "eId=\"cmp_1__sec_1\""));
  CHECK(holds(bytes, "by=\"#cmp_2__person_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\""));
  CHECK(holds(bytes, "/mul@/!main.xml"));
  const auto own = collection_of(sources.front());
  CHECK(own.id == "000102030405060708090a0b0c0d0e0f");
  CHECK(own.title == "Меморандум ’Ґ Є І Ї’");
}

TEST_CASE("the same source gives the same bytes, and they are well-formed") {
  const auto document = registered();
  const auto bytes = akoma_ntoso(source_of(document), uk);
  CHECK(bytes == akoma_ntoso(source_of(document), uk));
  CHECK_NOTHROW(formats::XmlDocument::read(bytes, "akoma.xml"));
}

TEST_CASE("characters that XML cannot hold are refused, not dropped") {
  const auto document = tests::memorandum();
  auto source = source_of(document);
  source.texts[0].lines = "рядок\x01\n";
  CHECK(fault_and_key([&] { (void)akoma_ntoso(source, uk); })->first == Fault::input);
}

TEST_CASE("a language has its code of three letters, an unlisted one its tag") {
  CHECK(akoma_language(uk) == "ukr");
  CHECK(akoma_language(*LanguageTag::parse("fr-CA")) == "fra");
  CHECK(akoma_language(*LanguageTag::parse("cy")) == "cy");
}
