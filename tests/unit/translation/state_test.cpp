#include "translation/state.h"

#include "support/errors.h"
#include "translation/certificate.h"
#include "translation/lineage.h"
#include "translation/stored_entries.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::translation;
using text::Inline;

namespace {

Content words(const std::string& text) {
  return {{Inline::Kind::text, {}, text}};
}

text::SegmentedText source_of(std::initializer_list<const char*> texts) {
  text::SegmentedText source;
  source.articles.push_back({"a0", {}, {}});
  for (const char* const one : texts) {
    text::Segment segment;
    segment.id = "s" + std::to_string(source.segments.size());
    segment.content = words(one);
    source.segments.push_back(segment);
  }
  return source;
}

Entry entry(const text::Segment& segment, const std::string& target, State state) {
  return {segment.id, segment.hash(), words(target), state};
}

}  // namespace

TEST_CASE("a segment is new, translated, reviewed, final, or stale when its source changed") {
  auto source = source_of({"а", "б", "в", "г", "ґ"});
  Entries entries;
  entries.emplace("s1", entry(source.segments[1], "b", State::translated));
  entries.emplace("s2", entry(source.segments[2], "v", State::reviewed));
  entries.emplace("s3", entry(source.segments[3], "h", State::final));
  entries.emplace("s4", entry(source.segments[4], "g", State::final));
  source.segments[4].content = words("змінено");
  const auto all = status(source, entries);
  CHECK(all[0].state == State::untranslated);
  CHECK(all[1].state == State::translated);
  CHECK(all[2].state == State::reviewed);
  CHECK(all[3].state == State::final);
  CHECK(all[4].state == State::stale);
  const auto counted = count(all);
  CHECK(counted.untranslated + counted.translated + counted.reviewed + counted.final + counted.stale == 5);
  CHECK_FALSE(counted.is_confirmed());
}

TEST_CASE("signing is open only when every segment is confirmed and none is stale") {
  auto source = source_of({"а", "б"});
  Entries entries;
  entries.emplace("s0", entry(source.segments[0], "a", State::translated));
  entries.emplace("s1", entry(source.segments[1], "b", State::translated));
  CHECK_FALSE(count(status(source, entries)).is_confirmed());
  entries = confirmed(std::move(entries), source, State::reviewed);
  CHECK(count(status(source, entries)).is_confirmed());
  source.segments[0].content = words("інше");
  CHECK_FALSE(count(status(source, entries)).is_confirmed());
  CHECK_FALSE(count(status(source, confirmed(entries, source, State::final))).is_confirmed());
}

TEST_CASE("states have names, and codes of a translation are checked beside its source") {
  for (const auto state : {State::untranslated, State::translated, State::reviewed, State::final, State::stale})
    CHECK(parse_state(name_of(state)) == state);
  CHECK_FALSE(parse_state("old"));
  using Kind = Inline::Kind;
  const Content source{{Kind::open, "1", "b"}, {Kind::text, "", "а"}, {Kind::close, "1", "b"}, {Kind::standalone, "2", "br"}};
  CHECK(check_codes(source, source).fault == CodeFault::none);
  CHECK(check_codes(source, words("a")).fault == CodeFault::missing);
  CHECK(check_codes(words("а"), source).fault == CodeFault::unknown);
  auto doubled = source;
  doubled.push_back({Kind::standalone, "2", "br"});
  CHECK(check_codes(source, doubled).fault == CodeFault::doubled);
  const Content crossed{{Kind::close, "1", "b"}, {Kind::open, "1", "b"}, {Kind::standalone, "2", "br"}};
  CHECK(check_codes(source, crossed).fault == CodeFault::order);
  const Content moved{{Kind::standalone, "2", "br"}, {Kind::open, "1", "b"}, {Kind::text, "", "a"}, {Kind::close, "1", "b"}};
  CHECK(check_codes(source, moved).fault == CodeFault::none);
}

TEST_CASE("a translation is kept as committed JSON and read back") {
  const auto source = source_of({"а", "б"});
  StoredTranslation kept{*LanguageTag::parse("uk"), *LanguageTag::parse("en"), {}};
  kept.entries.emplace("s0", entry(source.segments[0], "Ґ <a>", State::reviewed));
  const auto bytes = formats::committed_json(to_json(kept));
  const auto again = read_translation(formats::parse_committed_json(bytes, "t"), "t");
  CHECK(again.entries.at("s0").target == kept.entries.at("s0").target);
  CHECK(again.entries.at("s0").state == State::reviewed);
  CHECK(formats::committed_json(to_json(again)) == bytes);
  for (const char* const field : {"type", "source", "entries"}) {
    auto broken = to_json(kept);
    broken.erase(field);
    CHECK(tests::key_of([&] { (void)read_translation(broken, "t"); }) == "translation.stored_shape");
  }
  auto stale = to_json(kept);
  stale["entries"][0]["state"] = "stale";
  CHECK(tests::key_of([&] { (void)read_translation(stale, "t"); }) == "translation.stored_shape");
}

TEST_CASE("a certificate of translation is bound to the hashes of both texts") {
  const auto source = source_of({"Меморандум", "Діє п’ять років."});
  Entries entries;
  entries.emplace("s0", entry(source.segments[0], "Memorandum", State::reviewed));
  const Certificate certificate{"0123",
                                *LanguageTag::parse("uk"),
                                sha256("uk"),
                                *LanguageTag::parse("en"),
                                sha256("en"),
                                Status::official,
                                {"Ґалина Їжак", "перекладач", "7"},
                                Translator{"Єва Іва", "редактор", ""},
                                "2026-01-02"};
  CHECK(covers(certificate, sha256("uk"), sha256("en")));
  CHECK_FALSE(covers(certificate, sha256("uk "), sha256("en")));
  CHECK_FALSE(covers(certificate, sha256("uk"), sha256("en ")));
  const auto data = certificate_data(certificate, source, entries);
  CHECK(data.at("source").at("hash") == sha256("uk").hex());
  CHECK(data.at("target").at("hash") == sha256("en").hex());
  CHECK(data.at("rows").size() == 2);
  CHECK(data.at("rows")[0].at("left") == "Меморандум");
  CHECK(data.at("rows")[0].at("right") == "Memorandum");
  CHECK(data.at("status") == "official");
  const auto statement = statement_of(certificate, false, *LanguageTag::parse("uk"));
  CHECK(statement.find("Ґалина Їжак") != std::string::npos);
  CHECK(statement.find(sha256("uk").hex()) != std::string::npos);
  CHECK(statement_of(certificate, true, *LanguageTag::parse("en")).find("Єва Іва") != std::string::npos);
  for (const auto status : {Status::authentic, Status::official, Status::courtesy, Status::machine})
    CHECK(parse_status(name_of(status)) == status);
  CHECK_FALSE(parse_status("draft"));
}

TEST_CASE("lineage says what each segment was made from, and changes with it") {
  const auto source = source_of({"а", "б"});
  Entries entries;
  entries.emplace("s0", entry(source.segments[0], "a", State::reviewed));
  const auto lineage = lineage_of(*LanguageTag::parse("uk"), *LanguageTag::parse("en"), entries);
  const auto json = formats::parse_committed_json(formats::committed_json(to_json(lineage)), "l");
  CHECK(parse_lineage(json) == lineage);
  CHECK(lineage.segments.at(0).from == source.segments[0].hash());
  CHECK(lineage.segments.at(0).to == hash_of(words("a")));
  auto other = json;
  other["type"] = "chancery.lineage/2";
  CHECK_FALSE(parse_lineage(other));
  other = json;
  other["segments"][0].erase("from");
  CHECK_FALSE(parse_lineage(other));
}
