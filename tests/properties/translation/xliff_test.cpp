#include "support/effort.h"
#include "translation/tmx.h"
#include "translation/xliff_file.h"
#include "translation/xliff_import.h"
#include "translation/xliff_writer.h"

#include <catch2/catch.hpp>

#include <random>

using namespace chancery;
using namespace chancery::translation;
using text::Inline;

namespace {

const LanguageTag uk = *LanguageTag::parse("uk");
const LanguageTag en = *LanguageTag::parse("en");

class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}

  /// Texts with everything that markup may stumble over, codes that open, close and stand alone.
  Content content() {
    Content content;
    std::size_t codes = 0;
    for (auto count = 1 + random_() % 5; count > 0; --count) {
      const auto id = std::to_string(++codes);
      switch (random_() % 3) {
        case 0:
          content.push_back({Inline::Kind::text, {}, words()});
          break;
        case 1:
          content.push_back({Inline::Kind::standalone, id, random_() % 2 == 0 ? "br" : "note"});
          break;
        default:
          content.push_back({Inline::Kind::open, id, random_() % 2 == 0 ? "b" : "b+i"});
          content.push_back({Inline::Kind::text, {}, words()});
          content.push_back({Inline::Kind::close, id, content[content.size() - 2].value});
          break;
      }
    }
    content.push_back({Inline::Kind::text, {}, words()});
    return joined(std::move(content));
  }

  text::SegmentedText text() {
    text::SegmentedText text;
    text.articles = {{"a0", {}, {}}, {"a1", "1.", words()}};
    for (auto count = 1 + random_() % 6; count > 0; --count) {
      text::Segment segment;
      segment.id = "s" + std::to_string(count);
      segment.article = count % 2;
      segment.content = content();
      text.segments.push_back(std::move(segment));
    }
    return text;
  }

  Content translation_of(Content source) {
    for (auto& piece : source) {
      if (piece.kind == Inline::Kind::text) piece.value = words();
    }
    return joined(std::move(source));
  }

 private:
  std::string words() {
    static const std::vector<std::string> list{"Ґ",  "Є",   " ", "Ї",  "’",        "&",   "<",          ">",
                                               "\"", "]]>", "'", "  ", "а\u00A0б", "№ 5", "\U0001F54A", "i"};
    std::string joined;
    for (auto count = 1 + random_() % 6; count > 0; --count) joined += list[random_() % list.size()];
    return joined;
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("whatever is translated, XLIFF of either version brings it back as it was") {
  const auto rounds = static_cast<unsigned>(400 * tests::effort());
  for (unsigned seed = 0; seed < rounds; ++seed) {
    CAPTURE(seed);
    Writer writer(seed);
    const auto source = writer.text();
    Entries entries;
    for (const auto& segment : source.segments) {
      entries.emplace(segment.id, Entry{segment.id, segment.hash(), writer.translation_of(segment.content), State::translated});
    }
    for (const auto version : {XliffVersion::v2_1, XliffVersion::v1_2}) {
      const auto bytes = write_xliff({"d", sha256("t"), uk, en, source, entries, nullptr, {}, nullptr, {}}, version);
      const auto report = import_xliff(read_xliff(bytes, "x"), {"d", sha256("t"), uk, en, source, {}}, "x");
      for (const auto& segment : report.segments) REQUIRE(segment.outcome == ImportedSegment::Outcome::taken);
      for (const auto& [id, entry] : report.entries) REQUIRE(entry.target == entries.at(id).target);
      REQUIRE(report.entries.size() == entries.size());
    }
  }
}

TEST_CASE("whatever a memory holds, TMX brings it back as it was") {
  for (unsigned seed = 0; seed < static_cast<unsigned>(400 * tests::effort()); ++seed) {
    CAPTURE(seed);
    Writer writer(seed);
    Memory memory(uk, en);
    for (int count = 0; count < 5; ++count) {
      const auto source = writer.content();
      memory.add({source, writer.translation_of(source), count % 2 == 0 ? "" : "WA", "20260101T000000Z"});
    }
    Memory again(uk, en);
    (void)read_tmx(write_tmx(memory), "m", again);
    REQUIRE(again.units().size() == memory.units().size());
    for (std::size_t index = 0; index < memory.units().size(); ++index) {
      REQUIRE(plain_text(again.units()[index].source) == plain_text(memory.units()[index].source));
      REQUIRE(again.units()[index].target.size() == memory.units()[index].target.size());
      REQUIRE(again.units()[index].partner == memory.units()[index].partner);
    }
  }
}
