#include "templating/fill.h"

#include "support/templates.h"

using namespace chancery;
using namespace chancery::tests;
using Codes = std::vector<std::string>;

TEST_CASE("a field is written where its tag stood, and all around it stays") {
  CHECK(lines(DocxBuilder().paragraph("Шановний {name}!"), R"({"name":"Ґео Єва’ї"})") == "Шановний Ґео Єва’ї!\n");
  CHECK(lines(DocxBuilder().paragraph("{a}{b} {a}"), R"({"a":"1","b":"2"})") == "12 1\n");
  CHECK(lines(DocxBuilder().paragraph("№ {n}, {f}"), R"({"n":42,"f":1.5})") == "№ 42, 1.5\n");
}

TEST_CASE("a tag may be cut over any number of runs") {
  CHECK(lines(DocxBuilder().paragraph({"До ", "{", "na", "me", "}", "."}), R"({"name":"Ірини"})") == "До Ірини.\n");
  CHECK(lines(DocxBuilder().paragraph({"{na", "me}{", "name", "}"}), R"({"name":"Ї"})") == "ЇЇ\n");
}

TEST_CASE("a value has the formatting of the run where its tag begins") {
  const auto builder = DocxBuilder().body(
      "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{na</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>me} end</w:t></w:r></w:p>");
  const auto document = read_package(filled(templating::compile(builder.package(), {}), json(R"({"name":"X"})")));
  CHECK(document.part("word/document.xml")
            .find("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">X</w:t></w:r>"
                  "<w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\"> end</w:t></w:r>") != Bytes::npos);
}

TEST_CASE("spaces at the ends of a value are kept, spaces that the template did not show are not") {
  const auto builder = DocxBuilder().body("<w:p><w:r><w:t> {a} </w:t></w:r><w:r><w:t>|</w:t></w:r></w:p>");
  CHECK(lines(builder, R"({"a":" x "})") == " x |\n");
}

TEST_CASE("a value is never read as markup or as a tag") {
  CHECK(lines(DocxBuilder().paragraph("{a}"), R"({"a":"<w:p>&amp; ]]> {b} {#c}\"'"})") == "<w:p>&amp; ]]> {b} {#c}\"'\n");
}

TEST_CASE("line breaks and tabs of a value are those of the document") {
  CHECK(lines(DocxBuilder().paragraph("{a}!"), R"({"a":"1\n2\r\n3\t4"})") == "1\u20282\u20283\t4!\n");
}

TEST_CASE("control characters are refused and named") {
  const auto found = findings(DocxBuilder().paragraph("Дата {a}"), R"({"a":"x\u0001"})");
  REQUIRE(codes(found) == Codes{"control_character"});
  CHECK(found.front().place.context == "Дата {a}");
}

TEST_CASE("block tags alone in a paragraph go with it") {
  const auto builder =
      DocxBuilder().paragraph("before").paragraph("{#list}").paragraph("{name},").paragraph("{/list}").paragraph("after");
  CHECK(lines(builder, R"({"list":[{"name":"a"},{"name":"b"}]})") == "before\na,\nb,\nafter\n");
  CHECK(lines(builder, R"({"list":[]})") == "before\nafter\n");
}

TEST_CASE("a block inside a paragraph repeats its text, a block between two runs each with its own formatting") {
  CHECK(lines(DocxBuilder().paragraph("[{#l}<{.}>{/l}]"), R"({"l":["a","b"]})") == "[<a><b>]\n");
  const auto builder = DocxBuilder().body(
      "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>x{#l}a</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>c{/l}d</w:t></w:r></w:p>");
  const auto part =
      read_package(filled(templating::compile(builder.package(), {}), json(R"({"l":[1,2]})"))).part("word/document.xml");
  const std::string bold = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">";
  const std::string italic = "<w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">";
  const std::string item = bold + "a</w:t></w:r>" + italic + "c</w:t></w:r>";
  CHECK(part.find("<w:p>" + bold + "x</w:t></w:r>" + item + item + italic + "d</w:t></w:r></w:p>") != Bytes::npos);
}

TEST_CASE("a block between paragraphs with text repeats what stands between its tags, paragraph ends included") {
  const auto both = DocxBuilder().paragraph("a{#l}b").paragraph("c{/l}d");
  CHECK(lines(both, R"({"l":[1,2]})") == "ab\ncb\ncd\n");
  CHECK(lines(both, R"({"l":[]})") == "ad\n" + std::string());
}

TEST_CASE("a block whose tags stand at the ends of their paragraphs leaves no empty paragraph") {
  CHECK(lines(DocxBuilder().paragraph("Types {#c}").paragraph("Cond").paragraph("{/c}"), R"({"c":[1,2]})") ==
        "Types\nCond\nCond\n");
  CHECK(lines(DocxBuilder().paragraph("{#c}{p}").paragraph("Cond").paragraph("{/c}"), R"({"c":[1,2],"p":"x"})") ==
        "x\nCond\nx\nCond\n");
  CHECK(lines(DocxBuilder().paragraph("{#c}").paragraph("Cond").paragraph("{/c}{p}"), R"({"c":[1,2],"p":"x"})") ==
        "Cond\nCond\nx\n");
}

TEST_CASE("blocks inside blocks see the inner item first and then the outer ones") {
  const auto builder = DocxBuilder()
                           .paragraph("{#parties}")
                           .paragraph("{name} ({title}):")
                           .paragraph("{#people}")
                           .paragraph("- {name}, {title}")
                           .paragraph("{/people}")
                           .paragraph("{/parties}");
  CHECK(
      lines(builder, R"({"title":"T","parties":[{"name":"A","people":[{"name":"x"},{"name":"y"}]},{"name":"B","people":[]}]})") ==
      "A (T):\n- x, T\n- y, T\nB (T):\n");
}

TEST_CASE("an inverted block stands when the value says no") {
  const auto builder = DocxBuilder().paragraph("{#l}yes{/l}{^l}no{/l}");
  for (const auto* no : {R"({"l":[]})", R"({"l":""})", R"({"l":false})", R"({"l":"no"})", R"({"l":0})", R"({"l":null})"}) {
    CHECK(lines(builder, no) == "no\n");
  }
  for (const auto* yes : {R"({"l":[1]})", R"({"l":"yes"})", R"({"l":true})", R"({"l":{}})", R"({"l":7})"})
    CHECK(lines(builder, yes) == "yes\n");
}

TEST_CASE("a condition compares a value with a word, whatever quotes Word made of it") {
  const auto builder = DocxBuilder().paragraph("{#kind == “fixed”}на строк{/kind}{#kind != \"fixed\"}безстроково{/}");
  CHECK(lines(builder, R"({"kind":"fixed"})") == "на строк\n");
  CHECK(lines(builder, R"({"kind":"indefinite"})") == "безстроково\n");
  CHECK(lines(DocxBuilder().paragraph("{#areas == \"it\"}є{/}"), R"({"areas":["culture","it"]})") == "є\n");
}

TEST_CASE("a block over an object steps into it") {
  CHECK(lines(DocxBuilder().paragraph("{#decision}{no} від {date}{/decision}"), R"({"decision":{"no":"7","date":"x"}})") ==
        "7 від x\n");
}

TEST_CASE("a row with a block over its cells is repeated by itself") {
  const auto builder = DocxBuilder().table({{"Ім’я", "Посада"}, {"{#people}{name}", "{post}{/people}"}});
  CHECK(lines(builder, R"({"people":[{"name":"А","post":"1"},{"name":"Б","post":"2"}]})") ==
        "[table]\nІм’я\n[|]\nПосада\n[|]\n[/]\nА\n[|]\n1\n[|]\n[/]\nБ\n[|]\n2\n[|]\n[/]\n[/table]\n");
}

TEST_CASE("a row of one cell that holds nothing but a block is repeated too") {
  CHECK(lines(DocxBuilder().table({{"{#l}{.}{/l}"}}), R"({"l":["a","b"]})") == "[table]\na\n[|]\n[/]\nb\n[|]\n[/]\n[/table]\n");
}

TEST_CASE("rows that hold nothing but block tags go, the rows between are repeated") {
  const auto builder = DocxBuilder().table({{"h", ""}, {"{#l}", ""}, {"{a}", "1"}, {"{b}", "2"}, {"{/l}", ""}});
  CHECK(lines(builder, R"({"l":[{"a":"x","b":"y"}]})") ==
        "[table]\nh\n[|]\n\n[|]\n[/]\nx\n[|]\n1\n[|]\n[/]\ny\n[|]\n2\n[|]\n[/]\n[/table]\n");
}

TEST_CASE("a table that loses all its rows goes with them") {
  const auto builder = DocxBuilder().paragraph("a").table({{"{#l}{x}", "{y}{/l}"}}).paragraph("b");
  CHECK(lines(builder, R"({"l":[]})") == "a\nb\n");
}

TEST_CASE("a cell and a header never lose their last paragraph") {
  const auto cell =
      DocxBuilder().body("<w:tbl><w:tr><w:tc>" + DocxBuilder::paragraph_of({"{#l}"}) + DocxBuilder::paragraph_of({"x"}) +
                         DocxBuilder::paragraph_of({"{/l}"}) + "</w:tc></w:tr></w:tbl>");
  CHECK(lines(cell, R"({"l":[]})") == "[table]\n\n[|]\n[/]\n[/table]\n");
  CHECK(lines(cell, R"({"l":[1]})") == "[table]\nx\n[|]\n[/]\n[/table]\n");
}

TEST_CASE("headers, footers, notes, comments and document properties are filled") {
  const auto builder =
      DocxBuilder()
          .paragraph("{a}")
          .header({"h {a}"})
          .footer({"f ", "{#l}{.};{/l}"})
          .footnote({"n {a}"})
          .endnote({"e {a}"})
          .comment({"c {a}"})
          .entry(
              "docProps/core.xml",
              "<cp:coreProperties xmlns:cp=\"urn:x\" xmlns:dc=\"urn:y\"><dc:title>{a} &amp; Co</dc:title></cp:coreProperties>");
  const auto document = read_package(filled(templating::compile(builder.package(), {}), json(R"({"a":"<Ї>\n","l":["1","2"]})")));
  CHECK(text::rendition(document) == "<Ї>\u2028\nn <Ї>\u2028\ne <Ї>\u2028\nf 1;2;\nh <Ї>\u2028\n");
  CHECK(document.part("docProps/core.xml").find("<dc:title>&lt;Ї&gt;\n &amp; Co</dc:title>") != Bytes::npos);
  CHECK(document.part("word/comments5.xml").find("c &lt;Ї&gt;") != Bytes::npos);
}

TEST_CASE("both branches of a text box are filled and read once") {
  const std::string box = DocxBuilder::paragraph_of({"Поле: {a}"});
  const auto builder = DocxBuilder().body(
      "<w:p><w:r><w:t>x</w:t><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>" + box +
      "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>" + box +
      "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent><w:t>y</w:t></w:r></w:p>");
  const auto document = read_package(filled(templating::compile(builder.package(), {}), json(R"({"a":"1"})")));
  CHECK(text::rendition(document) == "x[box]\nПоле: 1\n[/box]y\n");
  const auto part = document.part("word/document.xml");
  CHECK(part.find("Поле: 1") != part.rfind("Поле: 1"));
  CHECK(part.find('{') == Bytes::npos);
}

TEST_CASE("a comment tag leaves nothing behind") {
  CHECK(lines(DocxBuilder().paragraph("a{! до уваги юриста }b").paragraph("{!alone}").paragraph("c"), "{}") == "ab\nc\n");
}

TEST_CASE("a language is selected from either form of a value in several languages") {
  const auto builder = DocxBuilder().paragraph("{title.uk} / {title.en}");
  CHECK(lines(builder, R"({"title":{"uk":"Меморандум","en":"Memorandum"}})") == "Меморандум / Memorandum\n");
  CHECK(lines(builder, R"({"title":[{"language":"uk","value":"Меморандум"},{"language":"en","value":"Memorandum"}]})") ==
        "Меморандум / Memorandum\n");
  CHECK(codes(findings(DocxBuilder().paragraph("{title}"), R"({"title":{"uk":"а"}})")) == Codes{"language_missing"});
}

TEST_CASE("an item of a list is reached by its number, and a column of a list by its name") {
  const auto builder = DocxBuilder().paragraph("{p.1.name.uk}; {p.2.name.uk}; {p.name.uk | list:uk}");
  CHECK(lines(builder, R"({"p":[{"name":{"uk":"А"}},{"name":{"uk":"Б"}}]})") == "А; Б; А та Б\n");
}

TEST_CASE("filters write dates, numbers, money and lists in the language of the tag") {
  const auto data = R"({"d":"2024-11-21","n":1234567.5,"m":{"value":"1200.50","currency":"USD"},"l":["a","b","c"]})";
  CHECK(lines(DocxBuilder().paragraph("{d | date:\"long\":uk}"), data) == "21\u00A0листопада 2024\u00A0р.\n");
  CHECK(lines(DocxBuilder().paragraph("{d | date:long:en}"), data) == "21\u00A0November 2024\n");
  CHECK(lines(DocxBuilder().paragraph("{d|date:\"short\":uk}"), data) == "21.11.2024\n");
  CHECK(lines(DocxBuilder().paragraph("{n | number:uk}"), data) == "1\u00A0234\u00A0567,5\n");
  CHECK(lines(DocxBuilder().paragraph("{m | money:uk}"), data) == "1\u00A0200,50\u00A0USD\n");
  CHECK(lines(DocxBuilder().paragraph("{l | list:en}"), data) == "a, b and c\n");
  CHECK(lines(DocxBuilder().paragraph({"{l | list}"}, "uk-UA"), data) == "a, b та c\n");
  CHECK(lines(DocxBuilder().paragraph("{s | upper:uk} {s | translit}"), R"({"s":"Згурівка"})") == "ЗГУРІВКА Zghurivka\n");
}

TEST_CASE("filters write words, plurals and grammatical cases") {
  CHECK(lines(DocxBuilder().paragraph("{n | words:feminine:uk}; {m | words:en}"),
              R"({"n":21,"m":{"value":"2","currency":"GBP"}})") == "двадцять одна; two pounds sterling\n");
  CHECK(lines(DocxBuilder().paragraph("{n | plural:“рік”:“роки”:“років”:uk}, {n | plural:\"year\":\"years\":en}"),
              R"({"n":3})") == "3\u00A0роки, 3\u00A0years\n");
  const auto* name = R"({"p":{"uk":{"nominative":"Олена Ґудзь","dative":"Олені Ґудзь"}}})";
  CHECK(lines(DocxBuilder().paragraph("{p.uk | case:dative | upper:uk} — {p.uk}"), name) == "ОЛЕНІ ҐУДЗЬ — Олена Ґудзь\n");
  CHECK(codes(findings(DocxBuilder().paragraph("{p.uk | case:genitive}"), name)) == Codes{"case_missing"});
  CHECK(codes(findings(DocxBuilder().paragraph("{p | case:vocative}"), R"({"p":"Олена"})")) == Codes{"case_missing"});
  CHECK(codes(findings(DocxBuilder().paragraph("{p | case:seventh}"), R"({"p":"Олена"})")) == Codes{"filter_argument"});
  CHECK(codes(findings(DocxBuilder().paragraph("{n | words:fr}"), R"({"n":1})")) == Codes{"filter_language"});
  CHECK(codes(findings(DocxBuilder().paragraph("{n | plural:\"a\":\"b\":uk}"), R"({"n":1})")) == Codes{"filter_argument"});
}

TEST_CASE("a value whose language the tag names is marked with it, and its neighbours are not") {
  const auto builder = DocxBuilder().paragraph({"x {t.en} y"}, "uk-UA");
  const auto part =
      read_package(filled(templating::compile(builder.package(), {}), json(R"({"t":{"en":"Porch"}})"))).part("word/document.xml");
  const std::string uk = "<w:r><w:rPr><w:lang w:val=\"uk-UA\"/></w:rPr><w:t xml:space=\"preserve\">";
  const std::string en = "<w:r><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr><w:t xml:space=\"preserve\">";
  CHECK(part.find(uk + "x </w:t></w:r>" + en + "Porch</w:t></w:r>" + uk + " y</w:t></w:r>") != Bytes::npos);
  const auto same = read_package(filled(templating::compile(DocxBuilder().paragraph({"{t.uk}"}, "uk-UA").package(), {}),
                                        json(R"({"t":{"uk":"Ґ"}})")))
                        .part("word/document.xml");
  CHECK(same.find("<w:p>" + uk + "Ґ</w:t></w:r></w:p>") != Bytes::npos);
}

TEST_CASE("what a filter cannot write is told at its tag") {
  const auto code = [](const char* tag, const char* data) { return codes(findings(DocxBuilder().paragraph(tag), data)); };
  CHECK(code("{d | date:uk}", R"({"d":"21.11.2024"})") == Codes{"not_a_date"});
  CHECK(code("{d | date:uk}", R"({"d":"2024-02-30"})") == Codes{"not_a_date"});
  CHECK(code("{d | number:uk}", R"({"d":"1,5"})") == Codes{"not_a_number"});
  CHECK(code("{d | money:uk}", R"({"d":"1"})") == Codes{"not_an_amount"});
  CHECK(code("{d | money:uk}", R"({"d":{"value":"1","currency":"грн"}})") == Codes{"not_an_amount"});
  CHECK(code("{d | list:uk}", R"({"d":"1"})") == Codes{"not_a_list"});
  CHECK(code("{d | list:uk}", R"({"d":[{}]})") == Codes{"not_a_list"});
  CHECK(code("{d | upper:uk}", R"({"d":[]})") == Codes{"not_text"});
  CHECK(code("{d}", R"({"d":true})") == Codes{"not_text"});
  CHECK(code("{d | date}", R"({"d":"2024-11-21"})") == Codes{"filter_language"});
  CHECK(code("{d | dete:uk}", R"({"d":"2024-11-21"})") == Codes{"unknown_filter"});
  CHECK(code("{d | date:klingon}", R"({"d":"2024-11-21"})") == Codes{"filter_argument"});
}

TEST_CASE("every undefined value is told, each tag once, unless a default stands for it") {
  const auto found = findings(DocxBuilder().paragraph("{a}{#l}{b}{/l}").paragraph("{c}"), R"({"l":[{},{}]})");
  CHECK(codes(found) == Codes{"undefined", "undefined", "undefined"});
  CHECK(found[1].tag == "{b}");
  CHECK(found[2].place.paragraph == 2);
  CHECK(lines(DocxBuilder().paragraph("{a | default:\"без номера\"}"), "{}") == "без номера\n");
}

TEST_CASE("the register tags can be left standing for the content hash") {
  const auto builder = DocxBuilder().paragraph({"№ {doc", "_no} від {doc_date | date:\"long\":uk}: {a}"});
  const auto compiled = templating::compile(builder.package(), {});
  templating::FillOptions options;
  options.leave_register_tags = true;
  CHECK(text::rendition(read_package(filled(compiled, json(R"({"a":"<1>"})"), options))) ==
        "№ {doc_no} від {doc_date | date:\"long\":uk}: <1>\n");
  CHECK(text::rendition(read_package(filled(compiled, json(R"({"a":"<1>","doc_no":"7","doc_date":"2024-11-21"})")))) ==
        "№ 7 від 21\u00A0листопада 2024\u00A0р.: <1>\n");
}

TEST_CASE("limits are named with what was found") {
  const auto compiled = templating::compile(DocxBuilder().paragraph("{#l}x{/l}").package(), {});
  formats::Json data{{"l", formats::Json::array()}};
  for (int index = 0; index < 10'001; ++index) data["l"].push_back(index);
  const auto many = findings(compiled, data);
  REQUIRE(codes(many) == Codes{"too_many_items"});
  CHECK(to_log(many.front().message).find("10001") != std::string::npos);
  templating::FillOptions options;
  options.output_limit = 1000;
  data["l"].erase(0);
  const auto outcome = templating::fill(compiled, data, options);
  CHECK(codes(std::get<std::vector<templating::Finding>>(outcome)) == Codes{"too_large"});
}

TEST_CASE("the same template and data give the same bytes, and parts without tags stay as they were") {
  const auto builder = DocxBuilder().paragraph("{a}").header({"ЗРАЗОК"});
  const auto compiled = templating::compile(builder.package(), {});
  const auto once = filled(compiled, json(R"({"a":"Ґ"})"));
  CHECK(once == filled(templating::compile(builder.package(), {}), json(R"({"a":"Ґ"})")));
  const auto document = read_package(once);
  const auto package = builder.package();
  const auto& before = package.archive();
  const auto* header = before.find("word/header1.xml");
  REQUIRE(header != nullptr);
  CHECK(document.archive().packed(*document.archive().find("word/header1.xml")) == before.packed(*header));
}
