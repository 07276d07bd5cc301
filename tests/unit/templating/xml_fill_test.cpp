#include "templating/xml_fill.h"

#include "formats/xml_document.h"
#include "support/templates.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::templating;

namespace {

std::string in_root(std::string_view inner) {
  return R"(<r xmlns:t="urn:chancery:template:1">)" + std::string(inner) + "</r>";
}

XmlOutcome outcome(const std::string& xml, const formats::Json& data, const FillOptions& options = {},
                   const std::optional<Description>& description = std::nullopt) {
  return fill_xml(compile_xml(xml, "letter.xml", description), data, options);
}

std::string filled(const std::string& xml, const formats::Json& data) {
  auto result = outcome(xml, data);
  if (const auto* findings = std::get_if<std::vector<Finding>>(&result)) {
    for (const auto& one : *findings) UNSCOPED_INFO(to_json(one).dump());
  }
  REQUIRE(std::holds_alternative<FilledXml>(result));
  return std::get<FilledXml>(std::move(result)).document;
}

/// What stands between the tags of the root.
std::string inside(std::string_view inner, std::string_view data) {
  const auto document = filled(in_root(inner), tests::json(data));
  CHECK_NOTHROW(formats::XmlDocument::read(document, "filled.xml"));
  CHECK(document.starts_with("<r>"));
  return document.substr(3, document.size() - 7);
}

std::string codes(std::string_view inner, const formats::Json& data, const FillOptions& options = {}) {
  const auto result = outcome(in_root(inner), data, options);
  REQUIRE(std::holds_alternative<std::vector<Finding>>(result));
  std::string all;
  for (const auto& one : std::get<std::vector<Finding>>(result)) all += (all.empty() ? "" : " ") + one.code + ":" + one.tag;
  return all;
}

}  // namespace

TEST_CASE("values are filled into text and attributes, in the language that the tag selects") {
  CHECK(inside(R"(<a b="{n}">{t.uk} / {t.en}</a>)", R"({"n": 7, "t": {"uk": "Ґанок", "en": "porch"}})") ==
        R"(<a b="7">Ґанок / porch</a>)");
  CHECK(inside("{t.uk}", R"({"t": [{"language": "uk", "value": "Їжак"}]})") == "Їжак");
}

TEST_CASE("filters write in the language of the tag, of xml:lang, of the description") {
  CHECK(inside(R"(<a xml:lang="uk">{d | date:"long"}</a>)", R"({"d": "2024-11-21"})") ==
        "<a xml:lang=\"uk\">21\u00A0листопада 2024\u00A0р.</a>");
  CHECK(inside(R"(<a xml:lang="uk"><b xml:lang="en">{d | date}</b>{d | date:fr}</a>)", R"({"d": "2024-11-21"})") ==
        "<a xml:lang=\"uk\"><b xml:lang=\"en\">21\u00A0November 2024</b>21\u00A0novembre 2024</a>");
  CHECK(codes("{d | date}", tests::json(R"({"d": "2024-11-21"})")) == "filter_language:{d | date}");
}

TEST_CASE("a list is repeated, its items first and what is around them next") {
  CHECK(inside(R"(<t:each of="p"><q n="{n}">{x}<t:each of="m">({.})</t:each></q></t:each>)",
               R"({"x": "-", "p": [{"n": "А", "m": ["1", "2"]}, {"n": "Б", "x": "+", "m": []}]})") ==
        R"(<q n="А">-(1)(2)</q><q n="Б">+</q>)");
}

TEST_CASE("a condition asks for a value, or compares it") {
  const auto text = [](const char* data) {
    return inside(
        R"(<t:if value="k" is="a">A</t:if><t:if value="k" is-not="a">not A</t:if><t:if value="l">L</t:if><t:unless value="l">none</t:unless>)",
        data);
  };
  CHECK(text(R"({"k": "a", "l": ["x", "y"]})") == "AL");
  CHECK(text(R"({"k": "b", "l": []})") == "not Anone");
  CHECK(text(R"({"k": ["c", "a"], "l": "no"})") == "Anone");
}

TEST_CASE("blocks alone in their line go with it, comments go, everything else stays byte for byte") {
  CHECK(inside("\n  <t:each of=\"l\">\n  <i>{.}</i>\n  </t:each>\n  <t:comment>\n  <x/>\n  </t:comment>\n  <!-- {left} -->{! "
               "gone }<e  a='1' />\n",
               R"({"l": ["1", "2"]})") == "\n  <i>1</i>\n  <i>2</i>\n  <!-- {left} --><e  a='1' />\n");
}

TEST_CASE("the declaration of the namespace of templates is not in the result, others are") {
  CHECK(filled(R"(<r xmlns="urn:a" xmlns:t="urn:chancery:template:1" xmlns:b='urn:b'><b:c/></r>)", formats::Json::object()) ==
        R"(<r xmlns="urn:a" xmlns:b='urn:b'><b:c/></r>)");
}

TEST_CASE("markup, quotes, line ends and tags in a value are characters") {
  const formats::Json data{{"v", "<a b=\"1\" c='2'>&amp;]]>{v}\r\n\tҐ’</a>"}};
  const auto document = filled(in_root("<x y=\"{v}\" z='{v}'>{v}</x>"), data);
  const auto read = formats::XmlDocument::read(document, "filled.xml");
  const auto x = read.root().children().front();
  CHECK(x.text() == data.at("v").get<std::string>());
  for (const auto& attribute : x.attributes()) CHECK(attribute.value == data.at("v").get<std::string>());
}

TEST_CASE("braces as references are no tags") {
  CHECK(inside("&#123;x&#125; &#x7B;", "{}") == "&#123;x&#125; &#x7B;");
}

TEST_CASE("every tag without a value, and every value that cannot be written, is told at once") {
  const auto data = tests::json(R"({"o": {"uk": "x"}, "l": ["a"], "c": "a\u0001", "d": "x"})");
  CHECK(codes(R"(<a b="{none}">{o}{l}{c}{d | date:uk}{none | default:"-"}</a><t:each of="gone"/>)", data) ==
        "undefined:{none} language_missing:{o} not_text:{l} control_character:{c} not_a_date:{d | date:uk} undefined:<t:each "
        "of=\"gone\"/>");
}

TEST_CASE("a default stands for a value that is not there") {
  CHECK(inside(R"({x | default:"—"}{y | default:"—"})", R"({"y": "є"})") == "—є");
}

TEST_CASE("with a description an absent optional block is none, and the data are judged") {
  const auto description = read_description(tests::json(R"({"name":"N","kind":"k","languages":["uk"],"columns":[],"fields":[
      {"path":"a","type":"list","required":false,"label":"L"},{"path":"a[].b","type":"text","required":true,"label":"L"},
      {"path":"d","type":"date","required":true,"label":"L"}]})"));
  const auto xml = in_root("<t:each of=\"a\">{b}</t:each>{d}");
  const auto good = outcome(xml, tests::json(R"({"d": "2024-11-21"})"), {}, description);
  REQUIRE(std::holds_alternative<FilledXml>(good));
  CHECK(std::get<FilledXml>(good).document == "<r>2024-11-21</r>");
  const auto bad = outcome(xml, tests::json(R"({"d": "soon", "a": [{}]})"), {}, description);
  REQUIRE(std::holds_alternative<std::vector<Finding>>(bad));
  CHECK(std::get<std::vector<Finding>>(bad).size() >= 2);
}

TEST_CASE("a template with mistakes is never filled") {
  CHECK(codes("<a>{open</a>", formats::Json::object()) == "unclosed_tag:{open");
}

TEST_CASE("register fields stay standing where the freeze has not given them") {
  const auto result = outcome(in_root("<a n=\"{doc_no}\">{doc_date | date:\"long\":uk}</a>"), formats::Json::object(),
                              {.leave_register_tags = true});
  REQUIRE(std::holds_alternative<FilledXml>(result));
  CHECK(std::get<FilledXml>(result).document == "<r><a n=\"{doc_no}\">{doc_date | date:\"long\":uk}</a></r>");
}

TEST_CASE("too many items and too large a document are refused with the limit") {
  formats::Json data{{"l", formats::Json::array()}};
  for (int item = 0; item < 20; ++item) data["l"].push_back("їжак");
  CHECK(codes("<t:each of=\"l\">{.}</t:each>", data, {.item_limit = 19}).starts_with("too_many_items:"));
  CHECK(codes("<t:each of=\"l\">{.}</t:each>", data, {.output_limit = 40}).starts_with("too_large:"));
  CHECK(filled(in_root("<t:each of=\"l\">{.}</t:each>"), data).size() == 7 + 20 * 8);
}

TEST_CASE("the same template and data give the same bytes") {
  const auto xml = in_root("<t:each of=\"l\">{.}</t:each>");
  const auto data = tests::json(R"({"l": ["а", "б"]})");
  CHECK(filled(xml, data) == filled(xml, data));
}
