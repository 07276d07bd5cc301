#include "conformance/templating/library_cases.h"
#include "support/docx_builder.h"
#include "templating/tag.h"

#include <algorithm>
#include <cctype>

using namespace chancery;
using namespace chancery::formats;
using namespace chancery::tests::library;

namespace {

const std::vector<std::string> languages{"uk", "en", "fr", "it"};

std::vector<Json> clauses() {
  std::vector<Json> all;
  for (const auto& file : std::filesystem::directory_iterator(folder / "clauses")) {
    if (file.path().extension() != ".json") continue;
    all.push_back(json_of(file.path()));
    CHECK(all.back().at("clause") == file.path().stem().string());
  }
  return all;
}

std::vector<std::string> paragraphs_of(const Json& clause, const std::string& language) {
  return clause.at("text").at(language).get<std::vector<std::string>>();
}

/// What the fields of the memorandum that clauses use hold here, in every language.
Json data_with(const std::string& duration, const std::string& equality) {
  const auto each = [](const char* uk, const char* en, const char* fr, const char* it) {
    return Json{{"uk", uk}, {"en", en}, {"fr", fr}, {"it", it}};
  };
  return {{"start", each("у день останнього підпису", "on the day of the last signature", "le jour de la dernière signature",
                         "il giorno dell’ultima firma")},
          {"duration",
           {{"kind", duration},
            {"until", "2031-12-01"},
            {"term", each("п’ять років", "five years", "cinq ans", "cinque anni")},
            {"notice", each("шість місяців", "six months", "six mois", "sei mesi")}}},
          {"language_clause",
           {{"equality", equality},
            {"originals", each("два", "two", "deux", "due")},
            {"prevailing", each("українська", "Ukrainian", "ukrainien", "ucraino")}}}};
}

/// The clause in one language as it reads in a document, without description, so that only its own fields count.
std::string filled_clause(const Json& clause, const std::string& language, const Json& data) {
  tests::DocxBuilder builder;
  for (const auto& paragraph : paragraphs_of(clause, language)) builder.paragraph(tests::DocxBuilder::Runs{paragraph}, language);
  const auto form = templating::compile(DocxPackage::read(Blob(builder.bytes()), "clause"), std::nullopt);
  auto outcome = templating::fill(form, data);
  if (const auto* findings = std::get_if<std::vector<templating::Finding>>(&outcome)) {
    for (const auto& finding : *findings) FAIL_CHECK(templating::to_json(finding).dump());
    return {};
  }
  const auto package = DocxPackage::read(Blob(std::get<templating::Filled>(std::move(outcome)).package), "clause");
  return text::rendition(package, {*LanguageTag::parse(language), {}, {}});
}

/// The tags of a text as they are written, their language taken off.
std::vector<std::string> tags_of(const std::string& text, const std::string& language) {
  std::vector<std::string> tags;
  for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    auto source = text.substr(open + 1, text.find('}', open) - open - 1);
    auto tag = templating::parse_tag(source);
    REQUIRE(tag);
    if (!tag->path.segments.empty() && tag->path.segments.back() == language) tag->path.segments.pop_back();
    tags.push_back(std::to_string(static_cast<int>(tag->kind)) + tag->path.text());
  }
  return tags;
}

}  // namespace

TEST_CASE("every clause has a version, a title and as many paragraphs and the same fields in each language") {
  std::set<std::string> names;
  for (const Json& clause : clauses()) {
    INFO(clause.at("clause"));
    names.insert(clause.at("clause"));
    CHECK(clause.size() == 4);
    CHECK(clause.at("version").get<int>() >= 1);
    for (const auto& language : languages) {
      CHECK_FALSE(clause.at("title").at(language).get<std::string>().empty());
      const auto paragraphs = paragraphs_of(clause, language);
      const auto ukrainian = paragraphs_of(clause, "uk");
      REQUIRE(paragraphs.size() == ukrainian.size());
      for (std::size_t index = 0; index < paragraphs.size(); ++index) {
        CHECK(tags_of(paragraphs[index], language) == tags_of(ukrainian[index], "uk"));
        CHECK(has_cyrillic(paragraphs[index]) == (language == "uk"));
      }
    }
  }
  const std::set<std::string> expected{"amendment", "confidentiality", "data_protection", "disputes",   "duration",
                                       "financing", "languages",       "non_binding",     "termination"};
  CHECK(names == expected);
}

TEST_CASE("every clause can be filled in every language, for each kind of duration and value of the texts") {
  for (const Json& clause : clauses()) {
    for (const auto& language : languages) {
      for (const auto* duration : {"fixed", "auto_renew", "until", "indefinite", "unknown"}) {
        INFO(clause.at("clause") << " in " << language << ": " << duration);
        for (const auto* equality : {"equal", "prevailing"}) {
          const auto text = filled_clause(clause, language, data_with(duration, equality));
          CHECK_FALSE(text.empty());
          CHECK_FALSE(holds(text, "{"));
          CHECK_FALSE(holds(text, ".."));
          CHECK_FALSE(holds(text, "  "));
        }
      }
    }
  }
}

TEST_CASE("the clause on duration says what its kind says and nothing of the others") {
  const Json duration = json_of(folder / "clauses" / "duration.json");
  const auto text = [&](const char* kind, const char* language) {
    return filled_clause(duration, language, data_with(kind, "equal"));
  };
  CHECK(text("fixed", "uk") ==
        "Співпраця за цим документом починається у день останнього підпису. Вона розрахована на такий строк: п’ять років.\n");
  CHECK(
      text("until", "uk") ==
      "Співпраця за цим документом починається у день останнього підпису. Вона триває до 1\u00A0грудня 2031\u00A0р. включно.\n");
  CHECK(text("until", "fr") ==
        "La coopération prévue par le présent document débute le jour de la dernière signature. "
        "Elle dure jusqu’au 1er\u00A0décembre 2031 inclus.\n");
  CHECK(text("indefinite", "it") ==
        "La cooperazione prevista dal presente documento inizia il giorno dell’ultima firma. Essa non ha un termine fisso.\n");
  CHECK(text("unknown", "en") == "The cooperation under this document begins on the day of the last signature.\n");
  CHECK(holds(text("auto_renew", "en"), "five years; each time this period ends"));
}

TEST_CASE("English clauses avoid the words of texts that bind") {
  for (const Json& clause : clauses()) {
    for (auto paragraph : paragraphs_of(clause, "en")) {
      std::transform(paragraph.begin(), paragraph.end(), paragraph.begin(), [](unsigned char one) { return std::tolower(one); });
      for (const auto* word : {"shall", "agreement", "agree", "parties", "party", "undertake", "enter into force",
                               "entry into force", "equally authentic", "obliged", "must"}) {
        INFO(clause.at("clause") << ": " << word);
        CHECK_FALSE(holds(paragraph, word));
      }
    }
  }
}

TEST_CASE("a clause differs from every other, and so does its hash") {
  std::set<Sha256> hashes;
  for (const Json& clause : clauses()) hashes.insert(sha256(canonical_json(clause)));
  CHECK(hashes.size() == clauses().size());
}
