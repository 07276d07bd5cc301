#include "templating/clause.h"

#include "support/errors.h"
#include "support/templates.h"

using namespace chancery;
using namespace chancery::tests;
using namespace chancery::templating;
using Codes = std::vector<std::string>;

namespace {

Clause clause(const std::string& name, const std::string& text, int version = 1) {
  return read_clause(json(R"({"clause":")" + name + R"(","version":)" + std::to_string(version) +
                          R"(,"title":{"uk":"Ґ"},"text":{"uk":)" + text + R"(,"en":"English {a}"}})"));
}

ClauseLibrary library() {
  ClauseLibrary all;
  all.add(clause("financing", R"(["Кожна сторона {a}.","Другий абзац."])"));
  all.add(clause("financing", R"("Нова редакція {a}.")", 2));
  all.add(clause("one", R"("перший {>two} перший")"));
  all.add(clause("two", R"("другий {a}")"));
  all.add(clause("loop", R"("{>loop}")"));
  return all;
}

Description pinned(const std::string& clauses) {
  return read_description(json(R"({"name":"x","kind":"x","languages":["uk","en"],"clauses":)" + clauses +
                               R"(,"fields":[{"path":"a","type":"text"}]})"));
}

Codes codes_of(const char* text, const std::optional<Description>& description = std::nullopt) {
  return codes(compile(DocxBuilder().paragraph(text).package(), description, library()).findings());
}

std::string filled_lines(const DocxBuilder& builder, const std::optional<Description>& description = std::nullopt) {
  return text::rendition(read_package(filled(compile(builder.package(), description, library()), json(R"({"a":"Ї"})"))));
}

}  // namespace

TEST_CASE("a clause comes in place of its tag, and its tags are filled") {
  CHECK(filled_lines(DocxBuilder().paragraph("1. {>financing.uk} Далі.")) == "1. Нова редакція Ї. Далі.\n");
  CHECK(filled_lines(DocxBuilder().paragraph({"{>fin", "ancing}"}, "en-GB")) == "English Ї\n");
  CHECK(filled_lines(DocxBuilder().paragraph("{>one.uk}")) == "перший другий Ї перший\n");
}

TEST_CASE("a clause of several paragraphs keeps the look of its tag") {
  const auto old = clause("financing", R"(["Кожна сторона {a}.","Другий абзац."])").sha256;
  const auto description = pinned(R"({"financing":")" + old.hex() + R"("})");
  const auto builder =
      DocxBuilder().body("<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr>" + DocxBuilder::run("{>financing.uk}") + "</w:p>");
  CHECK(filled_lines(builder, description) == "Кожна сторона Ї.\nДругий абзац.\n");
  const auto compiled = compile(builder.package(), description, library());
  CHECK(compiled.clauses() == std::map<std::string, Sha256>{{"financing", old}});
  const auto part = read_package(filled(compiled, json(R"({"a":"Ї"})"))).part("word/document.xml");
  CHECK(part.find("<w:jc w:val=\"both\"/>") != part.rfind("<w:jc w:val=\"both\"/>"));
  CHECK(codes_of("x {>financing.uk}", description) == Codes{"clause_not_alone"});
}

TEST_CASE("a template says which version of a clause it takes, and no other is taken") {
  CHECK(codes_of("{>financing.uk}{a}", pinned("{}")) == Codes{"clause_not_pinned"});
  CHECK(codes_of("{>financing.uk}{a}", pinned(R"({"financing":")" + std::string(64, '0') + R"("})")) == Codes{"clause_changed"});
}

TEST_CASE("a clause that is not there, has no such language or goes round in circles is told") {
  const auto found = compile(DocxBuilder().paragraph("{>finanсing.uk}").package(), std::nullopt, library()).findings();
  REQUIRE(codes(found) == Codes{"unknown_clause"});
  CHECK(found[0].suggestion == "financing");
  CHECK(codes_of("{>financing.fr}") == Codes{"clause_language"});
  CHECK(codes_of("{>financing}") == Codes{"clause_language"});
  CHECK(codes_of("{>loop.uk}") == Codes{"clause_too_deep"});
}

TEST_CASE("a clause follows the delimiters of its template") {
  const auto description =
      read_description(json(R"({"name":"x","kind":"x","languages":["uk"],"delimiters":["[[","]]"],"clauses":{"two":")" +
                            clause("two", R"("другий {a}")").sha256.hex() + R"("},"fields":[{"path":"a","type":"text"}]})"));
  CHECK(filled_lines(DocxBuilder().paragraph("[[>two]] {a}"), description) == "другий Ї {a}\n");
}

TEST_CASE("a clause is read strictly, and its hash does not depend on white space") {
  CHECK(clause("a", R"("x")").sha256 == read_clause(json(R"({ "version": 1, "clause": "a", "text": {"en":"English {a}", "uk":"x"},
                                                            "title": {"uk":"Ґ"} })"))
                                            .sha256);
  const auto refusal = [](const char* text) { return key_of([&] { std::ignore = read_clause(json(text)); }); };
  CHECK(refusal("[]") == "templating.description_not_object");
  CHECK(refusal(R"({"clause":"a","version":1,"title":{"uk":"x"},"text":{}})") == "templating.description_words");
  CHECK(refusal(R"({"clause":"a","version":"1","title":{"uk":"x"},"text":{"uk":"x"}})") == "templating.clause_version");
  CHECK(refusal(R"({"clause":"a","version":1,"title":{"uk":"x"},"text":{"uk":[]}})") == "templating.description_text");
  CHECK(refusal(R"({"clause":"a","version":1,"title":{"uk":1},"text":{"uk":"x"}})") == "templating.description_words");
  CHECK(refusal(R"({"clause":"","version":1,"title":{"uk":"x"},"text":{"uk":"x"}})") == "templating.description_text");
  CHECK(refusal(R"({"clause":"a","version":1,"title":{"UK":"x"},"text":{"uk":"x"}})") == "templating.description_language");
  CHECK(refusal(R"({"clause":"a","version":1,"title":{"uk":"x"},"text":{"uk":"x"},"more":1})") == "templating.description_key");
}
