#include "formats/docx_inspection.h"

#include "support/docx_builder.h"
#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;
using chancery::tests::DocxBuilder;
using Kind = DocxFinding::Kind;

namespace {

std::vector<Kind> kinds_of(const DocxBuilder& builder) {
  std::vector<Kind> kinds;
  for (const DocxFinding& finding : inspect(builder.package())) kinds.push_back(finding.kind);
  return kinds;
}

std::vector<Kind> kinds_in(const std::string& body) {
  return kinds_of(DocxBuilder().body(body));
}

const std::vector<Kind> none{};

std::string run_with(const std::string& properties, const std::string& text = "Ї") {
  return "<w:r><w:rPr>" + properties + "</w:rPr><w:t>" + text + "</w:t></w:r>";
}

std::string paragraph(const std::string& content) {
  return "<w:p>" + content + "</w:p>";
}

std::string field(const std::vector<std::string>& pieces) {
  std::string xml = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
  for (const auto& piece : pieces) xml += "<w:r><w:instrText>" + piece + "</w:instrText></w:r>";
  return paragraph(xml + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" + DocxBuilder::run("1") +
                   "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
}

DocxBuilder with_item(const std::string& content) {
  return DocxBuilder()
      .relationship("customXml", "../customXml/item1.xml")
      .entry("customXml/item1.xml", content)
      .entry("customXml/_rels/item1.xml.rels",
             "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" "
             "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps\" "
             "Target=\"itemProps1.xml\"/></Relationships>")
      .entry(
          "customXml/itemProps1.xml",
          "<ds:datastoreItem xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\" ds:itemID=\"{AB}\"/>");
}

std::string control(const std::string& path, const std::string& text, const std::string& more = {}) {
  return "<w:sdt><w:sdtPr>" + more + "<w:dataBinding w:prefixMappings=\"xmlns:a='urn:a'\" w:storeItemID=\"{ab}\" w:xpath=\"" +
         path + "\"/></w:sdtPr><w:sdtContent>" + DocxBuilder::paragraph_of({text}) + "</w:sdtContent></w:sdt>";
}

}  // namespace

TEST_CASE("an ordinary document with page numbers, styles and links has no finding") {
  const auto builder = DocxBuilder()
                           .paragraph("Меморандум")
                           .header({"Ґ"})
                           .footnote({"Є"})
                           .styles("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"/>")
                           .relationship("hyperlink", "https://example.org", true)
                           .body(field({" PAGE "}) + field({"NUMPAGES"}) + field({" HYPERLINK \"https://example.org\" "}));
  CHECK(kinds_of(builder) == none);
}

TEST_CASE("macros are found by content type and by relationship, each part once") {
  const auto builder = DocxBuilder()
                           .relationship("vbaProject", "vbaProject.bin")
                           .entry("word/vbaProject.bin", "x", "application/vnd.ms-office.vbaProject");
  CHECK(kinds_of(builder) == std::vector{Kind::macro});
  const auto finding = inspect(builder.package()).front();
  CHECK(finding.part == "word/vbaProject.bin");
  CHECK(finding.paragraph == 0);
  CHECK(finding.stops_freeze());
}

TEST_CASE("whatever is taken from outside is found, hyperlinks are not") {
  CHECK(kinds_of(DocxBuilder().relationship("image", "https://example.org/a.png", true)) == std::vector{Kind::external_part});
  CHECK(kinds_of(DocxBuilder().relationship("subDocument", "b.docx", true)) == std::vector{Kind::external_part});
  CHECK(kinds_of(DocxBuilder().relationship("hyperlink", "https://example.org", true)) == none);
  const auto message = inspect(DocxBuilder().relationship("image", "http://a/\n", true).package()).front().message;
  const Message expected{"formats.docx_external_part",
                         {{"place", "test.docx"}, {"part", "word/document.xml"}, {"target", "http://a/\\x0a"}}};
  CHECK(message.key == expected.key);
}

TEST_CASE("a template on a server stops a freeze, one on the author's disk is a warning") {
  for (const std::string target : {"https://example.org/t.dotx", "\\\\server\\t.dotx", "//server/t.dotx", "file://server/t.dotx",
                                   "file:////server/t.dotx", "file:\\\\server\\t.dotx", "FTP://x/t", "file:///\\\\server\\t"}) {
    INFO(target);
    CHECK(kinds_of(DocxBuilder().relationship("attachedTemplate", target, true)) == std::vector{Kind::remote_template});
  }
  for (const std::string target : {"C:\\Users\\t.dotx", "file:///C:/t.dotx", "Normal.dotm", "file:t.dotx"}) {
    INFO(target);
    const auto findings = inspect(DocxBuilder().relationship("attachedTemplate", target, true).package());
    REQUIRE(findings.size() == 1);
    CHECK(findings.front().kind == Kind::local_template);
    CHECK_FALSE(findings.front().stops_freeze());
  }
}

TEST_CASE("embedded objects and foreign documents are found as part and as mark") {
  CHECK(kinds_in(paragraph("<w:r><w:object/></w:r>")) == std::vector{Kind::ole_object});
  CHECK(kinds_in(paragraph("<w:r><w:pict><o:OLEObject/></w:pict></w:r>")) == std::vector{Kind::ole_object});
  CHECK(kinds_in(paragraph("<w:r><w:control/></w:r>")) == std::vector{Kind::ole_object});
  CHECK(kinds_in("<w:altChunk r:id=\"r\"/>") == std::vector{Kind::alternative_chunk});
  CHECK(kinds_of(DocxBuilder().relationship("aFChunk", "chunk.html").entry("word/chunk.html", "")) ==
        std::vector{Kind::alternative_chunk});
  CHECK(kinds_of(DocxBuilder().relationship("oleObject", "o.bin").entry("word/o.bin", "")) == std::vector{Kind::ole_object});
}

TEST_CASE("fields that change by themselves or fetch are found, cut over runs, nested and simple") {
  for (const std::string name : {"DATE", "time", "SAVEDATE", "IF", "INCLUDETEXT", "IncludePicture", "DDE", "DDEAUTO", "LINK"}) {
    INFO(name);
    CHECK(kinds_in(field({" " + name + " x"})) == std::vector{Kind::changing_field});
    CHECK(kinds_in(paragraph("<w:fldSimple w:instr=\" " + name + " x\"/>")) == std::vector{Kind::changing_field});
  }
  CHECK(kinds_in(field({" DA", "TE \\@ \"dd\""})) == std::vector{Kind::changing_field});
  const std::string inner =
      "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DDE x</w:instrText></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  const std::string nested =
      paragraph("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>" + inner +
                "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
  CHECK(kinds_in(nested) == std::vector{Kind::changing_field, Kind::changing_field});
  const auto finding = inspect(DocxBuilder().paragraph("1").body(field({"DATE"})).package()).front();
  CHECK(finding.paragraph == 2);
  CHECK(to_log(finding.message).find("field=DATE") != std::string::npos);
}

TEST_CASE("marks of fields without a beginning are passed over") {
  CHECK(kinds_in(paragraph("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>")) == none);
  CHECK(kinds_in(field({""})) == none);
  CHECK(kinds_in(field({"DATELINE"})) == none);
}

TEST_CASE("every kind of tracked change is found, once a paragraph") {
  for (const std::string name : {"ins", "del", "moveFrom", "moveTo"}) {
    CHECK(kinds_in(paragraph("<w:" + name + " w:id=\"1\"/><w:" + name + " w:id=\"2\"/>")) == std::vector{Kind::tracked_change});
  }
  CHECK(kinds_in(paragraph("<w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>")) == std::vector{Kind::tracked_change});
  CHECK(kinds_in(paragraph("<w:pPr><w:pPrChange w:id=\"1\"/></w:pPr>")) == std::vector{Kind::tracked_change});
  CHECK(kinds_in("<w:tbl><w:tr><w:trPr><w:ins w:id=\"1\"/></w:trPr></w:tr></w:tbl>") == std::vector{Kind::tracked_change});
  CHECK(kinds_in(paragraph("<w:ins w:id=\"1\"/>") + paragraph("<w:ins w:id=\"2\"/>")) ==
        std::vector{Kind::tracked_change, Kind::tracked_change});
}

TEST_CASE("comments are found where they stand and in their part") {
  CHECK(kinds_in(paragraph("<w:commentRangeStart w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>")) ==
        std::vector{Kind::comment});
  CHECK(kinds_of(DocxBuilder().comment({"Зауваження"})) == std::vector{Kind::comment});
}

TEST_CASE("hidden text is found in headers and notes too") {
  const auto finding = inspect(DocxBuilder()
                                   .entry("word/header9.xml",
                                          "<w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" +
                                              paragraph(run_with("<w:vanish/>")) + "</w:hdr>",
                                          "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml")
                                   .package());
  REQUIRE(finding.size() == 1);
  CHECK(finding.front().part == "word/header9.xml");
}

TEST_CASE("text is hidden by its run, its character style, its paragraph's style or by default, in this order") {
  const std::string styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"Hidden\"><w:rPr><w:vanish/></w:rPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"Child\"><w:basedOn w:val=\"Hidden\"/></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"Secret\"><w:rPr><w:vanish w:val=\"true\"/></w:rPr></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"Shown\"><w:rPr><w:vanish w:val=\"0\"/></w:rPr></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"Loop\"><w:basedOn w:val=\"Loop\"/></w:style>";
  const auto in_style = [&](const std::string& paragraph_style, const std::string& properties) {
    const std::string named = paragraph_style.empty() ? "" : "<w:pPr><w:pStyle w:val=\"" + paragraph_style + "\"/></w:pPr>";
    return kinds_of(DocxBuilder().styles(styles).body(paragraph(named + run_with(properties))));
  };
  const std::vector hidden{Kind::hidden_text};
  CHECK(in_style("", "<w:vanish/>") == hidden);
  CHECK(in_style("", "<w:vanish w:val=\"off\"/>") == none);
  CHECK(in_style("", "<w:rStyle w:val=\"Secret\"/>") == hidden);
  CHECK(in_style("", "<w:rStyle w:val=\"Loop\"/>") == none);
  CHECK(in_style("Hidden", "") == hidden);
  CHECK(in_style("Child", "") == hidden);
  CHECK(in_style("Child", "<w:rStyle w:val=\"Shown\"/>") == none);
  CHECK(in_style("Child", "<w:vanish w:val=\"0\"/>") == none);
  CHECK(in_style("Unknown", "") == none);
  CHECK(kinds_of(DocxBuilder()
                     .styles("<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>")
                     .paragraph("Ґ")) == hidden);
  CHECK(kinds_of(DocxBuilder()
                     .styles("<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:rPr><w:vanish/></w:rPr></w:style>")
                     .paragraph("Ґ")) == hidden);
  CHECK(kinds_in(paragraph(run_with("<w:vanish/>", ""))) == none);
}

TEST_CASE("alternate content is found only where its texts differ") {
  const auto alternatives = [](const std::string& choice, const std::string& fallback) {
    return kinds_in(paragraph("<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">" + DocxBuilder::run(choice) +
                              "</mc:Choice><mc:Fallback>" + DocxBuilder::run(fallback) +
                              "</mc:Fallback></mc:AlternateContent></w:r>"));
  };
  CHECK(alternatives("Рамка", "Рамка") == none);
  CHECK(alternatives("100", "1000") == std::vector{Kind::alternate_content});
  CHECK(alternatives("100", "") == std::vector{Kind::alternate_content});
}

TEST_CASE("a bound control that shows another text than its part is found") {
  const std::string item = "<a:memo xmlns:a=\"urn:a\" id=\"7\"><a:title>Перший</a:title><a:title>Другий</a:title></a:memo>";
  const auto kinds = [&](const std::string& xml) { return kinds_of(with_item(item).body(xml)); };
  const std::vector differs{Kind::bound_control};
  CHECK(kinds(control("/a:memo[1]/a:title[2]", "Другий")) == none);
  CHECK(kinds(control("/a:memo/a:title", "Перший")) == none);
  CHECK(kinds(control("/a:memo/@id", "7")) == none);
  CHECK(kinds(control("/a:memo[1]/a:title[2]", "Інший")) == differs);
  for (const std::string path : {"/a:memo/a:title[3]", "/b:memo", "/memo", "//a:title", "a:memo", "/a:memo/a:title[x]",
                                 "/a:memo[0]", "/a:memo/@none", "/a:memo/@id/a:title", "", "/a:memo/a:title[last()]"}) {
    INFO(path);
    CHECK(kinds(control(path, "Перший")) == differs);
  }
  CHECK(kinds_in(control("/a:memo", "x")) == differs);
  CHECK(kinds_in("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>") == none);
}

TEST_CASE("bound dates and choices show other words than they store") {
  const std::string item = "<d>2026-11-21</d>";
  const auto kinds = [&](const std::string& text, const std::string& more) {
    return kinds_of(with_item(item).body(control("/d", text, more)));
  };
  CHECK(kinds("21 листопада 2026 р.", "<w:date w:fullDate=\"2026-11-21T00:00:00Z\"/>") == none);
  CHECK(kinds("22 листопада 2026 р.", "<w:date w:fullDate=\"2026-11-22T00:00:00Z\"/>") == std::vector{Kind::bound_control});
  const std::string list = "<w:dropDownList><w:listItem w:displayText=\"сьогодні\" w:value=\"2026-11-21\"/></w:dropDownList>";
  CHECK(kinds("сьогодні", list) == none);
  CHECK(kinds("завтра", list) == std::vector{Kind::bound_control});
}

TEST_CASE("a part that is not XML stops the inspection with its name") {
  const auto builder = DocxBuilder().entry("word/footer9.xml", "<w:ftr",
                                           "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml");
  const auto message = tests::message_of([&] { (void)inspect(builder.package()); });
  REQUIRE(message);
  CHECK(to_log(*message).find("test.docx: word/footer9.xml") != std::string::npos);
}
