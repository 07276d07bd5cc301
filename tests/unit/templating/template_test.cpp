#include "templating/template.h"

#include "base/error.h"
#include "support/templates.h"

using namespace chancery;
using namespace chancery::tests;
using templating::Finding;
using Codes = std::vector<std::string>;

namespace {

templating::Description description(const char* fields, const char* more = "") {
  return templating::read_description(
      json(std::string(R"({"name":"x","kind":"memorandum","languages":["uk","en"],)") + more + R"("fields":)" + fields + "}"));
}

std::vector<Finding> check(const DocxBuilder& builder, const std::optional<templating::Description>& described = std::nullopt) {
  return templating::compile(builder.package(), described).findings();
}

Codes check_paragraph(const char* text) {
  return codes(check(DocxBuilder().paragraph(text)));
}

}  // namespace

TEST_CASE("the four mistakes that authors make are told all at once, each with its place") {
  const auto builder = DocxBuilder()
                           .heading("Розділ I")
                           .paragraph("Вступ {tittle}")
                           .heading("Сторони")
                           .paragraph("{#parties}")
                           .table({{"№", "Назва"}, {"1}", "{title}"}})
                           .header({"ЗРАЗОК {doc_no"});
  const auto found = check(builder, description(R"([{"path":"title","type":"text"},{"path":"parties","type":"list"}])"));
  REQUIRE(codes(found) == Codes{"stray_brace", "unclosed_block", "unclosed_tag", "unknown_field"});

  CHECK(found[0].place.part == "word/document.xml");
  CHECK(found[0].place.cell == templating::CellPlace{1, 2, 1});
  CHECK(found[0].place.heading == "Сторони");
  CHECK(found[0].place.context == "1}");
  CHECK(found[1].tag == "{#parties}");
  CHECK(found[1].place.paragraph == 4);
  CHECK(found[2].place.part == "word/header1.xml");
  CHECK(found[2].tag == "{doc_no");
  CHECK(found[2].place.context == "ЗРАЗОК {doc_no");
  CHECK(found[3].tag == "{tittle}");
  CHECK(found[3].suggestion == "title");
  CHECK(found[3].place.heading == "Розділ I");
}

TEST_CASE("a template with a mistake is never filled") {
  const auto found = findings(DocxBuilder().paragraph("{a} }"), R"({"a":1})");
  CHECK(codes(found) == Codes{"stray_brace"});
  CHECK(templating::has_errors(found));
}

TEST_CASE("what is no tag is told and not taken for one") {
  CHECK(check_paragraph("{firstName {lastName}") == Codes{"unclosed_tag"});
  CHECK(check_paragraph("{a}}") == Codes{"stray_brace"});
  CHECK(check_paragraph("{{a}") == Codes{"unclosed_tag"});
  CHECK(check_paragraph("{}") == Codes{"bad_tag"});
  CHECK(check_paragraph("{a b}") == Codes{"bad_tag"});
  CHECK(check_paragraph("{1}") == Codes{"bad_tag"});
  CHECK(check_paragraph("{a.}") == Codes{"bad_tag"});
  CHECK(check_paragraph("{#a == x}") == Codes{"bad_tag"});
  CHECK(check_paragraph("{a | date:\"long}") == Codes{"bad_tag"});
  CHECK(check_paragraph("no tags at all").empty());
}

TEST_CASE("a tag never reaches over a tab, a picture or the end of its paragraph") {
  CHECK(codes(check(DocxBuilder().body("<w:p><w:r><w:t>{a</w:t><w:tab/><w:t>b}</w:t></w:r></w:p>"))) ==
        Codes{"unclosed_tag", "stray_brace"});
  CHECK(codes(check(DocxBuilder().paragraph("{a").paragraph("b}"))) == Codes{"unclosed_tag", "stray_brace"});
}

TEST_CASE("blocks that are not closed, not opened or crossed are told at their own tag") {
  CHECK(check_paragraph("{#a}x") == Codes{"unclosed_block"});
  CHECK(check_paragraph("x{/a}") == Codes{"unopened_block"});
  CHECK(check_paragraph("x{/}") == Codes{"unopened_block"});
  CHECK(check_paragraph("{#a}{#b}{/a}") == Codes{"unclosed_block"});
  const auto crossed = check(DocxBuilder().paragraph("{#a}{#b}{/a}{/b}"));
  CHECK(codes(crossed) == Codes{"crossed_block"});
  CHECK(crossed.front().tag == "{#b}");
  CHECK(check_paragraph("{#k == \"x\"}1{/k}").empty());
  CHECK(check_paragraph("{#k == \"x\"}1{/k == \"y\"}") == Codes{"unopened_block", "unclosed_block"});
}

TEST_CASE("a block that begins in a cell and ends outside the table is refused") {
  const auto builder = DocxBuilder().table({{"{#a}x"}}).paragraph("y{/a}");
  CHECK(codes(check(builder)) == Codes{"crossed_structure"});
  const auto link = DocxBuilder().body("<w:p><w:hyperlink r:id=\"r\">" + DocxBuilder::run("{#a}x") + "</w:hyperlink>" +
                                       DocxBuilder::run("y{/a}") + "</w:p>");
  CHECK(codes(check(link)) == Codes{"crossed_structure"});
  const auto links =
      DocxBuilder()
          .body("<w:p>" + DocxBuilder::run("x") + "<w:hyperlink r:id=\"r\">" + DocxBuilder::run("{#a}x") + "</w:hyperlink></w:p>")
          .paragraph("y{/a}z");
  CHECK(codes(check(DocxBuilder().table({{"{#a}x", "y"}, {"z", "w"}}).table({{"{/a}x", "y"}}))) == Codes{"crossed_structure"});
}

TEST_CASE("a block that begins inside a content control and ends outside it is refused, also within one cell") {
  const auto control = "<w:sdt><w:sdtContent>" + DocxBuilder::paragraph_of({"{#a}x"}) + "</w:sdtContent></w:sdt>";
  CHECK(codes(check(DocxBuilder().body(control).paragraph("y{/a}"))) == Codes{"crossed_structure"});
  const auto cell = "<w:tbl><w:tr><w:tc>" + control + DocxBuilder::paragraph_of({"y{/a}"}) + "</w:tc></w:tr></w:tbl>";
  CHECK(codes(check(DocxBuilder().body(cell))) == Codes{"crossed_structure"});
}

TEST_CASE("in document properties a block stays within one property") {
  const auto properties = [](const char* content) {
    return DocxBuilder().paragraph("x").entry("docProps/core.xml", "<p>" + std::string(content) + "</p>");
  };
  CHECK(codes(check(properties("<a>{#l}x</a><b>{/l}</b>"))) == Codes{"crossed_structure"});
  const auto package =
      read_package(filled(templating::compile(properties("<a>{#l}x{/l}</a><b>{!c}</b>").package(), {}), json(R"({"l":[1,2]})")));
  CHECK(package.part("docProps/core.xml") == "<p><a>xx</a><b></b></p>");
}

TEST_CASE("a section break stays when the tags in its paragraph go") {
  const std::string broken = "<w:p><w:pPr><w:sectPr/></w:pPr>" + DocxBuilder::run("{/l}") + "</w:p>";
  const auto builder = DocxBuilder().paragraph("{#l}").paragraph("x").body(broken).paragraph("after");
  CHECK(lines(builder, R"({"l":[1,2]})") == "x\nx\n\nafter\n");
  const auto filled_part =
      read_package(filled(templating::compile(builder.package(), {}), json(R"({"l":[]})"))).part("word/document.xml");
  CHECK(filled_part.find("<w:pPr><w:sectPr/></w:pPr>") != Bytes::npos);
}

TEST_CASE("images are recognised, and a clause that no library has is told") {
  CHECK(check_paragraph("{%emblem}").empty());
  CHECK(check_paragraph("{>financing}") == Codes{"unknown_clause"});
}

TEST_CASE("tracked changes in a template are told once for each paragraph") {
  const auto builder =
      DocxBuilder().body("<w:p><w:ins w:id=\"1\" w:author=\"x\">" + DocxBuilder::run("new") +
                         "</w:ins><w:del w:id=\"2\" w:author=\"x\"><w:r><w:delText>old</w:delText></w:r></w:del></w:p>");
  const auto found = check(builder);
  REQUIRE(codes(found) == Codes{"tracked_change"});
  CHECK(found.front().place.context == "new");
}

TEST_CASE("filters are judged before any data is there") {
  const auto found = check(DocxBuilder().paragraph("{a | dat:uk} {a | date:wrong} {a | default} {a | translit:uk}"));
  CHECK(codes(found) == Codes{"unknown_filter", "filter_argument", "filter_argument", "filter_argument"});
  CHECK(found.front().suggestion == "date");
}

TEST_CASE("fields in blocks are those of the list, or of the document around it") {
  const auto described = description(
      R"([{"path":"title","type":"text"},{"path":"parties","type":"list"},{"path":"parties[].name","type":"translated_text"}])");
  CHECK(
      check(DocxBuilder().paragraph("{#parties}{name.uk}{title}{/parties}{parties.1.name.en}{parties.name.uk | list}"), described)
          .empty());
  const auto outside = check(DocxBuilder().paragraph("{#parties}{/parties}{title}{name.uk}"), described);
  CHECK(codes(outside) == Codes{"unknown_field"});
  CHECK(outside.front().suggestion == "parties.name.uk");
}

TEST_CASE("a field in several languages needs one, and one that it has") {
  const auto described = description(R"([{"path":"title","type":"translated_text"},{"path":"no","type":"text"}])");
  const auto found = check(DocxBuilder().paragraph("{title} {title.fr} {no.uk} {no}"), described);
  CHECK(codes(found) == Codes{"language_missing", "language_unknown", "language_unknown"});
  CHECK(found.front().suggestion == "title.uk");
}

TEST_CASE("a field that only one language column has is pointed out") {
  const auto described = description(R"([{"path":"title","type":"translated_text"},{"path":"place","type":"translated_text"}])",
                                     R"("columns":["uk","en"],)");
  const auto found =
      check(DocxBuilder().table({{"{title.uk}, {place.uk}", "{title.en}"}, {"{place.en}", "{place.en}"}}), described);
  CHECK(codes(found) == Codes{"column_language"});
  const auto one = check(DocxBuilder().table({{"{title.uk}, {place.uk}", "{title.en}"}}), described);
  REQUIRE(codes(one) == Codes{"column_only"});
  CHECK(one.front().severity == Finding::Severity::warning);
  CHECK(one.front().tag == "{place.uk}");
}

TEST_CASE("a described field that the template does not use is pointed out") {
  const auto found = check(DocxBuilder().paragraph("{title}"),
                           description(R"([{"path":"title","type":"text"},{"path":"place","type":"text"}])"));
  REQUIRE(codes(found) == Codes{"unused_field"});
  CHECK(found.front().tag == "place");
}

TEST_CASE("a template may have delimiters of its own") {
  const auto described = description(R"([{"path":"title","type":"text"}])", R"("delimiters":["{{","}}"],)");
  CHECK(lines(DocxBuilder().paragraph({"{", "{title}", "} {так}"}), R"({"title":"Ґ"})", described) == "Ґ {так}\n");
}

TEST_CASE("a template knows itself by the hash of its package") {
  const auto package = DocxBuilder().paragraph("{a}").package();
  const auto compiled = templating::compile(package, {});
  CHECK(compiled.sha256() == sha256(package.archive().bytes().bytes()));
  CHECK(compiled.programs().size() == 1);
}

TEST_CASE("a part that is not well-formed is an error with its place") {
  const auto package = DocxBuilder().body("<w:p><w:r></w:p>").package();
  CHECK_THROWS_AS(templating::compile(package, {}), Error);
}

TEST_CASE("a finding is one line for people, in both languages") {
  const auto found =
      check(DocxBuilder().heading("Мета").table({{"{tittle}"}}), description(R"([{"path":"title","type":"text"}])"));
  REQUIRE_FALSE(found.empty());
  CHECK(in_words(found.front(), text::Language::en) ==
        "word/document.xml, paragraph 2 (table 1, row 1, cell 1), under “Мета”, in “{tittle}”: The field {tittle} is not in the "
        "description of "
        "the template. Did you mean “title”?");
  CHECK(in_words(found.front(), text::Language::uk) ==
        "word/document.xml, абзац 2 (таблиця 1, рядок 1, клітинка 1), під заголовком «Мета», у тексті «{tittle}»: Поля {tittle} "
        "немає в описі "
        "шаблону. Можливо, йдеться про «title»?");
}

TEST_CASE("a tag where no value can be written is told and not left standing") {
  const auto fallback = DocxBuilder().paragraph("{a}").body(
      "<w:p><mc:AlternateContent><mc:Choice "
      "Requires=\"wps\"><w:r><w:t>{a}</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>{a}</w:t>"
      "</w:r></mc:Fallback></mc:AlternateContent></w:p>");
  const auto found = check(fallback);
  REQUIRE(codes(found) == Codes{"unreached_tag"});
  CHECK(found[0].tag == "{a}");
  CHECK(found[0].place.part == "word/document.xml");
  const auto code = DocxBuilder().paragraph("{a}").body(
      "<w:p><w:fldSimple w:instr=\"HYPERLINK {a}\"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>");
  CHECK(codes(check(code)) == Codes{"unreached_tag"});
  const auto chart = DocxBuilder().paragraph("{a}").entry("word/charts/chart1.xml", "<c><t>{a}</t></c>", "application/xml");
  CHECK(codes(check(chart)) == Codes{"unreached_tag"});
  CHECK(check(DocxBuilder().paragraph("{a}").entry("word/charts/chart1.xml", "<c id=\"{AB-12}\"/>", "application/xml")).empty());
}

TEST_CASE("two content controls of one number are told") {
  const std::string control = "<w:sdt><w:sdtPr><w:id w:val=\"5\"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>";
  CHECK(codes(check(DocxBuilder().body(control + control))) == Codes{"duplicate_id"});
}

TEST_CASE("of a filled document only number and date are filled, whatever its values look like") {
  const auto package = DocxBuilder().paragraph("№ {doc_no} від {doc_date | date:\"short\":uk}: {a} {#b} } {c").package();
  const auto compiled = templating::compile_register_fields(package);
  CHECK(compiled.findings().empty());
  CHECK(text::rendition(read_package(filled(compiled, json(R"({"doc_no":"7","doc_date":"2024-11-21"})")))) ==
        "№ 7 від 21.11.2024: {a} {#b} } {c\n");
}

TEST_CASE("what fetches, runs or embeds is refused by its name, what changes by itself is told") {
  const auto field = [](const char* code) {
    return DocxBuilder().body(std::string("<w:p><w:fldSimple w:instr=\"") + code +
                              "\"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>");
  };
  const auto included = check(field("INCLUDETEXT x"));
  REQUIRE(codes(included) == Codes{"docx_changing_field"});
  CHECK(included[0].severity == Finding::Severity::error);
  CHECK(included[0].place.paragraph == 1);
  CHECK(check(field("DDEAUTO x"))[0].severity == Finding::Severity::error);
  CHECK(check(field("DATE"))[0].severity == Finding::Severity::warning);
  const auto linked = check(DocxBuilder().relationship("image", "https://example.org/a.png", true));
  REQUIRE(codes(linked) == Codes{"docx_external_part"});
  CHECK(linked[0].severity == Finding::Severity::error);
  CHECK(check(DocxBuilder().relationship("hyperlink", "https://example.org", true)).empty());
}

TEST_CASE("a description may make some findings errors and others warnings") {
  const auto strict = description(R"([{"path":"a","type":"text"}])", R"("checks":{"unused_field":"error"},)");
  CHECK(templating::has_errors(check(DocxBuilder().paragraph("x"), strict)));
  const auto mild = description(R"([{"path":"a","type":"date"}])", R"("checks":{"ill_typed":"warning"},)");
  CHECK_FALSE(templating::has_errors(
      findings(templating::compile(DocxBuilder().paragraph("{a}").package(), mild), json(R"({"a":"x"})"))));
}
