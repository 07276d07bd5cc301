// Issue "every language agrees": comparison, XLIFF and agreement, each beside its floor.
#include "comparison/comparison.h"
#include "comparison/edit_script.h"
#include "review/agreement.h"
#include "support/docx_builder.h"
#include "text/story.h"
#include "text/tokens.h"
#include "translation/xliff_import.h"
#include "translation/xliff_writer.h"

#include <benchmark/benchmark.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <random>
#include <string>
#include <unordered_map>

namespace {

using namespace chancery;
using tests::DocxBuilder;

const LanguageTag uk = *LanguageTag::parse("uk");
const LanguageTag en = *LanguageTag::parse("en");

/// Sentences that differ from each other, as those of a long document do.
std::string sentence(std::mt19937& random) {
  static const std::vector<std::string> words{"Учасники",   "домовляються", "про",     "обмін",    "досвідом", "у",       "сфері",
                                              "культури",   "освіти",       "охорони", "здоров’я", "громад",   "області", "штату",
                                              "Меморандум", "фінансування", "заходів", "протягом", "строку",   "ґрунту",  "їхніх",
                                              "інституцій", "та",           "або",     "№ 5",      "1 234,50", "2026",    "ради",
                                              "згоди",      "європейських"};
  std::string text;
  for (int index = 0; index < 14; ++index) text += words[random() % words.size()] + (index == 13 ? ". " : " ");
  return text;
}

/// About 25 paragraphs of two sentences are a page.
struct Documents {
  formats::DocxPackage old;
  formats::DocxPackage now;
  std::string old_text;
  std::string new_text;
};

Documents documents(int pages) {
  std::mt19937 random(7);
  DocxBuilder before;
  DocxBuilder after;
  std::string old_text;
  std::string new_text;
  const auto paragraph = [](const std::string& text) {
    return "<w:p w:rsidR=\"00A1\"><w:pPr><w:pStyle w:val=\"BodyText\"/><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:sz "
           "w:val=\"24\"/><w:lang w:val=\"uk-UA\"/></w:rPr><w:t "
           "xml:space=\"preserve\">" +
           text + "</w:t></w:r></w:p>";
  };
  for (int index = 0; index < pages * 25; ++index) {
    const auto first = sentence(random);
    const auto second = sentence(random);
    before.body(paragraph(first + second));
    old_text += first + second;
    const bool changed = index % 20 == 7;
    const auto changed_second = changed ? sentence(random) : second;
    after.body(paragraph(first + changed_second));
    new_text += first + changed_second;
  }
  return {before.package("old.docx"), after.package("new.docx"), old_text, new_text};
}

void compare_documents(benchmark::State& state) {
  const auto pair = documents(static_cast<int>(state.range(0)));
  const auto old = pair.old.archive().bytes();
  const auto now = pair.now.archive().bytes();
  for (auto _ : state) {
    const auto result = comparison::compare(formats::DocxPackage::read(old, "old"), formats::DocxPackage::read(now, "new"),
                                            {"Ґ", *Timestamp::parse("2026-01-01T00:00:00.000Z")});
    if (!result.redline || result.report.whole_paragraphs) state.SkipWithError("the laws do not hold");
  }
}
BENCHMARK(compare_documents)->Arg(50)->Arg(100)->Arg(200)->Unit(benchmark::kMillisecond);

std::vector<std::uint32_t> numbered(const std::string& text, std::unordered_map<std::string, std::uint32_t>& numbers) {
  std::vector<std::uint32_t> tokens;
  for (const auto& token : text::tokenize(text)) {
    tokens.push_back(
        numbers.emplace(std::string(token.bytes.of(text)), static_cast<std::uint32_t>(numbers.size())).first->second);
  }
  return tokens;
}

/// Myers on the bare tokens, and the texts of both packages read.
void compare_documents_floor(benchmark::State& state) {
  const auto pair = documents(static_cast<int>(state.range(0)));
  const auto old = pair.old.archive().bytes();
  const auto now = pair.now.archive().bytes();
  for (auto _ : state) {
    for (const auto& bytes : {old, now}) {
      const auto package = formats::DocxPackage::read(bytes, "x");
      benchmark::DoNotOptimize(text::Story::walk(package.part(package.document_part()), "document"));
    }
    std::unordered_map<std::string, std::uint32_t> numbers;
    const auto left = numbered(pair.old_text, numbers);
    const auto right = numbered(pair.new_text, numbers);
    benchmark::DoNotOptimize(comparison::edit_script(left, right, 1'000'000));
  }
}
BENCHMARK(compare_documents_floor)->Arg(50)->Arg(100)->Arg(200)->Unit(benchmark::kMillisecond);

struct Translation {
  text::SegmentedText source;
  translation::Entries entries;
};

Translation translation_of(int segments) {
  std::mt19937 random(11);
  Translation made;
  made.source.articles.push_back({"a0", {}, {}});
  for (int index = 0; index < segments; ++index) {
    text::Segment segment;
    segment.id = "s" + sha256(std::to_string(index)).hex().substr(0, 16);
    segment.content = {{text::Inline::Kind::text, {}, sentence(random)},
                       {text::Inline::Kind::open, "1", "b"},
                       {text::Inline::Kind::text, {}, "жирне"},
                       {text::Inline::Kind::close, "1", "b"}};
    made.entries.emplace(segment.id,
                         translation::Entry{segment.id, segment.hash(), segment.content, translation::State::translated});
    made.source.segments.push_back(std::move(segment));
  }
  return made;
}

Bytes exported(const Translation& made) {
  return translation::write_xliff({"d", sha256("t"), uk, en, made.source, made.entries, nullptr, {}, nullptr, {}},
                                  translation::XliffVersion::v2_1);
}

void xliff_out(benchmark::State& state) {
  const auto made = translation_of(10'000);
  std::size_t size = 0;
  for (auto _ : state) size = exported(made).size();
  state.counters["bytes"] = static_cast<double>(size);
}
BENCHMARK(xliff_out)->Unit(benchmark::kMillisecond);

void xliff_out_floor_libxml2(benchmark::State& state) {
  const auto bytes = exported(translation_of(10'000));
  auto* document = xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), "x", nullptr, XML_PARSE_NONET);
  for (auto _ : state) {
    xmlChar* out = nullptr;
    int size = 0;
    xmlDocDumpMemoryEnc(document, &out, &size, "UTF-8");
    benchmark::DoNotOptimize(out);
    xmlFree(out);
  }
  xmlFreeDoc(document);
}
BENCHMARK(xliff_out_floor_libxml2)->Unit(benchmark::kMillisecond);

void xliff_in(benchmark::State& state) {
  const auto made = translation_of(10'000);
  const auto bytes = exported(made);
  for (auto _ : state) {
    const auto report =
        translation::import_xliff(translation::read_xliff(bytes, "x"), {"d", sha256("t"), uk, en, made.source, {}}, "x");
    if (report.taken != 10'000) state.SkipWithError("not all came back");
  }
}
BENCHMARK(xliff_in)->Unit(benchmark::kMillisecond);

void xliff_in_floor_libxml2(benchmark::State& state) {
  const auto bytes = exported(translation_of(10'000));
  for (auto _ : state) {
    auto* document = xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), "x", nullptr, XML_PARSE_NONET);
    benchmark::DoNotOptimize(document);
    xmlFreeDoc(document);
  }
}
BENCHMARK(xliff_in_floor_libxml2)->Unit(benchmark::kMillisecond);

/// The bar is 50,000 segments/s a core.
void agreement(benchmark::State& state) {
  const auto names = review::NameRegister::read(formats::parse_json(
      R"({"names":[{"uk":["Ярина Зразкова"],"en":["Yaryna Zrazkova"]},{"uk":["Київська область"],"en":["Kyiv Region"]},{"uk":["штат Вашингтон"],"en":["State of Washington"]}]})",
      "n"));
  const review::Agreement checker(uk, en, names);
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"Меморандум підписано 21 листопада 2024 року в місті Києві.", "The Memorandum was signed on 21 November 2024 in Kyiv."},
      {"Внесок становить 1 234 567,50 грн.", "The contribution is UAH 1,234,567.50."},
      {"Учасники сприяють обміну студентами та викладачами закладів освіти.",
       "The Participants promote the exchange of students and teachers of educational institutions."},
      {"Відповідно до статті 5 Меморандуму створюють робочу групу.",
       "In accordance with Article 5 of the Memorandum a working group is set up."},
      {"Київська область і штат Вашингтон обмінюються досвідом.",
       "Kyiv Region and the State of Washington exchange experience."}};
  std::size_t checked = 0;
  for (auto _ : state) {
    for (const auto& [source, target] : pairs) benchmark::DoNotOptimize(checker.check({"s", source, target}));
    checked += pairs.size();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(checked));
}
BENCHMARK(agreement);

}  // namespace
