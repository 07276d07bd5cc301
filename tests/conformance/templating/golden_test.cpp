// A document for every row of the template language: the text that people read, and a part that the schema accepts. All of them
// together are opened by LibreOffice.
#include "support/schema.h"
#include "support/suites.h"
#include "support/templates.h"
#include "support/temporary_folder.h"

#include <cstdlib>
#include <fstream>

using namespace chancery;
using namespace chancery::tests;

namespace {

struct Golden {
  const char* row;
  DocxBuilder builder;
  const char* data;
  const char* text;
};

std::string section_break() {
  return "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>";
}

std::string cell_of(const std::string& paragraphs) {
  return "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>" + paragraphs + "</w:tc></w:tr></w:tbl>";
}

std::string control(const char* tag, const char* properties, const std::string& content) {
  return std::string("<w:sdt><w:sdtPr><w:tag w:val=\"") + tag + "\"/>" + properties + "</w:sdtPr><w:sdtContent>" + content +
         "</w:sdtContent></w:sdt>";
}

constexpr const char* people =
    R"({"people":[{"name":"Ґ","posts":["1","2"]},{"name":"Є","posts":[]},{"name":"Ї","posts":["3"]}]})";

std::vector<Golden> goldens() {
  const auto p = [](const char* text) { return DocxBuilder::paragraph_of({text}); };
  return {
      {"a value", DocxBuilder().paragraph("Шановний {name}!"), R"({"name":"Ґеорґію"})", "Шановний Ґеорґію!\n"},
      {"a value cut over runs", DocxBuilder().paragraph({"{", "na", "me", "}"}), R"({"name":"Ї"})", "Ї\n"},
      {"line breaks and tabs", DocxBuilder().paragraph("{a}"), R"({"a":"1\n2\t3"})", "1\u20282\t3\n"},
      {"markup and tags in a value", DocxBuilder().paragraph("{a}"), R"({"a":"<w:p/> ]]> &amp; {b} {#c}"})",
       "<w:p/> ]]> &amp; {b} {#c}\n"},
      {"a header, a footer, notes",
       DocxBuilder().paragraph("{a}").header({"h {a}"}).footer({"f {a}"}).footnote({"n {a}"}).endnote({"e {a}"}), R"({"a":"Ї"})",
       "Ї\nn Ї\ne Ї\nf Ї\nh Ї\n"},
      {"a list of paragraphs", DocxBuilder().paragraph("{#people}").paragraph("{name}").paragraph("{/people}"), people,
       "Ґ\nЄ\nЇ\n"},
      {"a list in a list",
       DocxBuilder()
           .paragraph("{#people}")
           .paragraph("{name}")
           .paragraph("{#posts}")
           .paragraph("- {.}")
           .paragraph("{/posts}")
           .paragraph("{/people}"),
       people, "Ґ\n- 1\n- 2\nЄ\nЇ\n- 3\n"},
      {"a list in a line", DocxBuilder().paragraph("[{#people}{name};{/people}]"), people, "[Ґ;Є;Ї;]\n"},
      {"a list of rows", DocxBuilder().table({{"№", "Ім’я"}, {"{#people}•", "{name}{/people}"}}), people,
       "[table]\n№\n[|]\nІм’я\n[|]\n[/]\n•\n[|]\nҐ\n[|]\n[/]\n•\n[|]\nЄ\n[|]\n[/]\n•\n[|]\nЇ\n[|]\n[/]\n[/table]\n"},
      {"a list of rows of one cell", DocxBuilder().table({{"{#people}{name}{/people}"}}), people,
       "[table]\nҐ\n[|]\n[/]\nЄ\n[|]\n[/]\nЇ\n[|]\n[/]\n[/table]\n"},
      {"a list in a cell", DocxBuilder().body(cell_of(p("{#people}") + p("{name}") + p("{/people}"))), people,
       "[table]\nҐ\nЄ\nЇ\n[|]\n[/]\n[/table]\n"},
      {"rows that are lists in lists", DocxBuilder().table({{"{#people}{name}", "{#posts}{.} {/posts}{/people}"}}), people,
       "[table]\nҐ\n[|]\n1 2\n[|]\n[/]\nЄ\n[|]\n\n[|]\n[/]\nЇ\n[|]\n3\n[|]\n[/]\n[/table]\n"},
      {"an empty list takes its table along", DocxBuilder().paragraph("a").table({{"{#l}{.}", "x{/l}"}}), R"({"l":[]})", "a\n"},
      {"a list over section breaks", DocxBuilder().paragraph("{#l}").paragraph("x {.}").body(section_break()).paragraph("{/l}"),
       R"({"l":["1","2"]})", "x 1\n\nx 2\n\n"},
      {"a condition and its opposite", DocxBuilder().paragraph("{#a}так{/a}{^a}ні{/a}{#b}так{/b}{^b}ні{/b}"),
       R"({"a":true,"b":"no"})", "такні\n"},
      {"a comparison", DocxBuilder().paragraph("{#k == \"x\"}один{/k}{#k != \"x\"}інший{/k}"), R"({"k":"x"})", "один\n"},
      {"a comment", DocxBuilder().paragraph("a{! для юриста }b").paragraph("{!}"), "{}", "ab\n"},
      {"dates, numbers, money, words",
       DocxBuilder().paragraph(
           "{d | date:uk}; {d | date:fr}; {d | date:it}; {n | number:uk}; {m | money:name:uk}; {m | words:uk}"),
       R"({"d":"2024-03-01","n":"1234.5","m":{"value":"21","currency":"UAH"}})",
       "1\u00A0березня 2024\u00A0р.; 1er\u00A0mars 2024; 1º\u00A0marzo 2024; 1\u00A0234,5; 21 українська гривня; двадцять одна "
       "гривня "
       "00\u00A0копійок\n"},
      {"lists in words", DocxBuilder().paragraph("{l | list:uk}; {l | list:en}; {l | list:fr}; {l | list:it}"),
       R"({"l":["а","б","в"]})", "а, б та в; а, б and в; а, б et в; а, б e в\n"},
      {"names in cases and other letters",
       DocxBuilder().paragraph("{p.uk | case:genitive}, {p.uk}, {p.uk | case:nominative | translit}"),
       R"({"p":{"uk":{"nominative":"Згурський","genitive":"Згурського"}}})", "Згурського, Згурський, Zghurskyi\n"},
      {"rich text", DocxBuilder().paragraph("{a | rich}"), R"-({"a":"**Ґ** і *Є*\n\n- [Ї](https://example.org)\n\n1. х"})-",
       "Ґ і Є\n–\tЇ\n1.\tх\n"},
      {"an image", DocxBuilder().paragraph("{%e | width:10}"),
       R"({"e":{"data":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=","alt":"Герб"}})",
       nullptr},
      {"a text control", DocxBuilder().body(control("a", "<w:showingPlcHdr/><w:text/>", p("?"))), R"({"a":"Ї"})", "Ї\n"},
      {"a date control",
       DocxBuilder().body(control("d", "<w:date><w:dateFormat w:val=\"d MMMM yyyy\"/><w:lid w:val=\"uk-UA\"/></w:date>", p("?"))),
       R"({"d":"2024-11-21"})", "21\u00A0листопада 2024\u00A0р.\n"},
      {"a merge field",
       DocxBuilder().body("<w:p><w:fldSimple w:instr=\" MERGEFIELD a \"><w:r><w:t>«a»</w:t></w:r></w:fldSimple></w:p>"),
       R"({"a":"Ї"})", "Ї\n"},
      {"the language of a value", DocxBuilder().paragraph("{t.uk} / {t.en}"), R"({"t":{"uk":"Ґанок","en":"Porch"}})",
       "Ґанок / Porch\n"},
  };
}

std::string opened_by_libreoffice(const std::filesystem::path& folder) {
  const auto command = "cd '" + folder.string() + "' && timeout 120 soffice -env:UserInstallation=file://" + folder.string() +
                       "/profile --headless --convert-to txt:Text *.docx >/dev/null 2>&1";
  return std::system(command.c_str()) == 0 ? "" : "soffice failed";
}

}  // namespace

TEST_CASE("every row of the language makes the document that is meant, the same one each time") {
  for (const auto& golden : goldens()) {
    INFO(golden.row);
    const auto compiled = templating::compile(golden.builder.package(), {});
    CHECK(codes(compiled.findings()).empty());
    const auto document = filled(compiled, json(golden.data));
    if (golden.text != nullptr) CHECK(text::rendition(read_package(document)) == golden.text);
    CHECK(document == filled(templating::compile(golden.builder.package(), {}), json(golden.data)));
  }
}

TEST_CASE("the document of every row of the language is valid WordprocessingML") {
  const auto folder = find_suite("../schemas/wordprocessingml");
  if (!folder) return;
  const Schema schema(*folder / "wml.xsd");
  REQUIRE(schema.is_sound());
  for (const auto& golden : goldens()) {
    const auto document = read_package(filled(templating::compile(golden.builder.package(), {}), json(golden.data)));
    for (const auto& story : document.stories()) {
      INFO(golden.row);
      INFO(document.part(story.name));
      CHECK(schema.errors_in(document.part(story.name)) == "");
    }
  }
}

TEST_CASE("LibreOffice opens the document of every row of the language") {
  if (std::system("command -v soffice >/dev/null 2>&1") != 0) {
    WARN("skipped: LibreOffice is not installed");
    return;
  }
  const TemporaryFolder folder;
  std::size_t number = 0;
  for (const auto& golden : goldens()) {
    std::ofstream file(folder / (std::to_string(++number) + ".docx"), std::ios::binary);
    file << filled(templating::compile(golden.builder.package(), {}), json(golden.data));
  }
  REQUIRE(opened_by_libreoffice(folder / ".") == "");
  for (; number > 0; --number) {
    INFO(number);
    CHECK(std::filesystem::exists(folder / (std::to_string(number) + ".txt")));
  }
}
