#include "text/markup_reader.h"

#include "support/errors.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::text;
using tests::key_of;

namespace {

constexpr const char* word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

std::string read(std::string_view part, const MarkupLimits& limits = {}) {
  return key_of([&] {
    MarkupReader reader(part, "word/document.xml", limits);
    while (reader.next()) {
    }
  });
}

}  // namespace

TEST_CASE("tags and texts come in order, each with its place in the bytes") {
  const std::string part = std::string("<?xml version=\"1.0\" encoding=\"UTF-8\"?><x:a xmlns:x='") + word +
                           "'><!-- c --><x:b x:val=\"&lt;Ї&#x2116;\"/>т&amp;</x:a>\n";
  MarkupReader reader(part, "p");
  REQUIRE(reader.next());
  CHECK(reader.token().is(Vocabulary::word, "a"));
  CHECK(reader.token().qualified == "x:a");
  REQUIRE(reader.next());
  CHECK(reader.token().kind == MarkupToken::Kind::empty);
  CHECK(reader.attribute(Vocabulary::word, "val") == "<Ї№");
  CHECK_FALSE(reader.attribute(Vocabulary::none, "val"));
  REQUIRE(reader.next());
  CHECK(reader.token().bytes.of(part) == "т&amp;");
  REQUIRE(reader.next());
  CHECK(reader.token().kind == MarkupToken::Kind::end);
  CHECK(reader.token().bytes.of(part) == "</x:a>");
  CHECK_FALSE(reader.next());
}

TEST_CASE("the strict and the transitional names are one vocabulary, and a declaration ends with its element") {
  const std::string part = "<a><w:b xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'/><w:c xmlns:w='urn:other'/></a>";
  MarkupReader reader(part, "p");
  REQUIRE(reader.next());
  CHECK(reader.token().vocabulary == Vocabulary::none);
  REQUIRE(reader.next());
  CHECK(reader.token().vocabulary == Vocabulary::word);
  REQUIRE(reader.next());
  CHECK(reader.token().vocabulary == Vocabulary::other);
}

TEST_CASE("what is not well-formed is refused with the reason") {
  CHECK(read("<a><b></a></b>") == "text.markup_unbalanced");
  CHECK(read("</a>") == "text.markup_unbalanced");
  CHECK(read("<a>") == "text.markup_unclosed_element");
  CHECK(read("") == "text.markup_no_root");
  CHECK(read("<a/><b/>") == "text.markup_outside_root");
  CHECK(read("<a/>x") == "text.markup_outside_root");
  CHECK(read("<a") == "text.markup_tag");
  CHECK(read("<1/>") == "text.markup_tag");
  CHECK(read("<a b/>") == "text.markup_tag");
  CHECK(read("<a b=c/>") == "text.markup_tag");
  CHECK(read("<a b='1' b='2'/>") == "text.markup_tag");
  CHECK(read("<a b='1'c='2'/>") == "text.markup_tag");
  CHECK(read("<a b='<'/>") == "text.markup_tag");
  CHECK(read("<a/ >") == "text.markup_tag");
  CHECK(read("<!-- <a/>") == "text.markup_tag");
  CHECK(read("<w:a/>") == "text.markup_prefix");
  CHECK(read("<a w:b='1'/>") == "text.markup_prefix");
  CHECK(read("<a>&nbsp;</a>") == "text.markup_entity");
  CHECK(read("<a>&#0;</a>") == "text.markup_entity");
  CHECK(read("<a>& b</a>") == "text.markup_entity");
  CHECK(read("<a b='&x;'/>") == "text.markup_entity");
  CHECK(read("<a>\x01</a>") == "text.markup_character");
  CHECK(read("<!DOCTYPE a><a/>") == "text.markup_doctype");
  CHECK(read("<a><![CDATA[x]]></a>") == "text.markup_cdata");
  CHECK(read("<?xml version='1.0' encoding='UTF-16'?><a/>") == "text.markup_encoding");
  CHECK(read("\xEF\xBB\xBF<a>&#x10FFFF;&apos;</a>").empty());
}

TEST_CASE("each limit is named when it is passed") {
  CHECK(read("<a>12345</a>", {.bytes = 5}) == "text.markup_too_large");
  CHECK(read("<a><b><c/></b></a>", {.depth = 2}) == "text.markup_too_deep");
  CHECK(read("<a>12345</a>", {.text_node = 4}) == "text.markup_text_too_long");
  CHECK(read("<a b='12345'/>", {.start_tag = 9}) == "text.markup_tag_too_long");
  CHECK(read("<a b='1' c='2'/>", {.attributes = 1}) == "text.markup_attributes");
}

TEST_CASE("text is escaped so that it can only be text") {
  Bytes out;
  append_escaped(out, "a<b>&]]>Ґ\"'");
  CHECK(out == "a&lt;b&gt;&amp;]]&gt;Ґ\"'");
  CHECK(resolve_references(out) == "a<b>&]]>Ґ\"'");
  CHECK_FALSE(parse_reference("&unknown;"));
  CHECK_FALSE(parse_reference("&#xD800;"));
  CHECK_FALSE(parse_reference("amp;"));
}
