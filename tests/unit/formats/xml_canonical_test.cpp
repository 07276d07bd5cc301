#include "formats/xml_document.h"

#include <catch2/catch.hpp>

using namespace chancery;
using namespace chancery::formats;

namespace {

constexpr const char* document = R"(<a xmlns="urn:one" xmlns:b="urn:two" xmlns:c="urn:three" xml:lang="uk"><!-- Ґ -->
<b:inner z="1"   y="&quot;" b:x='Ї'><empty/><![CDATA[<Є>]]></b:inner></a>)";

Bytes inner_in(Canonicalization::Method method, bool comments = false, std::vector<std::string> prefixes = {}) {
  const auto read = XmlDocument::read(document, "test.xml");
  return read.root().children().front().canonical({method, comments, std::move(prefixes)});
}

}  // namespace

TEST_CASE("the inclusive form of an element carries the namespaces and the language from above") {
  CHECK(
      inner_in(Canonicalization::Method::inclusive) ==
      R"(<b:inner xmlns="urn:one" xmlns:b="urn:two" xmlns:c="urn:three" y="&quot;" z="1" xml:lang="uk" b:x="Ї"><empty></empty>&lt;Є&gt;</b:inner>)");
}

TEST_CASE("the exclusive form carries only what is used, and what its list names") {
  CHECK(inner_in(Canonicalization::Method::exclusive) ==
        R"(<b:inner xmlns:b="urn:two" y="&quot;" z="1" b:x="Ї"><empty xmlns="urn:one"></empty>&lt;Є&gt;</b:inner>)");
  CHECK(
      inner_in(Canonicalization::Method::exclusive, false, {"c"}) ==
      R"(<b:inner xmlns:b="urn:two" xmlns:c="urn:three" y="&quot;" z="1" b:x="Ї"><empty xmlns="urn:one"></empty>&lt;Є&gt;</b:inner>)");
}

TEST_CASE("comments stay only where they are asked for") {
  const auto read = XmlDocument::read("<a><!--one--><b/></a>", "test.xml");
  CHECK(read.root().canonical({Canonicalization::Method::exclusive, true, {}}) == "<a><!--one--><b></b></a>");
  CHECK(read.root().canonical({Canonicalization::Method::exclusive, false, {}}) == "<a><b></b></a>");
}

TEST_CASE("the whole document by element is the whole document") {
  const auto read = XmlDocument::read("<a x='1'><b/>text</a>", "test.xml");
  CHECK(read.root().canonical({Canonicalization::Method::inclusive, false, {}}) == read.canonical());
}
