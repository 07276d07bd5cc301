#include "base/error.h"
#include "support/docx_builder.h"
#include "support/errors.h"
#include "translation/stored_entries.h"
#include "translation/xliff_file.h"
#include "translation/xliff_import.h"
#include "translation/xliff_writer.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace chancery;
using namespace chancery::translation;
using tests::DocxBuilder;
using text::Inline;

namespace {

const LanguageTag uk = *LanguageTag::parse("uk");
const LanguageTag en = *LanguageTag::parse("en");

text::SegmentedText source_text() {
  DocxBuilder builder;
  builder.paragraph("Стаття 1. Мета & зміст <так>")
      .body(
          "<w:p><w:r><w:t xml:space=\"preserve\">Діє </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>п’ять</w:t></w:r><w:r><w:t "
          "xml:space=\"preserve\"> років</w:t><w:br/><w:t>і ґанки.</w:t></w:r></w:p>")
      .paragraph("Учасники домовилися.");
  return text::segments(builder.package(), {uk, {}, {}});
}

struct Office {
  text::SegmentedText source = source_text();
  Sha256 content = sha256("text");
  Entries entries;
  Memory memory{uk, en};
  Glossary glossary;

  [[nodiscard]] Bytes out(XliffVersion version) const {
    return write_xliff(
        {"memorandum-7", content, uk, en, source, entries, &memory, "WA", &glossary, {{source.segments[0].id, {"зауваження"}}}},
        version);
  }
  [[nodiscard]] ImportReport in(const Bytes& bytes) const {
    return import_xliff(read_xliff(bytes, "back.xlf"), {"memorandum-7", content, uk, en, source, entries}, "back.xlf");
  }
};

Content translated(const Content& source, const std::string& with) {
  auto target = source;
  for (auto& piece : target) {
    if (piece.kind == Inline::Kind::text) piece.value = with + piece.value;
  }
  return target;
}

Office translated_office() {
  Office office;
  for (const auto& segment : office.source.segments) {
    office.entries.emplace(segment.id, Entry{segment.id, segment.hash(), translated(segment.content, "EN "), State::reviewed});
  }
  return office;
}

std::string replaced(std::string bytes, const std::string& what, const std::string& with) {
  const auto at = bytes.find(what);
  REQUIRE(at != std::string::npos);
  return bytes.replace(at, what.size(), with);
}

using Outcome = ImportedSegment::Outcome;

}  // namespace

TEST_CASE("what goes out in either version comes back as it was") {
  for (const auto version : {XliffVersion::v2_1, XliffVersion::v1_2}) {
    const auto office = translated_office();
    Office empty;
    const auto report = empty.in(office.out(version));
    CHECK(report.taken == office.source.segments.size());
    CHECK_FALSE(report.older_version);
    for (const auto& [id, entry] : report.entries) {
      CHECK(entry.target == office.entries.at(id).target);
      CHECK(entry.source == office.entries.at(id).source);
      CHECK(entry.state == State::translated);  // who confirms, confirms here
    }
    const auto again = office.in(office.out(version));
    CHECK(again.taken == 0);
    CHECK(std::all_of(again.segments.begin(), again.segments.end(),
                      [](const auto& one) { return one.outcome == Outcome::unchanged; }));
    CHECK(again.entries.begin()->second.state == State::reviewed);
  }
}

TEST_CASE("our own exports pass the rules, with states, context, notes, matches and terms") {
  auto office = translated_office();
  office.memory.add(
      {{{Inline::Kind::text, {}, "Учасники домовилися."}}, {{Inline::Kind::text, {}, "The Participants agreed."}}, "WA", {}});
  office.glossary = Glossary({{{{"uk", "Учасники"}, {"en", "Participants"}}, "ті, хто підписує"}});
  const auto bytes = office.out(XliffVersion::v2_1);
  const auto document = read_xliff(bytes, "out.xlf");
  CHECK(document.version == "2.1");
  CHECK(document.files.at(0).original == "memorandum-7");
  CHECK(document.files.at(0).content_hash == office.content.hex());
  for (const char* const part : {"state=\"reviewed\"", "<note category=\"context\">", "<note category=\"remark\">зауваження",
                                 "matchQuality=\"100\"", "The Participants agreed.", "<gls:term>Учасники", "subType=\"xlf:b\""}) {
    CAPTURE(part);
    CHECK(bytes.find(part) != Bytes::npos);
  }
  const auto old = office.out(XliffVersion::v1_2);
  CHECK(read_xliff(old, "out.xlf").version == "1.2");
  for (const char* const part : {"state=\"signed-off\"", "<alt-trans match-quality=\"100\"", "Учасники = Participants",
                                 "ctype=\"bold\"", "xml:space=\"preserve\""}) {
    CAPTURE(part);
    CHECK(old.find(part) != Bytes::npos);
  }
  CHECK(office.out(XliffVersion::v2_1) == bytes);
}

TEST_CASE("the file of another document or in other languages is refused as a whole") {
  const auto office = translated_office();
  const auto bytes = office.out(XliffVersion::v2_1);
  CHECK(tests::key_of([&] { (void)office.in(replaced(bytes, "memorandum-7", "memorandum-8")); }) == "translation.other_document");
  CHECK(tests::key_of([&] { (void)office.in(replaced(bytes, "trgLang=\"en\"", "trgLang=\"fr\"")); }) ==
        "translation.other_language");
  CHECK(office.in(replaced(bytes, "trgLang=\"en\"", "trgLang=\"en-US\"")).segments.size() == office.source.segments.size());
}

TEST_CASE("an older version's file gives what is still the same, and reports the rest") {
  const auto office = translated_office();
  const auto bytes = office.out(XliffVersion::v2_1);
  Office later;
  later.content = sha256("another text");
  later.source.segments.back().content = {{Inline::Kind::text, {}, "Учасники не домовилися."}};
  const auto report = later.in(bytes);
  CHECK(report.older_version);
  CHECK(report.segments.back().outcome == Outcome::source_changed);
  CHECK(report.taken == later.source.segments.size() - 1);
}

TEST_CASE("sources that were edited, codes that are missing or swapped, and unknown segments change nothing") {
  const auto sent = translated_office().out(XliffVersion::v1_2);
  Office office;
  const auto only = [&](const std::string& what, const std::string& with) {
    const auto report = office.in(replaced(sent, what, with));
    std::vector<ImportedSegment> odd;
    for (const auto& one : report.segments) {
      if (one.outcome != Outcome::taken) odd.push_back(one);
    }
    REQUIRE(odd.size() == 1);
    CHECK(odd[0].line > 0);
    return odd[0];
  };
  CHECK(only("<source>Учасники", "<source>Сторони").outcome == Outcome::source_edited);
  CHECK(only("<g id=\"1\" ctype=\"bold\">EN п’ять</g>", "EN п’ять").message.key == "translation.code_missing");
  CHECK(only("EN п’ять</g>", "EN п’ять</g><x id=\"9\"/>").message.key == "translation.code_unknown");
  CHECK(only("<x id=\"2\" ctype=\"lb\"/>EN ", "<x id=\"2\"/>EN <x id=\"2\"/>").message.key == "translation.code_doubled");
  CHECK(only("<g id=\"1\" ctype=\"bold\">EN п’ять</g>", "<ex id=\"1\"/>EN п’ять<bx id=\"1\"/>").message.key ==
        "translation.code_order");
  CHECK(only("EN Учасники домовилися.", "").outcome == Outcome::empty);
  CHECK(only("trans-unit id=\"" + office.source.segments[0].id, "trans-unit id=\"s0000").outcome == Outcome::unknown);
}

TEST_CASE("doubled ids are refused with their line") {
  const auto office = translated_office();
  const auto first = office.source.segments[0].id;
  const auto second = office.source.segments[1].id;
  for (const auto version : {XliffVersion::v2_1, XliffVersion::v1_2}) {
    CHECK(tests::key_of([&] { (void)office.in(replaced(office.out(version), "id=\"" + second, "id=\"" + first)); }) ==
          "translation.rule_unit_id");
  }
}

TEST_CASE("targets that a tool filled with the source are no translations") {
  Office office;
  auto filled = translated_office();
  for (auto& [id, entry] : filled.entries)
    entry = {id, entry.source,
             std::find_if(filled.source.segments.begin(), filled.source.segments.end(),
                          [&, name = id](const auto& one) { return one.id == name; })
                 ->content,
             State::untranslated};
  const auto report = office.in(filled.out(XliffVersion::v1_2));
  CHECK(report.taken == 0);
  CHECK(
      std::all_of(report.segments.begin(), report.segments.end(), [](const auto& one) { return one.outcome == Outcome::empty; }));
}

TEST_CASE("what is no XLIFF, of a strange version, or too large is refused") {
  const auto key = [](const std::string& bytes, std::size_t limit = 50'000'000) {
    return tests::key_of([&] { (void)read_xliff(bytes, "x.xlf", {limit, 3}); });
  };
  CHECK(key("<html/>") == "translation.rule_not_xliff");
  CHECK(key("<xliff version=\"3.0\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"/>") == "translation.rule_version");
  CHECK(key("<xliff version=\"2.1\" xmlns=\"urn:other\"/>") == "translation.rule_version");
  CHECK(key("<!DOCTYPE xliff><xliff/>") == "text.markup_doctype");
  CHECK(key("<xliff>") == "text.markup_unclosed_element");
  CHECK(key(std::string(1'000, ' ') + "<xliff/>", 100) == "text.markup_too_large");
  std::string many = "<xliff version='1.2'><file source-language='uk' original='x'><body>";
  for (int index = 0; index < 5; ++index)
    many += "<trans-unit id='" + std::to_string(index) + "'><source>а</source></trans-unit>";
  CHECK(key(many + "</body></file></xliff>") == "translation.too_many_units");
  CHECK(key("<xliff version='1.2'/>") == "translation.rule_no_file");
  CHECK(key("<xliff version='1.2'><file source-language='u'><body/></file></xliff>") == "translation.rule_language_shape");
  CHECK(key("<xliff version='1.2'><file source-language='uk'><body><trans-unit id='1'/></body></file></xliff>") ==
        "translation.rule_structure");
}

TEST_CASE("a hundred megabytes are refused before they are read") {
  const Bytes large(100'000'000, ' ');
  CHECK(tests::key_of([&] { (void)read_xliff(large, "large.xlf"); }) == "text.markup_too_large");
}

TEST_CASE("elements and attributes of other tools are passed over") {
  const auto sent = translated_office().out(XliffVersion::v1_2);
  auto foreign = replaced(sent, "version=\"1.2\"", "version=\"1.2\" xmlns:t=\"urn:tool\" t:x=\"1\"");
  foreign = replaced(foreign, "<body>", "<body><t:note><t:trans-unit id=\"1\"/></t:note>");
  CHECK(Office().in(foreign).taken == 3);
}

TEST_CASE("2.2 is read in its own namespace") {
  const std::string bytes =
      "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.2' version='2.2' srcLang='uk' trgLang='en'><file id='f'><unit id='u'>"
      "<segment id='a'><source>Перше. </source><target order='2'>First.</target></segment><segment "
      "id='b'><source>Друге.</source><target order='1'>Second. </target></segment></unit></file></xliff>";
  const auto unit = read_xliff(bytes, "x").files.at(0).units.at(0);
  CHECK(plain_text(unit.source()) == "Перше. Друге.");
  CHECK(plain_text(*unit.target()) == "Second. First.");
}

TEST_CASE("every outcome has its name") {
  for (const auto outcome : {Outcome::taken, Outcome::unchanged, Outcome::empty, Outcome::source_changed, Outcome::source_edited,
                             Outcome::codes, Outcome::unknown}) {
    CHECK_FALSE(name_of(outcome).empty());
  }
}
