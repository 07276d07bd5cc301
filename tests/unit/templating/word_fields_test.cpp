#include "templating/word_fields.h"

#include "support/templates.h"
#include "templating/returned_data.h"

using namespace chancery;
using namespace chancery::tests;
using Codes = std::vector<std::string>;

namespace {

constexpr const char* wordml =
    " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" "
    "xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"";

std::string control(const std::string& tag, const std::string& properties, const std::string& content) {
  return "<w:sdt" + std::string(wordml) + "><w:sdtPr><w:tag w:val=\"" + tag + "\"/>" + properties + "</w:sdtPr><w:sdtContent>" +
         content + "</w:sdtContent></w:sdt>";
}

std::string in_line(const std::string& tag, const std::string& properties, const char* text = "?") {
  return "<w:p>" + control(tag, properties, DocxBuilder::run(text)) + "</w:p>";
}

std::string part_of(const DocxBuilder& builder, const char* data, const char* part = "word/document.xml") {
  return read_package(filled(templating::compile(builder.package(), {}), json(data))).part(part);
}

}  // namespace

TEST_CASE("a text control shows the value, without its placeholder and with its own formatting") {
  const auto builder = DocxBuilder().body(in_line("title", "<w:rPr><w:b/></w:rPr><w:showingPlcHdr/><w:text/>", "Клацніть тут"));
  CHECK(lines(builder, R"({"title":"Ґ & <Ї>"})") == "Ґ & <Ї>\n");
  const auto part = part_of(builder, R"({"title":"Ґ"})");
  CHECK(part.find("showingPlcHdr") == Bytes::npos);
  CHECK(part.find("<w:sdtContent><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Ґ</w:t></w:r></w:sdtContent>") !=
        Bytes::npos);
}

TEST_CASE("a control around paragraphs keeps the first one’s properties, a control around a cell its cell") {
  const auto paragraphs = DocxBuilder().body(control(
      "a", "",
      "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr>" + DocxBuilder::run("x") + "</w:p>" + DocxBuilder::paragraph_of({"y"})));
  CHECK(lines(paragraphs, R"({"a":"1\n2"})") == "1\u20282\n");
  CHECK(part_of(paragraphs, R"({"a":"1"})").find("<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r>") != Bytes::npos);
  const auto cell =
      DocxBuilder().body("<w:tbl><w:tblPr/><w:tblGrid/><w:tr>" +
                         control("a", "", "<w:tc><w:tcPr/>" + DocxBuilder::paragraph_of({"x"}) + "</w:tc>") + "</w:tr></w:tbl>");
  CHECK(lines(cell, R"({"a":"Є"})") == "[table]\nЄ\n[|]\n[/]\n[/table]\n");
}

TEST_CASE("a date control keeps its day in its properties and its words in its format") {
  const auto builder =
      DocxBuilder().body(in_line("day", "<w:date><w:dateFormat w:val=\"d MMMM yyyy\"/><w:lid w:val=\"uk-UA\"/></w:date>"));
  CHECK(lines(builder, R"({"day":"2024-11-21"})") == "21\u00A0листопада 2024\u00A0р.\n");
  CHECK(part_of(builder, R"({"day":"2024-11-21"})").find("<w:date w:fullDate=\"2024-11-21T00:00:00Z\">") != Bytes::npos);
  const auto dated = DocxBuilder().body(in_line(
      "day",
      "<w:date w:fullDate=\"2001-01-01T00:00:00Z\"><w:dateFormat w:val=\"dd.MM.yyyy\"/><w:lid w:val=\"uk-UA\"/></w:date>"));
  CHECK(lines(dated, R"({"day":"2024-11-21"})") == "21.11.2024\n");
  CHECK(part_of(dated, R"({"day":"2024-11-21"})").find("fullDate=\"2024-11-21T00:00:00Z\"") != Bytes::npos);
  CHECK(codes(findings(dated, R"({"day":"21.11.2024"})")) == Codes{"not_a_date"});
}

TEST_CASE("a checkbox is ticked or not, a choice shows the words of its value") {
  const auto box = DocxBuilder().body(in_line("yes", "<w14:checkbox><w14:checked w14:val=\"0\"/></w14:checkbox>", "☐"));
  CHECK(lines(box, R"({"yes":true})") == "☒\n");
  CHECK(part_of(box, R"({"yes":"yes"})").find("<w14:checked w14:val=\"1\"/>") != Bytes::npos);
  CHECK(lines(box, R"({"yes":false})") == "☐\n");
  CHECK(codes(findings(box, R"({"yes":"так"})")) == Codes{"not_yes_or_no"});
  const auto list = DocxBuilder().body(
      in_line("kind", "<w:dropDownList><w:listItem w:displayText=\"На строк\" w:value=\"fixed\"/></w:dropDownList>"));
  CHECK(lines(list, R"({"kind":"fixed"})") == "На строк\n");
  CHECK(lines(list, R"({"kind":"На строк"})") == "На строк\n");
  CHECK(codes(findings(list, R"({"kind":"other"})")) == Codes{"not_a_choice"});
}

TEST_CASE("a repeating section has one item for each of the list, and goes when there is none") {
  const std::string item = control("", "<w:id w:val=\"5\"/><w15:repeatingSectionItem/>",
                                   "<w:p>" + control("name", "<w:id w:val=\"6\"/><w:text/>", DocxBuilder::run("?")) + "</w:p>");
  const auto builder =
      DocxBuilder().paragraph("a").body(control("people", "<w15:repeatingSection/>", item + item)).paragraph("b");
  CHECK(lines(builder, R"({"people":[{"name":"Ґ"},{"name":"Є"},{"name":"Ї"}]})") == "a\nҐ\nЄ\nЇ\nb\n");
  CHECK(lines(builder, R"({"people":[]})") == "a\nb\n");
  const auto part = part_of(builder, R"({"people":[{"name":"Ґ"},{"name":"Є"}]})");
  CHECK(part.find("w:id w:val=\"6\"") == Bytes::npos);
  CHECK(codes(findings(builder, R"({"people":[{}]})")).empty());
}

TEST_CASE("a repeating section of rows takes its table with it when it goes") {
  const std::string row =
      "<w:tr><w:tc><w:tcPr/><w:p>" + control("name", "<w:text/>", DocxBuilder::run("?")) + "</w:p></w:tc></w:tr>";
  const auto builder = DocxBuilder().paragraph("a").body(
      "<w:tbl><w:tblPr/><w:tblGrid/>" +
      control("rows", "<w15:repeatingSection/>", control("", "<w15:repeatingSectionItem/>", row)) + "</w:tbl>");
  CHECK(lines(builder, R"({"rows":[{"name":"1"},{"name":"2"}]})") == "a\n[table]\n1\n[|]\n[/]\n2\n[|]\n[/]\n[/table]\n");
  CHECK(lines(builder, R"({"rows":[]})") == "a\n");
}

TEST_CASE("a picture control shows another picture of its own part") {
  const std::string drawing =
      "<w:r><w:drawing><wp:inline><a:blip xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
      "r:embed=\"rId9\"/></wp:inline></w:drawing></w:r>";
  const auto builder = DocxBuilder().body("<w:p>" + control("emblem", "<w:picture/>", drawing) + "</w:p>");
  const auto part = part_of(
      builder,
      R"({"emblem":{"data":"iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADklEQVR4nGP4z8DwHwQBEPgD/U6VwW8AAAAASUVORK5CYII=","alt":"Герб"}})");
  CHECK(part.find("rId9") == Bytes::npos);
  CHECK(part.find("r:embed=\"rIdImage") != Bytes::npos);
}

TEST_CASE("custom XML behind a control says the same as the control") {
  const auto bound = [](const char* path) {
    return DocxBuilder()
        .body(in_line("title", std::string("<w:dataBinding w:prefixMappings=\"xmlns:n='urn:n'\" w:xpath=\"") + path +
                                   "\" w:storeItemID=\"{AB}\"/><w:text/>"))
        .relationship("customXml", "../customXml/item1.xml")
        .entry("customXml/item1.xml", "<n:a xmlns:n=\"urn:n\"><n:b>old</n:b><n:b/><c>x</c></n:a>")
        .entry("customXml/_rels/item1.xml.rels",
               "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
               "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps\" "
               "Target=\"itemProps1.xml\"/></Relationships>")
        .entry("customXml/itemProps1.xml",
               "<ds:datastoreItem xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\" "
               "ds:itemID=\"{ab}\"/>");
  };
  const auto item = [&](const char* path) { return part_of(bound(path), R"({"title":"<Ї>"})", "customXml/item1.xml"); };
  CHECK(item("/n:a/n:b[1]") == "<n:a xmlns:n=\"urn:n\"><n:b>&lt;Ї&gt;</n:b><n:b/><c>x</c></n:a>");
  CHECK(item("/n:a[1]/n:b[2]") == "<n:a xmlns:n=\"urn:n\"><n:b>old</n:b><n:b>&lt;Ї&gt;</n:b><c>x</c></n:a>");
  CHECK(item("/n:a/c") == "<n:a xmlns:n=\"urn:n\"><n:b>old</n:b><n:b/><c>&lt;Ї&gt;</c></n:a>");
  CHECK(codes(findings(bound("/n:a/n:c"), R"({"title":"x"})")) == Codes{"binding_broken"});
  CHECK(codes(findings(bound("//n:b"), R"({"title":"x"})")) == Codes{"binding_broken"});
}

TEST_CASE("a locked control stays as it is, and that is told") {
  const auto builder = DocxBuilder().body(in_line("a", "<w:lock w:val=\"contentLocked\"/><w:text/>", "Стале"));
  CHECK(lines(builder, R"({"a":"x"})") == "Стале\n");
  CHECK(codes(findings(builder, R"({"a":"x"})")) == Codes{"control_locked"});
}

TEST_CASE("controls of somebody else stay as they are") {
  const auto builder = DocxBuilder().body(in_line("goog_rdk_0", "<w:text/>", "Ґ"));
  CHECK(lines(builder, "{}") == "Ґ\n");
  const auto described = templating::read_description(
      json(R"({"name":"x","kind":"x","languages":["uk"],"fields":[{"path":"title","type":"text","required":true}]})"));
  const auto checked = templating::compile(DocxBuilder().body(in_line("titel", "<w:text/>")).package(), described).findings();
  REQUIRE(codes(checked) == Codes{"unknown_control", "unused_field"});
  CHECK(checked[0].suggestion == "title");
}

TEST_CASE("a control around tags is only their frame") {
  const auto builder = DocxBuilder().body(control("a", "", DocxBuilder::paragraph_of({"x {a} y"})));
  CHECK(lines(builder, R"({"a":"1"})") == "x 1 y\n");
}

TEST_CASE("what was filled into controls is read back out of them") {
  const std::string item =
      control("", "<w15:repeatingSectionItem/>", "<w:p>" + control("name", "<w:text/>", DocxBuilder::run("?")) + "</w:p>");
  const auto builder =
      DocxBuilder()
          .body(in_line("party.title", "<w:text/>"))
          .body(in_line("day", "<w:date><w:lid w:val=\"uk\"/></w:date>"))
          .body(in_line("yes", "<w14:checkbox><w14:checked w14:val=\"0\"/></w14:checkbox>"))
          .body(in_line("kind", "<w:dropDownList><w:listItem w:displayText=\"На строк\" w:value=\"fixed\"/></w:dropDownList>"))
          .body(control("people", "<w15:repeatingSection/>", item));
  const auto data =
      json(R"({"party":{"title":"Ґ\nЄ"},"day":"2024-11-21","yes":true,"kind":"fixed","people":[{"name":"І"},{"name":"Ї"}]})");
  const auto document = read_package(filled(templating::compile(builder.package(), {}), data));
  CHECK(templating::read_controls(document) == data);
  CHECK(templating::read_controls(DocxBuilder().body(in_line("a", "<w:showingPlcHdr/>")).package()) == json("{}"));
}

TEST_CASE("merge fields are filled and become text") {
  const std::string complex =
      "<w:p><w:r><w:t xml:space=\"preserve\">До </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText "
      "xml:space=\"preserve\"> "
      "MERGEFIELD name \\* Upper \\* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar "
      "w:fldCharType=\"separate\"/></w:r><w:r><w:rPr>"
      "<w:lang w:val=\"uk-UA\"/></w:rPr><w:t>«name»</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
  const auto builder = DocxBuilder().body(complex).body(
      "<w:p><w:fldSimple w:instr=\" MERGEFIELD &quot;party.name&quot; \"><w:r><w:t>«x»</w:t></w:r></w:fldSimple></w:p>");
  CHECK(lines(builder, R"({"name":"їжак","party":{"name":"Є"}})") == "До ЇЖАК\nЄ\n");
  const auto part = part_of(builder, R"({"name":"їжак","party":{"name":"Є"}})");
  CHECK(part.find("fld") == Bytes::npos);
  CHECK(part.find("MERGEFIELD") == Bytes::npos);
  CHECK(codes(findings(builder, "{}")) == Codes{"undefined", "undefined"});
}

TEST_CASE("switches of merge fields become filters or are told") {
  using templating::read_merge_field;
  CHECK(read_merge_field("MERGEFIELD a") == std::pair<std::string, std::string>("a", ""));
  CHECK(read_merge_field("MERGEFIELD a \\* FirstCap") == std::pair<std::string, std::string>("a | capital", ""));
  CHECK(read_merge_field("MERGEFIELD a \\@ \"dd.MM\"").second == "\\@");
  CHECK(read_merge_field("MERGEFIELD").first.empty());
  const auto builder =
      DocxBuilder().body("<w:p><w:fldSimple w:instr=\"MERGEFIELD a \\b x\"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>");
  CHECK(codes(findings(builder, "{}")) == Codes{"merge_switch"});
}
