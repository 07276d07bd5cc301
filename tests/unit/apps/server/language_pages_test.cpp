#include "apps/server/language_pages.h"

#include "support/docx_builder.h"
#include "translation/xliff_import.h"
#include "unit/apps/server/site_cases.h"

using namespace chancery;
using namespace chancery::server;
using tests::DocxBuilder;
using tests::TestSite;

namespace {

const std::string page = "/documents/" + tests::document_id + "/languages/en";

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

text::SegmentedText text_of(const char* tag, const std::vector<const char*>& paragraphs) {
  DocxBuilder docx;
  for (const char* paragraph : paragraphs) docx.paragraph({paragraph}, tag);
  const auto language = *LanguageTag::parse(tag);
  return text::segments(docx.package(), {language, {}, {language}});
}

/// A document in two languages.
class TwoLanguages {
 public:
  TwoLanguages(const std::vector<const char*>& uk, const std::vector<const char*>& en) {
    site.enter();
    site.segments.emplace("uk", text_of("uk", uk));
    site.segments.emplace("en", text_of("en", en));
  }

  TestSite site;
};

}  // namespace

TEST_CASE("both languages stand side by side, and what disagrees stands at its sentence") {
  TwoLanguages both({"Ґанок <b> відкрито.", "Строк — 3 роки."}, {"The porch <b> is open.", "The term is 4 years."});
  const auto body = both.site.get(page).body;
  CHECK(contains(body, "lang=\"uk\">Ґанок &lt;b&gt; відкрито."));
  CHECK(contains(body, "lang=\"en\">The term is 4 years.<ul"));
  CHECK(contains(body, "Something disagrees"));
  const auto only = both.site.get(page, "only=findings").body;
  CHECK_FALSE(contains(only, "The porch"));
  CHECK(contains(only, "The term is 4 years."));
}

TEST_CASE("languages that agree are said to agree") {
  TwoLanguages both({"Строк — 3 роки."}, {"The term is 3 years."});
  CHECK(contains(both.site.get(page).body, "agree in both languages"));
}

TEST_CASE("a translator’s program gets the sentences with what is translated already") {
  TwoLanguages both({"Строк — 3 роки."}, {"The term is 3 years."});
  const auto answer = both.site.get(page + "/en.xlf");
  REQUIRE(answer.status == 200);
  CHECK(contains(answer.body, "Строк — 3 роки."));
  CHECK(contains(answer.body, "The term is 3 years."));
  CHECK_NOTHROW(translation::read_xliff(answer.body, "en.xlf"));
}

TEST_CASE("a language that the document has not, and the source beside itself, are not there") {
  TwoLanguages both({"Строк — 3 роки."}, {"The term is 3 years."});
  for (const char* language : {"fr", "uk", "%3Cb%3E", "blossom-"}) {
    CAPTURE(language);
    CHECK(both.site.get("/documents/" + tests::document_id + "/languages/" + language).status == 404);
  }
}
