#include "formats/xml_document.h"

#include "base/error.h"

#include <catch2/catch.hpp>

#include <string>

using namespace chancery;
using formats::XmlDocument;
using formats::XmlLimits;

namespace {

std::string repeated(std::string_view what, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += what;
  return all;
}

Message refusal_of(BytesView bytes, const XmlLimits& limits = {}) {
  try {
    static_cast<void>(XmlDocument::read(bytes, "лист.xml", limits));
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::input);
    return error.message();
  }
  return {};
}

std::string key_of(BytesView bytes, const XmlLimits& limits = {}) {
  return refusal_of(bytes, limits).key;
}

}  // namespace

TEST_CASE("an element shows its names, attributes, children, text and line") {
  const auto document =
      XmlDocument::read("<a xmlns='urn:a' xmlns:b='urn:b' x='1' b:x='2'>\n<b:c>Ґ</b:c><c>Є &amp; Ї’</c></a>", "a.xml");
  const auto root = document.root();
  CHECK(root.name() == "a");
  CHECK(root.namespace_uri() == "urn:a");
  CHECK(root.attribute("x") == "1");
  CHECK(root.attribute("x", "urn:b") == "2");
  CHECK_FALSE(root.attribute("y"));
  CHECK(root.attributes().size() == 2);
  REQUIRE(root.children().size() == 2);
  CHECK(root.child("c", "urn:b")->text() == "Ґ");
  CHECK(root.child("c", "urn:a")->text() == "Є & Ї’");
  CHECK_FALSE(root.child("c", "urn:z"));
  CHECK(root.children("c", "urn:a").size() == 1);
  CHECK(root.children().front().line() == 2);
  CHECK(root.text() == "\nҐЄ & Ї’");
  CHECK(document.place() == "a.xml");
}

TEST_CASE("lines are counted beyond 65,535") {
  const auto document = XmlDocument::read("<a>" + std::string(70'000, '\n') + "<b/></a>", "long.xml");
  CHECK(document.root().children().front().line() == 70'001);
}

TEST_CASE("CDATA is text like any other") {
  CHECK(XmlDocument::read("<a>1<![CDATA[<2>]]>3</a>", "a.xml").root().text() == "1<2>3");
}

TEST_CASE("the inner content keeps the namespaces that it needs") {
  const auto document = XmlDocument::read("<a xmlns='urn:a' xmlns:b='urn:b'>Ї<c b:x='1'/><b:d/></a>", "a.xml");
  CHECK(document.root().inner() == "Ї<c xmlns=\"urn:a\" xmlns:b=\"urn:b\" b:x=\"1\"/><b:d xmlns:b=\"urn:b\"/>");
}

TEST_CASE("the namespaces in scope are the nearest declaration of each prefix") {
  const auto document = XmlDocument::read("<a xmlns='urn:a' xmlns:b='urn:1'><c xmlns:b='urn:2'/></a>", "a.xml");
  const auto scope = document.root().children().front().namespaces_in_scope();
  REQUIRE(scope.size() == 1);
  CHECK(scope.front().uri == "urn:2");
}

TEST_CASE("the canonical form follows the Recommendation") {
  const auto document =
      XmlDocument::read("<?xml version='1.0' encoding='UTF-8'?><!-- x --><a  b='2' a='1'><e/>&#x490;</a>", "a.xml");
  CHECK(document.canonical() == "<a a=\"1\" b=\"2\"><e></e>Ґ</a>");
}

TEST_CASE("a relative namespace name has no canonical form") {
  const auto document = XmlDocument::read("<a xmlns='relative'/>", "a.xml");
  CHECK_THROWS_AS(document.canonical(), Error);
}

TEST_CASE("a DOCTYPE is refused before anything is expanded") {
  CHECK(key_of("<!DOCTYPE a><a/>") == "formats.xml_doctype");
  const std::string laughs =
      "<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
      "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]><l>&c;</l>";
  CHECK(key_of(laughs) == "formats.xml_doctype");
  CHECK(key_of("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>") == "formats.xml_doctype");
  CHECK(key_of("<a>&undeclared;</a>") == "formats.xml_malformed");
}

TEST_CASE("a DOCTYPE inside a comment or CDATA is only text") {
  CHECK(key_of("<!-- <!DOCTYPE a> --><a><![CDATA[<!DOCTYPE a>]]></a>").empty());
}

TEST_CASE("an error names the place and the line") {
  const auto message = refusal_of("<a>\n<b>\n</a>");
  CHECK(message.key == "formats.xml_malformed");
  CHECK(std::get<std::string>(message.arguments.at(0).second) == "лист.xml");
  CHECK(std::get<std::int64_t>(message.arguments.at(1).second) == 3);
}

TEST_CASE("what is not well-formed is refused") {
  CHECK(key_of("") == "formats.xml_malformed");
  CHECK(key_of("<a") == "formats.xml_malformed");
  CHECK(key_of("<a/><b/>") == "formats.xml_malformed");
  CHECK(key_of("<a b='1' b='2'/>") == "formats.xml_malformed");
  CHECK(key_of("<a><p:b/></a>") == "formats.xml_malformed");
  CHECK(key_of("<a>\xC3\x28</a>") == "formats.xml_malformed");
  CHECK(key_of("</a>") == "formats.xml_malformed");
  CHECK(key_of("<!-- never ends") == "formats.xml_malformed");
}

TEST_CASE("other encodings than UTF-8 are refused by name") {
  CHECK(key_of(std::string_view("\xFF\xFE<\0a\0/\0>\0", 10)) == "formats.xml_encoding");
  CHECK(key_of(std::string_view("\0<\0a\0/\0>", 8)) == "formats.xml_encoding");
  CHECK(key_of("<?xml version='1.0' encoding='windows-1251'?><a/>") == "formats.xml_encoding");
  CHECK(key_of("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?><a/>").empty());
}

TEST_CASE("each limit is kept and names the value found") {
  CHECK(key_of(repeated("<a>", 257) + repeated("</a>", 257)) == "formats.xml_too_deep");
  CHECK(key_of(repeated("<a>", 256) + repeated("</a>", 256)).empty());
  CHECK(key_of("<a b='" + std::string(65'536, 'x') + "'/>") == "formats.xml_tag_too_long");
  CHECK(key_of("<a>" + std::string(11, 'x') + "</a>", {.text_node = 10}) == "formats.xml_text_too_long");
  CHECK(key_of("<a><![CDATA[" + std::string(11, 'x') + "]]></a>", {.text_node = 10}) == "formats.xml_text_too_long");
  CHECK(key_of("<a>123456789</a>", {.bytes = 10}) == "formats.xml_too_large");
  std::string many = "<a";
  for (int i = 0; i < 257; ++i) many += " a" + std::to_string(i) + "='='";
  const auto message = refusal_of(many + "/>");
  CHECK(message.key == "formats.xml_attributes");
  CHECK(std::get<std::int64_t>(message.arguments.at(3).second) == 257);
}

TEST_CASE("namespace declarations in scope are limited, those that ended do not count") {
  std::string tag = "<a";
  for (int i = 0; i < 250; ++i) tag += " xmlns:n" + std::to_string(i) + "='urn:n'";
  CHECK(key_of(repeated(tag + ">", 5) + repeated("</a>", 5)) == "formats.xml_namespaces");
  CHECK(key_of("<r>" + repeated(tag + "></a>", 20) + repeated(tag + "/>", 20) + "</r>").empty());
}
