#include "formats/xml_writer.h"

#include "base/error.h"
#include "formats/xml_document.h"

#include <catch2/catch.hpp>

#include <string>

using namespace chancery;
using formats::XmlDocument;
using formats::XmlWriter;

TEST_CASE("the writer writes elements, attributes and text") {
  XmlWriter writer;
  writer.open("a").attribute("x", "1 < 2").open("b").close().element("c", "Ґанок’").text("").close();
  CHECK(writer.finish() == "<a x=\"1 &lt; 2\"><b/><c>Ґанок’</c></a>");
}

TEST_CASE("what is written is read back as it was, in text and in attributes") {
  const std::string odd = "\t\r\n & < > \" ' ]]> Ґ Є І Ї ’ 😀";
  XmlWriter writer;
  writer.open("a").attribute("x", odd).text(odd).close();
  const auto document = XmlDocument::read(writer.finish(), "a.xml");
  CHECK(document.root().attribute("x") == odd);
  CHECK(document.root().text() == odd);
}

TEST_CASE("characters that XML 1.0 cannot hold are refused") {
  for (const std::string& bad : {std::string("\x01"), std::string(1, '\0'), std::string("\xEF\xBF\xBE"), std::string("\xC0\x80"),
                                 std::string("\xED\xA0\x80"), std::string("\xE2\x82"), std::string("\xF5\x80\x80\x80"),
                                 std::string("\x80"), std::string("\xE2\x28\xA1")}) {
    CHECK_THROWS_AS(formats::escape_xml(bad), Error);
  }
}

TEST_CASE("a name that is none is refused") {
  XmlWriter writer;
  CHECK_THROWS_AS(writer.open("1a"), Error);
  CHECK_THROWS_AS(writer.open("a b"), Error);
  CHECK_THROWS_AS(writer.open(""), Error);
  CHECK_THROWS_AS(writer.open(std::string_view("a\0b", 3)), Error);
  CHECK(formats::is_xml_name("w:label"));
  CHECK(formats::is_xml_name("назва"));
  CHECK_FALSE(formats::is_xml_name("a:b:c"));
}
