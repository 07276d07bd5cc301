#include "templating/xml_template.h"

#include "support/fault_and_key.h"
#include "support/templates.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::templating;

namespace {

std::vector<Finding> findings_in(std::string_view xml, const std::optional<Description>& description = std::nullopt) {
  return compile_xml(xml, "letter.xml", description).findings();
}

/// Codes with the places where they were found.
std::string codes(std::string_view xml, const std::optional<Description>& description = std::nullopt) {
  std::string all;
  for (const auto& one : findings_in(xml, description)) all += (all.empty() ? "" : " ") + one.code + "@" + one.place.part;
  return all;
}

Description description() {
  return read_description(tests::json(R"({"name":"N","kind":"memorandum","languages":["uk","en"],"columns":[],"fields":[
      {"path":"title","type":"translated_text","required":true,"label":"L"},
      {"path":"date","type":"date","required":true,"label":"L"},
      {"path":"parties","type":"list","required":true,"label":"L"},
      {"path":"parties[].name","type":"text","required":true,"label":"L"}]})"));
}

constexpr const char* open = R"(<r xmlns:t="urn:chancery:template:1">)";

std::string in_root(std::string_view inner) {
  return open + std::string(inner) + "</r>";
}

}  // namespace

TEST_CASE("tags stand in text and in attributes, blocks are elements") {
  const auto compiled =
      compile_xml(in_root(R"(<a b="{x}">{y.uk | upper}</a><t:each of="list"><c/></t:each>)"), "x.xml", std::nullopt);
  CHECK(compiled.findings().empty());
  REQUIRE(compiled.tags().size() == 3);
  CHECK(compiled.tags()[0].tag.path.text() == "x");
  CHECK(compiled.tags()[1].source == "{y.uk | upper}");
  CHECK(compiled.tags()[2].tag.kind == Tag::Kind::open);
  CHECK(compiled.operations()[1].kind == XmlOperation::Kind::attribute);
  CHECK(compiled.operations()[3].kind == XmlOperation::Kind::text);
}

TEST_CASE("the hash of a template is that of its bytes") {
  CHECK(compile_xml("<r/>", "x.xml", std::nullopt).sha256() == sha256("<r/>"));
}

TEST_CASE("every mistake is told at once, with line, element and the words around it") {
  const std::string xml =
      "<r xmlns:t=\"urn:chancery:template:1\">\n <a>{open</a>\n <a>stray}</a>\n <a>{1x}</a>\n <a n=\"{#b}\"/>\n"
      " <a>{>clause} {%image}</a>\n <t:loop/>\n <t:each/>\n <t:if value=\"a b\"/>\n <t:unless value=\"a\" is=\"x\"/>\n</r>";
  CHECK(codes(xml) ==
        "unclosed_tag@letter.xml:2 stray_brace@letter.xml:3 bad_tag@letter.xml:4 xml_block_tag@letter.xml:5 "
        "xml_no_clause@letter.xml:6 xml_no_clause@letter.xml:6 xml_element@letter.xml:7 xml_attribute@letter.xml:8 "
        "xml_attribute@letter.xml:9 xml_attribute@letter.xml:10");
  const auto found = findings_in(xml);
  CHECK(found[0].place.heading == "/r/a");
  CHECK(found[0].place.context == "<a>{open</a>");
  CHECK(found[3].place.heading == "/r/a/@n");
  CHECK(in_words(found[3], text::Language::en).starts_with("letter.xml:5, under “/r/a/@n”, in “<a n=\"{#b}\"/>”: {#b}: "));
  CHECK(in_words(found[6], text::Language::uk).find("<t:loop> не є елементом urn:chancery:template:1.") != std::string::npos);
}

TEST_CASE("the root element cannot be a block") {
  CHECK(codes(R"(<t:each xmlns:t="urn:chancery:template:1" of="x"><a/></t:each>)") == "xml_root@letter.xml:1");
}

TEST_CASE("the prefix is free, and an element of another namespace is no block") {
  CHECK(codes(R"(<r><each xmlns="urn:chancery:template:1" of="x">a</each></r>)").empty());
  CHECK(compile_xml(R"(<r xmlns:t="urn:other"><t:each of="{x}"/></r>)", "x.xml", std::nullopt).tags().size() == 1);
  CHECK(codes(R"(<r xmlns:t="urn:chancery:template:1"><a xmlns:t="urn:other"><t:loop/></a><t:loop/></r>)") ==
        "xml_element@letter.xml:1");
}

TEST_CASE("fields, filters and languages are judged by the description, as in DOCX") {
  CHECK(codes(in_root("<a>{title.uk}{date | date}</a><t:each of=\"parties\">{name}</t:each>"), description()).empty());
  const auto found =
      findings_in(in_root("<a>{titel.uk}{title}{title.fr}{date | dat}</a><t:each of=\"parties\">{nmae}</t:each>"), description());
  std::string all;
  for (const auto& one : found) all += one.code + "(" + one.suggestion + ") ";
  CHECK(all == "unknown_field(title.uk) language_missing(title.uk) language_unknown() unknown_filter(date) unknown_field(name) ");
}

TEST_CASE("a condition opens no scope, so that a name in it is looked for outside") {
  CHECK(codes(in_root("<t:if value=\"parties\">{name}</t:if>{title.uk}{date}"), description()).starts_with("unknown_field@"));
  CHECK(codes(in_root("<t:if value=\"parties\">{title.uk}</t:if>{date}<t:each of=\"parties\">{name}</t:each>"), description())
            .empty());
}

TEST_CASE("what stands in a comment is neither tag nor mistake") {
  CHECK(codes(in_root("<!-- {open --><t:comment><a b=\"{x\">{y</a><t:loop/></t:comment><t:comment/>")).empty());
}

TEST_CASE("a tag may hold references and line ends") {
  const auto compiled = compile_xml(in_root("<a b=\"{x |\n date:&quot;long&quot;:uk}\"/>"), "x.xml", std::nullopt);
  REQUIRE(compiled.tags().size() == 1);
  CHECK(compiled.tags()[0].tag.filters[0].arguments == std::vector<std::string>{"long", "uk"});
}

TEST_CASE("the delimiters of the description hold in XML as well") {
  auto own = description();
  own.opening = "<<";
  own.closing = ">>";
  const auto compiled = compile_xml(in_root("<a>&lt;&lt;date&gt;&gt; {free}</a>"), "x.xml", own);
  REQUIRE(compiled.tags().size() == 1);
  CHECK(compiled.tags()[0].tag.path.text() == "date");
}

TEST_CASE("bytes that are no XML, a DOCTYPE, too deep or too wide a document are refused with their place") {
  const std::vector<std::string> refused{"",
                                         "<r>",
                                         "<r></s>",
                                         "<r a=\"1\" a=\"2\">",
                                         "<!DOCTYPE r [<!ENTITY e \"x\">]><r>&e;</r>",
                                         "<r>&unknown;</r>",
                                         "<t:each of=\"x\"/>",
                                         std::string("<r>\x01</r>"),
                                         "<r>\xff</r>",
                                         std::string(300, '<'),
                                         [] {
                                           std::string deep;
                                           for (int depth = 0; depth < 300; ++depth) deep += "<a>";
                                           return deep;
                                         }()};
  for (const auto& xml : refused) {
    INFO(xml.substr(0, 60));
    const auto found = fault_and_key([&] { (void)compile_xml(xml, "letter.xml", std::nullopt); });
    REQUIRE(found);
    CHECK(found->first == Fault::input);
  }
}
