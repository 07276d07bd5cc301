#include "text/suspicion.h"

#include "support/docx_builder.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::tests;
using text::Suspicion;

namespace {

std::vector<std::string> rules(const DocxBuilder& builder) {
  std::vector<std::string> found;
  for (const auto& one : text::find_suspicions(builder.package())) found.emplace_back(text::rule_of(one.kind));
  return found;
}

using Rules = std::vector<std::string>;

}  // namespace

TEST_CASE("a word of two alphabets that look alike is told, ordinary words are not") {
  const auto found = text::find_suspicions(DocxBuilder().paragraph("Київ").paragraph("Кpопивницький Ґанок").package());
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == Suspicion::Kind::mixed_scripts);
  CHECK(found[0].word == "Кpопивницький");
  CHECK(found[0].paragraph == 2);
  CHECK(found[0].message.key == "text.suspicion_mixed_scripts");
  CHECK(text::mixed_words("Ім’я Name, NATO-вський, ДСТУ4163, 5G, Їжак").empty());
  CHECK(text::mixed_words("pаypal οк") == Rules{"pаypal", "οк"});
}

TEST_CASE("a word cut over runs is one word") {
  CHECK(rules(DocxBuilder().paragraph({"Хар", "k", "ів"})) == Rules{"mixed_scripts"});
}

TEST_CASE("characters that turn or hide the text are told by their number") {
  const auto found = text::find_suspicions(DocxBuilder().paragraph("сума \u202E001\u202C").footer({"а\u200Bб"}).package());
  REQUIRE(found.size() == 3);
  CHECK(found[0].word == "U+202E");
  CHECK(found[1].word == "U+202C");
  CHECK(found[2].word == "U+200B");
  CHECK(found[2].part == "word/footer1.xml");
}

TEST_CASE("hidden, white and tiny text are told") {
  const auto run = [](const char* properties) {
    return std::string("<w:p><w:r><w:rPr>") + properties + "</w:rPr><w:t>Ґ</w:t></w:r></w:p>";
  };
  CHECK(rules(DocxBuilder().body(run("<w:vanish/>"))) == Rules{"hidden_text"});
  CHECK(rules(DocxBuilder().body(run("<w:color w:val=\"FFFFFF\"/>"))) == Rules{"faint_text"});
  CHECK(rules(DocxBuilder().body(run("<w:sz w:val=\"2\"/>"))) == Rules{"faint_text"});
  CHECK(rules(DocxBuilder().body(run("<w:color w:val=\"000000\"/><w:sz w:val=\"24\"/>"))).empty());
}
